"""Writes the tables as offices deliver them: twelve files, three layouts, several dialects and signs.

A cell is text and flags; which cells carry a sign instead of a figure is decided here, from the rules of
disclosure control, the change of borders in 2020, and gaps such as every office has.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import ages
import numpy as np
import xlsxwriter
from figures import FIRST, SPLIT, SPLIT_YEAR, YEARS, Counts
from places import Area, District
from secrecy import hide
from surveys import SURVEYS, Reading, readings

CITY = "0"
SENSITIVE = {
    "sgb2_leistungsberechtigte",
    "sgb2_unter15",
    "arbeitslose",
    "grundsicherung_alter",
}  # delivered protected; the atlas protects the others
ZERO, BELOW_HALF, CONFIDENTIAL, UNKNOWN, PENDING, NOT_APPLICABLE, NOT_COLLECTED = "–", "0*", "·", ".", "…", "x", "#"
SINGLE_GAPS = {  # series, area, year: not delivered
    ("ganztag_kinder", "0206", "2014"), ("ganztag_kinder", "0605", "2014"), ("ganztag_kinder", "0605", "2015"),
    ("vereine", "0603", "2014"), ("vereine", "0605", "2014"), ("vereine", "0206", "2016"),
}  # fmt: skip
FLAGS = {  # series, year: flag of every area
    ("svb_wohnort", "2025"): "p", ("umzuege", "2025"): "p", ("arbeitslose", "2019"): "r",
    ("vereine", "2020"): "s", ("vereine", "2021"): "s",
    ("sgb2_leistungsberechtigte", "2023"): "b", ("sgb2_unter15", "2023"): "b",
}  # fmt: skip
OLD = "0505A"  # the two areas in SPLIT, before their borders were drawn
COMPARED = {  # denominator: its part of all people, and the numerators with the share they have in the calm middle
    "einwohner": (1.0, {"bev_u18": 0.163, "bev_ab65": 0.218, "auslaender": 0.121}),
    "bev_u65": (0.782, {"sgb2_leistungsberechtigte": 0.081}),
    "bev_u15": (0.136, {"sgb2_unter15": 0.128}),
}
CARE_YEARS = [year for year in YEARS if int(year) % 2]
ELECTIONS = ["2014", "2020", "2025"]
CREATED = datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Cell:
    """A figure or a sign, with flags."""

    value: float = 0.0
    decimals: int = 0
    sign: str = ""
    flags: str = ""

    def text(self, thousands: str = "") -> str:
        """What the file shows, with a decimal comma."""
        if self.sign in {"", "()"}:
            figure = f"{self.value:,.{self.decimals}f}".replace(",", "_").replace(".", ",").replace("_", thousands)
            return f"({figure})" if self.sign else figure
        return self.sign


Cells = dict[tuple[str, str, str], Cell]  # series, key, year
Keys = list[tuple[str, str]]  # key and name


def keys_of(areas: Sequence[Area], districts: Sequence[District], city: str) -> Keys:
    """All keys and names: the city, the districts, the areas."""
    return [(CITY, city), *((d.key, d.name) for d in districts), *((a.key, a.name) for a in areas)]


def count_cells(name: str, counts: Counts, areas: Sequence[Area], districts: Sequence[District]) -> Cells:
    """The cells of one series of counts for all levels and years."""
    scale = 10.0 if name == "gruen_ha" else 1.0
    membership = [[d.key for d in districts].index(area.district) for area in areas]
    split = np.array([area.key in SPLIT for area in areas])
    cells: Cells = {}
    for column, year in enumerate(YEARS):
        values = counts[:, column]
        totals = np.array([values[np.array(membership) == number].sum() for number in range(len(districts))])
        present = ~split | (FIRST + column >= SPLIT_YEAR)
        hidden, hidden_districts = np.zeros(len(areas), bool), np.zeros(len(districts), bool)
        if name in SENSITIVE:
            hidden, hidden_districts = hide(values, membership, present)
        rows = [(CITY, int(values.sum()), "")]
        rows += [(d.key, int(t), CONFIDENTIAL if h else "") for d, t, h in zip(districts, totals, hidden_districts, strict=True)]
        for area, value, is_hidden, is_present in zip(areas, values, hidden, present, strict=True):
            gap = UNKNOWN if (name, area.key, year) in SINGLE_GAPS else ""
            rows.append((area.key, int(value), NOT_APPLICABLE if not is_present else CONFIDENTIAL if is_hidden else gap))
        for key, value, sign in rows:
            flags = FLAGS.get((name, year), "") + ("b" if key in SPLIT and year == str(SPLIT_YEAR) else "")
            zero = BELOW_HALF if name == "gruen_ha" else ZERO
            cell = Cell(value / scale, int(scale > 1), sign or (zero if value == 0 else ""), flags)
            cells[name, key, year] = replace(cell, flags="") if sign == NOT_APPLICABLE else cell
    return cells


def reading_cell(reading: Reading) -> Cell:
    """The cell of a figure that was measured, asked or estimated."""
    return Cell(reading.value, reading.decimals, reading.sign, reading.flags)


def joined(lines: Iterable[str], end: str = "\n") -> str:
    """Lines with their ends."""
    return "".join(line + end for line in lines)


def long_csv(cells: Cells, keys: Keys, series: Sequence[str], years: Mapping[str, list[str]], thousands: str = "") -> str:
    """One row per area, year and series."""
    lines = ["schluessel;name;jahr;merkmal;wert;kennzeichen"]
    for name in series:
        for key, place in keys:
            for year in years.get(name, YEARS):
                cell = cells[name, key, year]
                lines.append(f"{key};{place};{year};{name};{cell.text(thousands)};{cell.flags}")
    return joined(lines)


def column_csv(cells: Cells, keys: Keys, columns: Mapping[str, str], relabel: Mapping[str, str]) -> list[str]:
    """The lines of a table with one row per area and year that has cells, one column per series; `relabel` rewrites keys and signs.

    `columns` holds the heads of the key, the name and the year (without a series), then of each series.
    """
    series = [name for name in columns.values() if name]
    lines = [";".join(columns)]
    for key, place in keys:
        for year in (year for year in YEARS if (series[0], key, year) in cells):
            texts = [cells[name, key, year].text() for name in series]
            lines.append(";".join([relabel.get(key, key), place, year, *(relabel.get(text, text) for text in texts)]))
    return lines


def office_csv(cells: Cells, keys: Keys, name: str, days: Sequence[str]) -> str:
    """As statistical offices deliver it: titles, a header of three rows, keys with a prefix, the total by name, a rest without a place, footnotes."""
    blanks = ";" * (len(days) + 1)
    lines = [
        f"Statistik über die Empfänger von Pflegeleistungen{blanks}",
        f"Pflegebedürftige nach Wohnort, Stichtag{blanks}",
        blanks,
        ";;Stichtag" + ";" * (len(days) - 1),
        ";;" + ";".join(days),
        ";;" + ";".join(["Anzahl"] * len(days)),
    ]
    for key, place in keys:
        called = ["", "Insgesamt"] if key == CITY else [f"SR-{key}", place]
        lines.append(";".join([*called, *(cells[name, key, day[-4:]].text() for day in days)]))
    rest = [str(number) for number in range(3, 3 + len(days))]
    return joined(
        [*lines, ";".join(["SR-99", "nicht zuzuordnen", *rest]), f"__________{blanks}", f"- = nichts vorhanden; … = Angabe folgt{blanks}"]
    )


def workbook(cells: Cells, keys: Keys, labels: Mapping[str, str]) -> bytes:
    """Two sheets with titles above the header; keys lost their zeros, as they do in spreadsheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "Wohnen in Wallenfurt", "author": "Amt für Statistik", "created": CREATED})
    bold, number, right = (book.add_format(look) for look in ({"bold": True}, {"num_format": "#,##0"}, {"align": "right"}))
    for title, length in (("Sozialräume", 4), ("Stadt und Bezirke", 2)):
        sheet = book.add_worksheet(title)
        sheet.write(0, 0, f"Wohnungsbestand und Wohndauer, {title}", bold)
        sheet.write(1, 0, "Stand jeweils 31.12.; Quelle: Amt für Statistik, Wohnungsbestandsdatei, Melderegister")
        for column, text in enumerate(["Schlüssel", "Name", "Merkmal", "Bezeichnung"]):
            sheet.write(3, column, text, bold)
        for column, year in enumerate(YEARS, start=4):
            sheet.write_number(3, column, int(year), bold)
        chosen = [(key, place) for key, place in keys if len(key) == length or (key == CITY and length == 2)]
        line = 4
        for name, label in labels.items():
            for key, place in chosen:
                if key == CITY:
                    sheet.write_string(line, 0, "Gesamtstadt")
                else:
                    sheet.write_number(line, 0, int(key))
                for column, text in enumerate([place, name, label], start=1):
                    sheet.write_string(line, column, text)
                for column, year in enumerate(YEARS, start=4):
                    cell = cells[name, key, year]
                    if cell.sign:
                        sheet.write_string(line, column, cell.sign, right)
                    else:
                        sheet.write_number(line, column, cell.value, number)
                line += 1
        sheet.set_column(1, 3, 24)
        sheet.freeze_panes(4, 2)
    book.close()
    return buffer.getvalue()


