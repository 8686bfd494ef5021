"""The register of streets: read by its columns, sorted by name, with the rows that lead nowhere reported."""

from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location
from atlas.load.spec import StreetsSpec
from atlas.load.streets import load_streets
from atlas.model.geography import Area, Geography, Level
from atlas.model.street import Street

WHERE = Location(file="site.yaml")
AREAS = tuple(Area(key=key, name=key, level="viertel", parent="", slug=key, square_kilometres=1.0) for key in ("01", "02"))
GEOGRAPHY = Geography(levels=(Level(id="viertel", title="Viertel", plural="Viertel"),), areas=AREAS, canvas=(1000, 1000), drawings=())


def read(root: Path, content: str, **said: object) -> tuple[tuple[Street, ...], tuple[Diagnostic, ...]]:
    (root / "strassen.csv").write_text(content, encoding="utf-8")
    spec = StreetsSpec.model_validate({"file": "strassen.csv", "street": "strasse", "area": "gebiet", **said})
    return load_streets(root, spec, WHERE, GEOGRAPHY)


def test_streets_are_sorted_as_german_names_are(tmp_path: Path) -> None:
    streets, found = read(tmp_path, "strasse;gebiet\nZollweg;01\nÄckerweg;02\nBachweg;02\n")
    assert [["Äckerweg", "Bachweg", "Zollweg"], ()] == [[street.name for street in streets], found]


def test_a_part_of_a_street_has_numbers_and_a_postcode(tmp_path: Path) -> None:
    streets, _ = read(tmp_path, "strasse;nr;plz;gebiet\nRing;1–9;01234;02\n", numbers="nr", postcode="plz")
    assert (Street(name="Ring", numbers="1–9", postcode="01234", row=1),) == streets


def test_keys_may_need_leading_zeros(tmp_path: Path) -> None:
    streets, _ = read(tmp_path, "strasse;gebiet\nRing;2\n", keys={"pad": 2})
    assert [1] == [street.row for street in streets]


def test_a_street_in_an_unknown_area_is_left_out_and_reported(tmp_path: Path) -> None:
    streets, found = read(tmp_path, "strasse;gebiet\nRing;2\n")
    assert [(), ['strassen.csv:2:6: warning A229: Ring: there is no area with the key "2"; did you mean "02"?']] == [
        streets,
        [one.text("en") for one in found],
    ]


def test_a_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    _, found = read(tmp_path, "strasse;gebiet\nRing;01\n", postcode="plz")
    assert ["A207"] == [one.code for one in found]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    streets, found = load_streets(tmp_path, StreetsSpec(file="nirgends.csv"), WHERE, GEOGRAPHY)
    assert [(), 1] == [streets, len(found)]
