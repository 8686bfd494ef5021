"""The catalogue as DCAT-AP.de 3.0 (GovData), which builds on DCAT-AP 3.0 (SEMIC): Turtle, RDF/XML, JSON-LD. Every node has a name, so the same catalogue is the same bytes."""

import json
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from atlas.model.dcat import DataSet, DcatJob
from atlas.model.download import DataFile

DCATAP = Namespace("http://data.europa.eu/r5r/")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"

LICENCES = {
    "dl-de/by-2.0": "dl-by-de/2.0",
    "dl-de/zero-2.0": "dl-zero-de/2.0",
    "cc-by-4.0": "cc-by/4.0",
    "cc-by-sa-4.0": "cc-by-sa/4.0",
    "cc-zero": "cc-zero",
    "cc0-1.0": "cc-zero",
}
"""Licences of the list of DCAT-AP.de that municipalities use, by the ids that site.yaml names."""

TYPES = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "geojson": ("GEOJSON", "application/geo+json"),
    "topojson": ("JSON", "application/json"),
    "gpkg": ("GPKG", "application/geopackage+sqlite3"),
    "zip": ("ZIP", "application/zip"),
}
"""Formats in the vocabularies of the Publications Office and of IANA, by ending."""

RHYTHMS = {
    "jährlich": "ANNUAL",
    "annual": "ANNUAL",
    "yearly": "ANNUAL",
    "annually": "ANNUAL",
    "alle zwei Jahre": "BIENNIAL",
    "monatlich": "MONTHLY",
}
_LANGUAGES = {"de": "DEU", "en": "ENG"}


def render_catalog(job: DcatJob) -> bytes:
    """Write the catalogue in the form of the job."""
    graph = _graph(job)
    if job.form == "ttl":
        return f"{graph.serialize(format='turtle').rstrip()}\n".encode()
    if job.form == "rdf":
        return _rdf(graph).encode()
    plain = json.loads(graph.serialize(format="json-ld", auto_compact=True, sort_keys=True))
    return f"{json.dumps(_sorted(plain), ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _rdf(graph: Graph) -> str:
    """Write a graph as RDF/XML. The library writes vocabularies and things as its sets have them, differently in every process: they are put into order."""
    head, *things = graph.serialize(format="xml").rstrip().removesuffix("</rdf:RDF>").split("  <rdf:Description ")
    first, *names = head.split("   xmlns:")
    names[-1] = names[-1].removesuffix(">\n")
    return "".join(
        ["   xmlns:".join([first, *sorted(names)]), ">\n", *(f"  <rdf:Description {thing}" for thing in sorted(things)), "</rdf:RDF>\n"]
    )


def _graph(job: DcatJob) -> Graph:
    said = job.imprint
    graph = Graph()
    for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("dcatap", DCATAP), ("dcatde", DCATDE), ("vcard", VCARD)):
        graph.bind(prefix, space, replace=True)
    catalog, publisher, contact = (URIRef(f"{job.base}#{name}") for name in ("catalog", "publisher", "contact"))
    language = URIRef(f"{AUTHORITY}language/{_LANGUAGES[said.language]}")
    facts: list[tuple[URIRef, URIRef, Any]] = [
        (catalog, RDF.type, DCAT.Catalog),
        (catalog, DCTERMS.title, Literal(said.title, lang=said.language)),
        (catalog, DCTERMS.description, Literal(said.notice or said.title, lang=said.language)),
        (catalog, DCTERMS.publisher, publisher),
        (catalog, DCTERMS.language, language),
        (catalog, FOAF.homepage, URIRef(job.base)),
        (catalog, DCTERMS.license, _licence(job)),
        (publisher, RDF.type, FOAF.Agent),
        (publisher, FOAF.name, Literal(said.publisher)),
    ]
    if said.date:
        facts += [(catalog, property_, Literal(said.date, datatype=XSD.date)) for property_ in (DCTERMS.issued, DCTERMS.modified)]
    if job.contact.email:
        facts += [
            (contact, RDF.type, VCARD.Organization),
            (contact, VCARD.fn, Literal(job.contact.name or said.publisher)),
            (contact, VCARD.hasEmail, URIRef(f"mailto:{job.contact.email}")),
        ]
    for one in job.sets:
        facts += [(catalog, DCAT.dataset, _name(job, one)), *_facts(job, one, publisher, contact, language)]
    for fact in facts:
        graph.add(fact)
    return graph


