"""Figures that are not known exactly, as people type them."""

import pytest

from cqcplan.typed.figures import read_bounded

TYPED = [
    ("500+", 500, "at-least"), ("500 or more", 500, "at-least"), ("at least 500", 500, "at-least"),
    ("no fewer than 12", 12, "at-least"), ("Under 300", 300, "under"), ("<5", 5, "under"),
    ("fewer than 1,200", 1200, "under"), ("less than £60k", 60000, "under"), ("> 3.5", 3.5, "more-than"),
    ("over 10", 10, "more-than"), ("up to 20", 20, "at-most"), ("20 or fewer", 20, "at-most"), ("551", 551, None),
    ("£1.5m", 1500000, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "bound"), TYPED)
def test_a_bound_is_read(text: str, figure: float, bound: str | None) -> None:
    assert read_bounded(text, "£" if "£" in text else "") == (figure, bound)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [("£1.5m", "£m", 1.5), ("£60k", "£m", 0.06), ("1.5", "£m", 1.5), ("£1,500,000", "£m", 1.5)],
)
def test_money_is_read_into_its_unit(text: str, unit: str, figure: float) -> None:
    assert read_bounded(text, unit) == (figure, None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("about 500", ""), ("£1,500", "£m"), ("£1,500,000", "£000s"), ("under what", ""), ("<54%", "people")],
)
def test_what_may_be_meant_two_ways_is_not_read(text: str, unit: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_bounded(text, unit)
