"""What was checked for accessibility, in words: only rules that were applied, each with what came of it, and what no check of this kind finds."""

from atlas.base.language import translate
from atlas.base.text import number
from atlas.model.accessibility import CheckRecord, TemplateCheck
from atlas.model.legal_page import AccessibilityPage
from atlas.render import cells


def checked_rules(record: CheckRecord, language: str) -> tuple[tuple[str, str, str], ...]:
    """Give each rule in words, its criterion of the WCAG 2.2, and how many pages keep it."""
    _ = translate(language)
    words = {
        "language": (_("Every page says which language it is in"), "3.1.1"),
        "title": (_("Every page has a title"), "2.4.2"),
        "one-heading": (_("Every page has exactly one heading of the first order"), "1.3.1"),
        "heading-order": (_("No order of headings is left out"), "1.3.1"),
        "pictures": (_("Every picture has an alternative text"), "1.1.1"),
        "drawings": (_("Every map and every chart has a name, or is decoration beside words that say the same"), "1.1.1"),
        "tables": (_("Every table has heads that name its rows and columns"), "1.3.1"),
        "names": (_("Every link and every button has a name"), "4.1.2"),
        "fields": (_("Every field has a label"), "3.3.2"),
        "skip": (_("The first link leads to the content"), "2.4.1"),
        "zoom": (_("No page keeps readers from enlarging it"), "1.4.4"),
    }
    rows = []
    for one in record.checked:
        if one.rule in words:
            said, criterion = words[one.rule]
            kept = _("{kept} of {pages} pages").format(
                kept=number(one.pages - len(one.broken), 0, language), pages=number(one.pages, 0, language)
            )
            rows.append((said, criterion, kept))
    return tuple(rows)


def checked_when(record: CheckRecord, language: str) -> str:
    """Say when the atlas was checked, in which edition, by which version."""
    return translate(language)("Checked on {day}, edition {edition}, {pages} pages, by atlas {version}.").format(
        day=cells.day(record.date, language), edition=record.edition, pages=number(record.pages, 0, language), version=record.version or "–"
    )


def templates_checked(check: TemplateCheck, language: str) -> str:
    """Say how the templates were checked in a browser, and what came of it."""
    _ = translate(language)
    schemes = {"light": _("light"), "dark": _("dark")}
    said = _(
        "The templates of these pages are checked in a real browser with {tool}, by its rules for WCAG 2.0, 2.1 and 2.2 (A and AA) and for good practice: "
        "{kinds} kinds of pages, {widths} pixels wide, {schemes}. No rule is broken (as of {day})."
    )
    return said.format(
        tool=check.tool,
        kinds=number(check.kinds, 0, language),
        widths=" / ".join(map(str, check.widths)),
        schemes=" / ".join(schemes[one] for one in check.schemes),
        day=cells.day(check.date, language),
    )


def known_gaps(page: AccessibilityPage, language: str) -> tuple[str, ...]:
    """Name what is known to be missing: what was not checked, rules that pages break, and what rules like these cannot find."""
    _ = translate(language)
    return (
        *(_gaps_of(page.record, language) if page.record else (_("The pages of this edition have not been checked one by one yet."),)),
        *(() if page.templates else (_("Templates of this atlas' own have not been checked in a browser by atlas."),)),
        _("Maps show shape and place of an area; lists and tables beside them name the areas and their figures, not where they lie."),
        _(
            "Rules like these find a part of what may hinder readers. People who use a screen reader or another aid every day have not been asked by them."
        ),
    )


def _gaps_of(record: CheckRecord, language: str) -> tuple[str, ...]:
    _ = translate(language)
    broken = [said for said, _criterion, _kept in checked_rules(_only_broken(record), language)]
    documents = (
        _("{count} documents (PDF) were printed only because they passed the rules of PDF/UA-1 that can be checked by a program.").format(
            count=number(record.documents, 0, language)
        )
        if record.documents
        else _("There are no documents (PDF) of this atlas; pages can be printed.")
    )
    return (*(_("Not kept on every page: {rule}.").format(rule=said) for said in broken), documents)


def _only_broken(record: CheckRecord) -> CheckRecord:
    return CheckRecord(
        date=record.date,
        version=record.version,
        edition=record.edition,
        pages=record.pages,
        documents=record.documents,
        checked=tuple(one for one in record.checked if one.broken),
    )
