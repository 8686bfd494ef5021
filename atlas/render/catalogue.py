"""What machines read that look for the atlas: sitemap, robots.txt, llms.txt, CITATION.cff, and a description of each indicator as a data set (schema.org)."""

from collections.abc import Callable
from html import escape
from typing import Any

from markupsafe import Markup

from atlas.base.language import translate
from atlas.model.data_page import DataPage
from atlas.model.frame import Chrome, Head
from atlas.model.job import CatalogueJob
from atlas.model.page import IndicatorPage
from atlas.render.json_text import json_text, script_json


def render_catalogue(job: CatalogueJob) -> bytes:
    """Write one of these files, as UTF-8 with line feeds."""
    return KINDS[job.kind](job).encode()


def dataset(page: IndicatorPage, chrome: Chrome, head: Head) -> Markup:
    """Describe an indicator as a schema.org Dataset in JSON-LD; empty without the address of the atlas, which every such description must name."""
    if not chrome.url or head.citation is None:
        return Markup("")
    indicator = page.indicator
    here = head.citation.address
    base = here.removesuffix(head.path)
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": indicator.title,
        "description": indicator.definition,
        "url": here,
        "identifier": f"https://doi.org/{head.citation.doi}#{indicator.id}" if head.citation.doi else here,
        "version": chrome.edition,
        "inLanguage": chrome.language,
        "license": chrome.licence.url or chrome.licence.title,
        "creator": {"@type": "Organization", "name": indicator.data_holder or chrome.publisher},
        "publisher": {"@type": "Organization", "name": chrome.publisher},
        "isAccessibleForFree": True,
        "keywords": list(dict.fromkeys((page.theme.title, indicator.title, chrome.place, *indicator.also))),
        **({"datePublished": head.citation.issued} if len(head.citation.issued) == len("2026-10-01") else {}),
        "spatialCoverage": chrome.place,
        "temporalCoverage": _span(page.periods),
        "variableMeasured": {"@type": "PropertyValue", "name": indicator.title, "unitText": indicator.unit},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": chrome.title, "url": chrome.url},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": link.note or link.title,
                "encodingFormat": _TYPES[link.title],
                "contentUrl": f"{base}{link.href}",
            }
            for link in page.downloads
            if link.title in _TYPES
        ],
    }
    return _data_block(described)


def edition_dataset(page: DataPage, chrome: Chrome, head: Head) -> Markup:
    """Describe all figures of the edition as one schema.org Dataset; empty without the address of the atlas."""
    if not chrome.url or head.citation is None:
        return Markup("")
    cited, base = head.citation, head.citation.address.removesuffix(head.path)
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{chrome.title}, {chrome.edition}",
        "description": page.lead,
        "url": cited.address,
        "identifier": f"https://doi.org/{cited.doi}" if cited.doi else cited.address,
        "version": chrome.edition,
        "inLanguage": chrome.language,
        "license": chrome.licence.url or chrome.licence.title,
        "creator": {"@type": "Organization", "name": chrome.publisher},
        "publisher": {"@type": "Organization", "name": chrome.publisher},
        "isAccessibleForFree": True,
        "spatialCoverage": chrome.place,
        "distribution": [
            {"@type": "DataDownload", "name": link.title, "encodingFormat": _TYPES[link.title], "contentUrl": f"{base}{link.href}"}
            for group in page.groups
            for link in group.files
            if link.title in _TYPES
        ],
        "hasPart": [
            {"@type": "Dataset", "name": row.subject.title, "url": f"{base}{row.subject.href}"}
            for group in page.groups
            if group.heading.href
            for row in group.rows
        ],
    }
    return _data_block(described)


def _data_block(described: dict[str, Any]) -> Markup:
    # A data block is no script; it may not end before its end.
    return Markup(f'<script type="application/ld+json">{script_json(described)}</script>')


def _span(periods: tuple[str, ...]) -> str:
    return "/".join(dict.fromkeys((periods[0], periods[-1]))) if periods else ""


