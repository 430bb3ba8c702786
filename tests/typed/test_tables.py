"""What people type against what is understood or asked: the tables stand beside this file, one row a line."""

import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from cqcplan.model.document import Plan, PlanFile
from cqcplan.model.header import Header
from cqcplan.model.links import shape_of
from cqcplan.typed.dates import in_full, read_date, written
from cqcplan.typed.entries import NotMeantError
from cqcplan.typed.fields import Typed

HERE = Path(__file__).parent
TODAY = date(2026, 5, 20)


def table(name: str) -> list[list[str]]:
    """Return the rows of a table; a line that begins with # is a remark."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line.strip() and line[0] != "#"]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan of a council that does not exist."""
    loaded = load_plan(locate(str(HERE / "plan.yaml"))[0])
    assert loaded.plan
    return loaded.plan


def models() -> dict[str, type[BaseModel]]:
    """Return every model of a plan by its name."""
    found: dict[str, type[BaseModel]] = {"Header": Header}
    waiting: list[type[BaseModel]] = [PlanFile]
    for model in waiting:
        for _, child in shape_of(model).children:
            if child.__name__ not in found:
                found[child.__name__] = child
                waiting.append(child)
    return found


@pytest.mark.parametrize(("typed", "held", "meant"), table("dates.txt"), ids=lambda cell: cell)
def test_dates(typed: str, held: str, meant: str) -> None:
    if held == "?":
        with pytest.raises(ValueError, match=r"\S") as raised:
            read_date(typed, today=TODAY)
        assert meant in str(raised.value)
        return
    when = read_date(typed, today=TODAY)
    first, _, last = meant.partition(" to ")
    assert (written(when), str(when.earliest), str(when.latest)) == (held, first, last or first)
    assert read_date(held) == when, "what is written is read back as the same"
    assert when.words in in_full(when)


@pytest.mark.parametrize(("field", "typed", "held"), table("words.txt"), ids=lambda cell: cell)
def test_words_and_figures(plan: Plan, field: str, typed: str, held: str) -> None:
    model, _, name = field.partition(".")
    reader = Typed(plan, TODAY)
    if held.startswith("?"):
        with pytest.raises(ValueError, match=r"\S") as raised:
            reader.value(models()[model], name, typed)
        assert held.removeprefix("? ") in str(raised.value)
        return
    value = reader.value(models()[model], name, typed)
    said = (
        f"[{', '.join(value)}]" if isinstance(value, list) else value if isinstance(value, str) else json.dumps(value)
    )
    assert said == held


@pytest.mark.parametrize(("kind", "typed", "held"), table("entries.txt"), ids=lambda cell: cell)
def test_ways_to_name_an_entry(plan: Plan, kind: str, typed: str, held: str) -> None:
    reader = Typed(plan, TODAY)
    if held.startswith("?"):
        with pytest.raises(NotMeantError) as raised:
            reader.entry(kind, typed)
        assert held.removeprefix("? ") in f"{raised.value} {raised.value.help}"
        return
    assert reader.entry(kind, typed) == held


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert [len(table(f"{name}.txt")) >= least for name, least in (("dates", 80), ("words", 60), ("entries", 40))] == [
        True, True, True,
    ]  # fmt: skip