def in_old_borders(cells: Cells, series: Sequence[str]) -> Cells:
    """Cells of some series as they were before the change of borders: the two new areas were one, under a key of its own."""
    old = {place: cell for place, cell in cells.items() if place[0] in series and not (place[1] in SPLIT and int(place[2]) < SPLIT_YEAR)}
    for name in series:
        for year in (year for year in YEARS if int(year) < SPLIT_YEAR):
            old[name, OLD, year] = Cell(sum(cells[name, key, year].value for key in SPLIT))
    return old


def crosswalk_csv(cells: Cells) -> str:
    """What part of the old area's households lives in each of the two new ones, in the last year of the old borders."""
    parts = [cells["haushalte", key, str(SPLIT_YEAR - 1)].value for key in SPLIT]
    first = round(parts[0] / sum(parts), 2)
    weights = zip(SPLIT, (first, round(1 - first, 2)), strict=True)
    return joined(["alt;neu;anteil", *(f"{OLD};{key};{weight:.2f}".replace(".", ",") for key, weight in weights)])


def comparison_csv(counts: Mapping[str, Counts]) -> str:
    """Figures of a Land and a Bund, as invented as the city: its own shares, drawn towards a calmer middle, of many more people."""
    lines = ["schluessel;name;jahr;merkmal;wert"]
    for key, place, people, pull in (("land", "Land", 4_100_000, 0.6), ("bund", "Bund", 61_000_000, 0.45)):
        for column, year in enumerate(YEARS):
            wholes = {base: round(people * (0.985 + 0.0014 * column) * share) for base, (share, _) in COMPARED.items()}
            lines += [f"{key};{place};{year};{base};{count}" for base, count in wholes.items()]
            for base, (_, parts) in COMPARED.items():
                for name, middle in parts.items():
                    own = counts[name][:, column].sum() / counts[base][:, column].sum()
                    lines.append(f"{key};{place};{year};{name};{round(wholes[base] * (middle + pull * (own - middle)))}")
    return joined(lines)