def _sitemap(job: CatalogueJob) -> str:
    """Write the addresses of all pages (sitemaps.org), each with its language; there is no other, so it is the one for all."""
    places = "".join(_place(job, job.url + entry.href) for entry in job.entries)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{places}</urlset>\n'


def _place(job: CatalogueJob, address: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>' for language in (job.language, "x-default")
    )
    return f"<url><loc>{escape(address)}</loc>{links}</url>\n"


def _robots(job: CatalogueJob) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {job.url}sitemap.xml\n"


def _llms(job: CatalogueJob) -> str:
    """Write the atlas as a list in Markdown (llmstxt.org): a title, a sentence, links with what they lead to."""
    _ = translate(job.language)
    rule = _(
        "Figures are quoted with publisher, edition and address. Signs instead of a figure (·, /, ., x) are no zeros; the tables name the status of every figure."
    )
    links = "".join(
        f"- [{_plain(entry.title)}]({job.url}{entry.href}){f': {_plain(entry.note)}' if entry.note else ''}\n" for entry in job.entries
    )
    head = _("{publisher}, edition {edition}. {licence}.").format(publisher=job.publisher, edition=job.edition, licence=job.licence)
    return f"# {_plain(job.title)}\n\n> {_plain(head)}\n\n{rule}\n\n## {_('Indicators')}\n\n{links}"


def _cff(job: CatalogueJob) -> str:
    """Write CITATION.cff 1.2.0: YAML whose texts are written as JSON, which YAML reads."""
    lines = [
        ("cff-version", "1.2.0"),
        ("message", translate(job.language)("Please cite the atlas with its edition.")),
        ("type", "dataset"),
        ("title", f"{job.title}, {job.edition}"),
        ("version", job.edition),
        ("date-released", job.date),
        ("doi", job.doi),
        ("url", job.url),
    ]
    said = "".join(f"{name}: {json_text(value)}\n" for name, value in lines if value)
    return f"{said}authors:\n  - name: {json_text(job.publisher)}\n"


def _datacite(job: CatalogueJob) -> str:
    """Write the edition as a record of DataCite (metadata schema 4.5), ready to be uploaded where the identifier is registered."""
    said = [
        f'<identifier identifierType="DOI">{escape(job.doi or ":tba")}</identifier>',
        f'<creators><creator><creatorName nameType="Organizational">{escape(job.publisher)}</creatorName></creator></creators>',
        f'<titles><title xml:lang="{job.language}">{escape(f"{job.title}, {job.edition}")}</title></titles>',
        f"<publisher>{escape(job.publisher)}</publisher>",
        f"<publicationYear>{job.date[:4]}</publicationYear>",
        '<resourceType resourceTypeGeneral="Dataset">Dataset</resourceType>',
        f"<language>{job.language}</language>",
        f'<dates><date dateType="Issued">{job.date}</date></dates>',
        f"<version>{escape(job.edition)}</version>",
        f"<rightsList><rights{_uri(job.licence_url)}>{escape(job.licence)}</rights></rightsList>",
    ]
    if job.address:
        said.append(
            f'<alternateIdentifiers><alternateIdentifier alternateIdentifierType="URL">{escape(job.address)}</alternateIdentifier></alternateIdentifiers>'
        )
    spaces = 'xmlns="http://datacite.org/schema/kernel-4" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    where = 'xsi:schemaLocation="http://datacite.org/schema/kernel-4 https://schema.datacite.org/meta/kernel-4.5/metadata.xsd"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<resource {spaces} {where}>\n' + "\n".join((*said, "</resource>", ""))


def _uri(address: str) -> str:
    return f' rightsURI="{escape(address)}"' if address else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").replace("<", "‹").split())


_TYPES = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "GeoJSON": "application/geo+json",
    "TopoJSON": "application/json",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "GeoPackage": "application/geopackage+sqlite3",
    "ZIP": "application/zip",
}

KINDS: dict[str, Callable[[CatalogueJob], str]] = {
    "sitemap": _sitemap,
    "robots": _robots,
    "llms": _llms,
    "cff": _cff,
    "datacite": _datacite,
}
"""The files by kind."""
