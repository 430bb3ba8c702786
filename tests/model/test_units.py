"""Units: however one is typed, its figures are printed as a paper should."""

from pathlib import Path

import pytest

from cqcplan.model.units import unit_of

TABLE = [
    [cell.strip() for cell in line.split(" | ")]
    for line in (Path(__file__).parent / "units.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def number(text: str) -> float:
    return float(text) if "." in text else int(text)


@pytest.mark.parametrize(("unit", "figure", "printed", "apart"), TABLE)
def test_a_figure_is_printed_with_its_unit(unit: str, figure: str, printed: str, apart: str) -> None:
    known = unit_of(unit)
    assert (known.amount(number(figure)), known.difference(number(figure))) == (printed, apart)


@pytest.mark.parametrize(
    ("unit", "figure", "printed"),
    [
        ("£", 1240000, "£1.2m"), ("£", 999999, "£999,999"), ("£", 2500000000, "£2.5bn"), ("£000s", 12000, "£12m"),
        ("£m", 1.24, "£1.2m"), ("people", 1240000, "1,240,000 people"),
    ],
)  # fmt: skip
def test_money_is_short_where_the_house_style_says_so(unit: str, figure: float, printed: str) -> None:
    assert unit_of(unit).amount(figure, short=True) == printed


@pytest.mark.parametrize(
    ("unit", "exact", "rounded"),
    [("people", 281.8, 282), ("people", 0.5, 1), ("£", 93683.6, 93684), ("%", 74.449, 74.4), ("£", 24.555, 24.56)],
)
def test_what_was_worked_out_is_no_more_exact_than_what_was_counted(unit: str, exact: float, rounded: float) -> None:
    assert unit_of(unit).worked_out(exact) == rounded
