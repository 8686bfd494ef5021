"""The names of all that is said of an indicator, for readers of files and of changes."""

from functools import cache

from atlas.base.language import translate


@cache
def said_of(language: str) -> dict[str, str]:
    """Give the words for every name in `About`, and for title and unit."""
    say = translate(language)
    return {
        "title": say("Title"),
        "unit": say("Unit"),
        "theme": say("Theme"),
        "question": say("Question"),
        "definition": say("Definition"),
        "kind": say("Kind"),
        "factor": say("Factor"),
        "numerator_label": say("Numerator"),
        "denominator_label": say("Denominator"),
        "higher_is": say("Higher figures are"),
        "reference_date": say("Reference date"),
        "denominator_reference_date": say("Reference date of the denominator"),
        "source": say("Source"),
        "data_holder": say("Data holder"),
        "licence": say("Licence"),
        "update": say("Update"),
        "notes": say("Note"),
        "series_breaks": say("Break in the series"),
        "not_collected": say("Not collected"),
    }
