"""A file in the form that ASCOF is published in, with made-up councils and made-up figures of any size."""

import csv
import io
from collections.abc import Iterator, Sequence

HEADINGS = (
    "Geographical code", "Geographical description", "Geographical level", "ONS code", "ASCOF measure code",
    "Disaggregation level", "Measure type", "Measure value",
)  # fmt: skip
REGIONS = ("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "Eastern",
           "London", "South East", "South West")  # fmt: skip
TYPES = ("Shire county", "Metropolitan district", "Inner London", "Outer London", "Unitary authority")
CODES = ("1A", "1B", "1C", "1D", "1E", "2A", "2B", "2C", "2D1", "2D2", "2E1", "2E2", "3A", "3B", "3C1", "3C2", "3D1a",
         "3D1b", "3D2a", "3D2b", "4A", "4B", "5A1", "5A2", "6A", "6B")  # fmt: skip
GROUPS = ("Total", "18 to 64", "65 and over", "Male", "Female")
KINDS = ("Numerator", "Denominator", "Outcome", "Base", "Margin of error")
Line = Sequence[str]


def line(  # noqa: PLR0917 - as the columns stand
    level: str, area: str, code: str, value: str, group: str = "Total", kind: str = "Outcome"
) -> Line:
    """Return one row of the file."""
    return ("104", area, level, "E06000000", code, group, kind, value)


def text_of(lines: Sequence[Line], headings: Sequence[str] = HEADINGS) -> str:
    """Return the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(lines)
    return out.getvalue()


def whole_country(councils: int = 153) -> Iterator[Line]:
    """Yield every row that a whole country would have: made-up figures that follow from the place of the row."""
    areas = [("England", "England"), *(("Regional", name) for name in REGIONS), *(("Council type", n) for n in TYPES)]
    areas += [("Local authority", f"Made-up District {number:03}") for number in range(1, councils + 1)]
    for place, (level, area) in enumerate(areas):
        for code in CODES:
            for group in GROUPS:
                for kind in KINDS:
                    yield line(level, area, code, f"{(place * 7 + len(code)) % 24}.5", group, kind)
