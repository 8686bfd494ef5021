"""Find periods by their distance in years."""

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(\d{4})(-\d\d)?")


def years_before(periods: Sequence[str], place: int, years: int) -> int:
    """Give the place of the period that lies so many years before the one at `place`, -1 if there is none.

    The year is what a period begins with (`2023`, `2023/24`), with the month if there is one (`2023-06`). Periods of another kind are counted one by one.
    """
    times = [(int(match[1]), match[2]) for match in map(_YEAR.match, periods) if match]
    if len(times) < len(periods):
        return max(place - years, -1)
    wanted = (times[place][0] - years, times[place][1])
    return times.index(wanted) if wanted in times else -1
