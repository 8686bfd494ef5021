"""Numbers as details of a diagnostic, written for readers of each language."""

from collections.abc import Callable

from atlas.base.language import LANGUAGES
from atlas.base.text import number


def spelled(name: str, value: float, decimals: int, write: Callable[[float, int, str], str] = number) -> dict[str, str]:
    """Give the details `name_de` and `name_en`."""
    return {f"{name}_{language}": write(value, decimals, language) for language in LANGUAGES}