def _facts(job: DcatJob, one: DataSet, publisher: URIRef, contact: URIRef, language: URIRef) -> list[tuple[URIRef, URIRef, Any]]:
    said, name, extent = job.imprint, _name(job, one), URIRef(f"{job.base}{one.page}#period")
    facts: list[tuple[URIRef, URIRef, Any]] = [
        (name, RDF.type, DCAT.Dataset),
        (name, DCTERMS.title, Literal(one.title, lang=said.language)),
        (name, DCTERMS.description, Literal(one.text, lang=said.language)),
        (name, DCTERMS.identifier, Literal(str(name))),
        (name, DCTERMS.publisher, publisher),
        (name, DCTERMS.language, language),
        (name, DCAT.landingPage, URIRef(f"{job.base}{one.page}")),
        (name, DCAT.theme, URIRef(f"{AUTHORITY}data-theme/SOCI")),
        (name, URIRef(f"{DCAT}version"), Literal(said.edition)),
        (name, DCTERMS.accessRights, URIRef(f"{AUTHORITY}access-right/PUBLIC")),
        *((name, DCAT.keyword, Literal(word, lang=said.language)) for word in one.keywords),
    ]
    if job.contact.email:
        facts.append((name, DCAT.contactPoint, contact))
    if one.source:
        facts.append((name, DCTERMS.provenance, Literal(one.source, lang=said.language)))
    if said.date:
        facts += [(name, property_, Literal(said.date, datatype=XSD.date)) for property_ in (DCTERMS.issued, DCTERMS.modified)]
    if one.update in RHYTHMS:
        facts.append((name, DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}frequency/{RHYTHMS[one.update]}")))
    if one.first:
        facts += [
            (name, DCTERMS.temporal, extent),
            (extent, RDF.type, DCTERMS.PeriodOfTime),
            (extent, DCAT.startDate, Literal(f"{one.first}-01-01", datatype=XSD.date)),
            (extent, DCAT.endDate, Literal(f"{one.last}-12-31", datatype=XSD.date)),
        ]
    if job.catalogue.contributor:
        facts.append((name, DCATDE.contributorID, URIRef(job.catalogue.contributor)))
    if job.catalogue.area:
        facts += [
            (name, DCTERMS.spatial, URIRef(job.catalogue.area)),
            (URIRef(job.catalogue.area), RDF.type, DCTERMS.Location),
        ]
    if job.catalogue.level:
        facts.append(
            (name, DCATDE.politicalGeocodingLevelURI, URIRef(f"http://dcat-ap.de/def/politicalGeocoding/Level/{job.catalogue.level}"))
        )
    for file in one.files:
        facts += _distribution(job, name, file)
    return facts


def _distribution(job: DcatJob, name: URIRef, file: DataFile) -> list[tuple[URIRef, URIRef, Any]]:
    address, said = URIRef(f"{job.base}{file.path}"), job.imprint
    node = URIRef(f"{address}#distribution")
    form, media = TYPES[file.path.rpartition(".")[2]]
    return [
        (name, DCAT.distribution, node),
        (node, RDF.type, DCAT.Distribution),
        (node, DCTERMS.title, Literal(file.title, lang=said.language)),
        (node, DCAT.accessURL, address),
        (node, DCAT.downloadURL, address),
        (node, DCTERMS.license, _licence(job)),
        (node, DCATDE.licenseAttributionByText, Literal(said.publisher, lang=said.language)),
        (node, DCTERMS["format"], URIRef(f"{AUTHORITY}file-type/{form}")),
        (node, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media}")),
        (node, DCATAP.availability, URIRef(f"{AUTHORITY}planned-availability/STABLE")),
    ]


def _name(job: DcatJob, one: DataSet) -> URIRef:
    return URIRef(f"{job.base}{one.page}#dataset")


def _licence(job: DcatJob) -> URIRef:
    known = LICENCES.get(job.licence.lower(), "")
    return URIRef(f"http://dcat-ap.de/def/licenses/{known}" if known else job.imprint.licence_url or f"{job.base}#licence")


def _sorted(plain: Any) -> Any:
    """Bring lists of JSON-LD, whose order says nothing, into one order."""
    if isinstance(plain, dict):
        return {name: _sorted(value) for name, value in plain.items()}
    if isinstance(plain, list):
        return sorted((_sorted(one) for one in plain), key=lambda one: json.dumps(one, ensure_ascii=False, sort_keys=True))
    return plain
