"""What a reader who knows the rule can deduce from public papers: every small table, printed and set side by side.

Tables that print alike cannot be told apart, by any reasoning. So whatever small count stands behind words in one of
them, every other small count must stand there in another that prints the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import permutations, product
from typing import Any

import pytest

from cqcplan.model.document import Plan
from cqcplan.view.audience import for_audience
from cqcplan.view.suppress import suppress

BELOW = 3
SMALL = set(range(1, BELOW))
DAY = "2026-04-30"
Name = tuple[str, int]
Table = dict[Name, int]
"""A figure by its measure and the number of its date."""


def plan_of(table: Table, parts: dict[str, str], *, known: Iterable[Name] | None = None, **rest: Any) -> Plan:
    """Make a plan of some figures, with those alone that are known yet."""
    names = dict.fromkeys(name for name, _ in table)
    has = table.keys() if known is None else set(known)
    measures: list[dict[str, Any]] = []
    for name in names:
        seen = [
            {"on": date(2026, 4 + number, 1).isoformat(), "value": value}
            for (of, number), value in table.items()
            if of == name and (of, number) in has
        ]
        tied = {"part_of": parts[name]} if name in parts else {}
        measures.append({"id": name, "title": name, "unit": "service users", "observations": seen, **tied, **rest})
    header = {"id": "p", "council": {"name": "C"}, "framework": "la-2026-04", "disclosure": {"suppress_below": BELOW}}
    return Plan.model_validate({"plan": header, "measures": measures})


def printed(plan: Plan) -> tuple[tuple[str, str, str], ...]:
    """Return what the public reads of every figure."""
    shown = suppress(for_audience(plan), plan)
    return tuple((one.id, str(seen.on), str(seen.value)) for one in shown.measures for seen in one.observations)


def nothing_is_deduced(seen: dict[Any, list[Table]], *, most: int) -> None:
    """Hold that tables that print alike leave each hidden small count every small value."""
    for tables in seen.values():
        if max(max(table.values()) for table in tables) > most:
            continue  # a part greater than any that is tried may print the same
        for name in tables[0]:
            values = {table[name] for table in tables}
            if values & SMALL:
                assert values >= SMALL, f"{name} can only be {sorted(values)}: {tables[:3]}"


def breakdowns(parts: Sequence[str], most: int) -> Iterator[Table]:
    """Make every table of a total and its parts."""
    for values in product(range(most + 1), repeat=len(parts)):
        yield {("all", 0): sum(values)} | {(part, 0): value for part, value in zip(parts, values, strict=True)}


@pytest.mark.parametrize(("parts", "most"), [("a", 8), ("ab", 8), ("abc", 7)])
def test_a_total_with_its_parts(parts: str, most: int) -> None:
    seen = defaultdict(list)
    for table in breakdowns(parts, most):
        seen[printed(plan_of(table, dict.fromkeys(parts, "all")))].append(table)
    nothing_is_deduced(seen, most=most)


def test_a_breakdown_that_is_not_all_of_the_total() -> None:
    seen = defaultdict(list)
    for total, first, second in product(range(11), range(7), range(7)):
        table = {("all", 0): total, ("a", 0): first, ("b", 0): second}
        seen[printed(plan_of(table, {"a": "all", "b": "all"}))].append(table)
    nothing_is_deduced(seen, most=6)


def test_a_part_that_is_a_total_itself() -> None:
    seen = defaultdict(list)
    for leaf, first, second in product(range(7), repeat=3):
        table = {("all", 0): leaf + first + second, ("leaf", 0): leaf, ("middle", 0): first + second}
        table |= {("a", 0): first, ("b", 0): second}
        seen[printed(plan_of(table, {"leaf": "all", "middle": "all", "a": "middle", "b": "middle"}))].append(table)
    nothing_is_deduced(seen, most=6)


@pytest.mark.parametrize("order", list(permutations([("all", 0), ("a", 0), ("b", 0)])))
def test_papers_one_after_the_other_as_figures_come_in(order: tuple[Name, ...]) -> None:
    seen = defaultdict(list)
    for table in breakdowns("ab", 6):
        papers = [
            printed(plan_of(table, {"a": "all", "b": "all"}, known=order[: number + 1])) for number in range(len(order))
        ]
        seen[tuple(papers)].append(table)
    nothing_is_deduced(seen, most=6)


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_what_a_running_total_gains(order: tuple[int, ...]) -> None:
    seen = defaultdict(list)
    for start, first, second in product(range(10, 21), range(6), range(6)):
        running = {("all", 0): start, ("all", 1): start + first, ("all", 2): start + first + second}
        papers = [
            printed(plan_of(running, {}, known=[("all", at) for at in order[: number + 1]], cumulative=True))
            for number in range(3)
        ]
        seen[tuple(papers)].append({("start", 0): start, ("gain", 0): first, ("gain", 1): second})
    whole = {
        papers: tables
        for papers, tables in seen.items()
        # beyond what is tried, more may print the same
        if all(12 < one[("start", 0)] < 18 and one[("gain", 0)] + one[("gain", 1)] < 6 for one in tables)
    }
    nothing_is_deduced(whole, most=20)
    assert whole


@pytest.mark.parametrize("whole", [6, 10, 20, 37, 250])
def test_a_percentage_beside_its_base(whole: int) -> None:
    seen = defaultdict(set)
    for count in range(whole + 1):
        seen_then = [{"on": "2026-04-01", "value": round(100 * count / whole)}]
        share = {"id": "share", "title": "s", "unit": "per cent", "percent_of": "all", "observations": seen_then}
        plan = plan_of({("all", 0): whole}, {})
        measures = (*plan.measures, Plan.model_validate({"plan": plan.header, "measures": [share]}).measures[0])
        seen[printed(plan.model_copy(update={"measures": measures}))].add(count)
    for counts in seen.values():
        for some in (counts, {whole - count for count in counts}):
            assert not some & SMALL or some >= SMALL, (whole, counts)


def test_the_reader_can_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the tests above from passing because their reader is a fool: without the rule, everything is deduced."""
    monkeypatch.setattr("cqcplan.view.suppress._further", lambda *_: set())
    with pytest.raises(AssertionError):
        test_a_part_that_is_a_total_itself()
    with pytest.raises(AssertionError):
        test_a_total_with_its_parts("ab", 8)
    with pytest.raises(AssertionError):
        test_papers_one_after_the_other_as_figures_come_in((("all", 0), ("b", 0), ("a", 0)))
    with pytest.raises(AssertionError):
        test_what_a_running_total_gains((0, 1, 2))
    with pytest.raises(AssertionError):
        test_a_percentage_beside_its_base(20)
