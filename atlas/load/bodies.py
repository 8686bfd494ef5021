"""Texts as they lie in the folder, before anything is understood of them: where the front matter ends and the body begins."""

FOLDER = "content"
ENDING = ".md"

_FENCE = "---\n"


def split(text: str) -> tuple[str, str, int]:
    """Part front matter from body; the body's first line is 0 where the front matter has no end."""
    if not text.startswith(_FENCE):
        return "", text, 1
    end = text.find("\n" + _FENCE, len(_FENCE) - 1)
    if end < 0 and not text.endswith("\n---"):
        return "", "", 0
    head = text[len(_FENCE) : end + 1] if end >= 0 else text[len(_FENCE) : -len("---")]
    return head, text[len(_FENCE) + len(head) + len(_FENCE) :], head.count("\n") + 3
