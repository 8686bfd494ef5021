"""Citations, read back by the libraries of those who use them."""

import json

import pytest
import rispy
from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from msgspec.structs import replace
from pybtex.database import parse_string

from atlas.model.citation import Citation
from atlas.render import citations

CITED = Citation(
    key="wallenfurt-2026-profile-0101",
    words="Sozialraumprofil Bahnhof & Süd_West (0101)",
    title="Sozialatlas 100 %",
    edition="2026",
    publisher="Stadt Wallenfurt, Amt für Statistik",
    producer="Bundesagentur für Arbeit",
    issued="2026-10-01",
    period="2025",
    reference_date="31.12.",
    licence="dl-de/by-2.0",
    address="https://atlas.example/ausgabe/2026/profile/0101/index.html",
    doi="10.5281/zenodo.1",
    language="de",
)


def test_bibtex_is_read_back_by_pybtex() -> None:
    (entry,) = parse_string(citations.bibtex(CITED), "bibtex").entries.values()
    assert [r"Sozialraumprofil Bahnhof \& Süd\_West (0101)", "2026", CITED.address, CITED.doi] == [
        entry.fields[name] for name in ("title", "year", "url", "doi")
    ]


def test_an_organisation_is_one_author_in_bibtex() -> None:
    (entry,) = parse_string(citations.bibtex(CITED), "bibtex").entries.values()
    assert ["{Stadt Wallenfurt, Amt für Statistik}"] == [str(person) for person in entry.persons["author"]]


def test_ris_is_read_back_by_rispy() -> None:
    (record,) = rispy.loads(citations.ris(CITED))
    assert [CITED.words, [CITED.publisher], "2026", [CITED.address], "2026"] == [
        record[name] for name in ("title", "authors", "year", "urls", "edition")
    ]


@pytest.mark.filterwarnings("ignore")
def test_csl_is_set_by_a_citation_processor() -> None:
    source = CiteProcJSON(json.loads(citations.csl([CITED])))
    style = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
    style.register(Cite([CitationItem(CITED.key)]))
    (line,) = style.bibliography()
    assert [True, True, True] == [words in str(line) for words in ("Stadt Wallenfurt, Amt für Statistik", "2026", "Bahnhof & Süd_West")]


def test_a_sentence_names_publisher_producer_edition_day_and_licence() -> None:
    expected = (
        "Stadt Wallenfurt, Amt für Statistik (2026): Sozialraumprofil Bahnhof & Süd_West (0101). In: Sozialatlas 100 %, Ausgabe 2026. "
        "Zahlen: Bundesagentur für Arbeit. Stand der Daten: 31.12.2025. dl-de/by-2.0."
    )
    assert expected == citations.sentence(CITED, "de")


def test_the_page_leaves_it_to_the_reader_when_it_was_looked_up() -> None:
    assert str(citations.citation(CITED, "de")).endswith("</span> (abgerufen am …)")


def test_what_a_citation_holds_is_escaped() -> None:
    hostile = replace(CITED, words="<script>", publisher='"><i>')
    texts = [
        str(citations.citation(hostile, "de")),
        str(citations.metadata(hostile)),
        *(str(text) for _, text in citations.formats(hostile, "de")),
    ]
    assert [] == [text for text in texts if "<script>" in text or "<i>" in text]


def test_a_line_feed_cannot_add_a_field_to_ris() -> None:
    (record,) = rispy.loads(citations.ris(replace(CITED, words="Titel\nUR  - https://evil.example")))
    assert [CITED.address] == record["urls"]


def test_a_brace_cannot_end_a_field_of_bibtex() -> None:
    (entry,) = parse_string(citations.bibtex(replace(CITED, words="a} , note = {b")), "bibtex").entries.values()
    assert r"a\textbraceright{} , note = \textbraceleft{}b" == entry.fields["title"]


def test_metadata_names_title_author_and_date() -> None:
    found = str(citations.metadata(CITED))
    assert [True] * 3 == [f'<meta name="citation_{name}" content="' in found for name in ("title", "author", "publication_date")]