def files(counts: Mapping[str, Counts], areas: Sequence[Area], districts: Sequence[District], city: str) -> dict[str, bytes]:
    """All tables by file name."""
    keys = keys_of(areas, districts, city)
    cells: Cells = {}
    for name, matrix in counts.items():
        cells |= count_cells(name, matrix, areas, districts)
    cells |= {place: reading_cell(reading) for place, reading in readings(counts, areas, districts).items()}
    for key, _ in keys:
        cells["pflegebeduerftige", key, "2025"] = Cell(sign=PENDING)

    people = [
        "einwohner", "bev_u3", "bev_u15", "bev_u18", "bev_u21", "bev_15_64", "bev_u65", "bev_ab65", "bev_ab18", "auslaender", "umzuege",
    ]  # fmt: skip
    work = ["sgb2_leistungsberechtigte", "sgb2_unter15", "arbeitslose", "svb_wohnort", "grundsicherung_alter"]
    homes = {
        "Schlüssel": "", "Gebiet": "", "Jahr": "", "Haushalte": "haushalte", "Einpersonenhaushalte": "hh_eine_person",
        "Haushalte mit Kindern": "hh_mit_kindern", "Alleinerziehende": "hh_alleinerziehend", "drei und mehr Kinder": "hh_drei_kinder",
    }  # fmt: skip
    youth = {"gebiet": "", "bezeichnung": "", "jahr": ""} | {
        name: name for name in ("betreute_u3", "hilfen_erziehung", "grundschulkinder", "ganztag_kinder")
    }
    school = {"schluessel": "", "name": "", "jahr": ""} | {
        name: name for name in (
            "seu_kinder", "seu_kita_lang", "seu_sprache", "seu_uebergewicht", "seu_impfbuch", "seu_masern2",
            "uebergaenge", "uebergaenge_gymnasium", "schulabgaenge", "ohne_abschluss",
        )
    }  # fmt: skip
    flats = {
        "wohnflaeche_m2": "Wohnfläche in m²", "wohnungen": "Wohnungen", "gefoerderte_wohnungen": "geförderte Wohnungen",
        "wohndauer_10": "Erwachsene, zehn Jahre und länger an der Adresse",
    }  # fmt: skip
    asked = dict.fromkeys(("befinden_gut", "befinden_befragte", "befinden_fehler"), SURVEYS)
    voting = {"wahlberechtigte": ELECTIONS, "waehler": ELECTIONS}
    elsewhere = [f"auswärts;Wohnsitz außerhalb;{year};{70 + 3 * index};k. A.;k. A.;k. A." for index, year in enumerate(YEARS)]
    old_homes = in_old_borders(cells, [name for name in homes.values() if name])
    homes_lines = column_csv(old_homes, [*keys, (OLD, "Güterbahnhof (bis 2019)")], homes, {CITY: "Gesamtstadt", ZERO: "-"})
    youth_lines = column_csv(cells, keys, youth, {CITY: "", UNKNOWN: "k. A."}) + elsewhere
    return {
        "bevoelkerung.csv": long_csv(cells, keys, people, {}, ".").encode("utf-8-sig"),
        "altersaufbau.csv": ages.table(counts, areas, districts, city),
        "haushalte.csv": joined(homes_lines, "\r\n").encode("latin-1"),
        "kinder-jugend.csv": joined(youth_lines, "\r\n").encode("utf-8"),
        "arbeit-soziales.csv": long_csv(cells, keys, work, {}).encode("utf-8"),
        "schule-gesundheit.csv": joined(column_csv(cells, keys, school, {})).encode("utf-8"),
        "pflege.csv": office_csv(cells, keys, "pflegebeduerftige", [f"15.12.{year}" for year in CARE_YEARS]).encode("cp1252"),
        "wohnen.xlsx": workbook(cells, keys, flats),
        "befragung-mieten.csv": long_csv(cells, keys, ["einkommen_haushalt", *asked, "angebotsmiete"], asked).encode("utf-8"),
        "umsteiger-2020.csv": crosswalk_csv(cells).encode("utf-8"),
        "vergleich.csv": comparison_csv(counts).encode("utf-8"),
        "miteinander.csv": long_csv(cells, keys, ["wahlberechtigte", "waehler", "vereine", "gruen_ha"], voting).encode("utf-8"),
    }
