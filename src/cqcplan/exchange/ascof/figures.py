"""The figures of ASCOF's file that a plan can use, kept while the rest goes by."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from cqcplan.exchange.ascof.areas import LEVELS, plain_name
from cqcplan.exchange.ascof.layout import Row
from cqcplan.metrics.catalogue import Metric
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import ComparedWith
from cqcplan.typed.figures import read_figure

_NUMBER = re.compile(r"[-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_MARK = re.compile(r"\[\w{1,4}\]|\*{1,2}|:|\.{1,3}|-|\u2013|x|c|z|#|n/?a|null|nan", re.IGNORECASE)
"""What stands where a figure is withheld or there is none."""


@dataclass(slots=True)
class Figures:
    """What one reading of the file found."""

    rows: int = 0
    """How many it has."""
    kept: dict[tuple[str, ComparedWith], dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    """By metric and level: the best row of each area, by its plain name."""
    differing: list[tuple[Row, Row]] = field(default_factory=list)
    """Two rows that say different figures of the same thing: neither is used."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Codes that the catalogue does not have, with how many rows."""
    first_unknown: int = 0
    """The row of the first of them."""
    councils: dict[str, str] = field(default_factory=dict)
    """The councils that it has, by their plain names, where one of them is looked for."""
    levels: Counter[str] = field(default_factory=Counter)
    """Levels that are none of those known."""
    present: set[str] = field(default_factory=set)
    """Metrics that the file has rows of."""


def figures_of(rows: Iterable[Row], metrics: Iterable[Metric], wanted: Collection[str], own: str) -> Figures:
    """Read a file once.

    Args:
        rows: those of the file.
        metrics: of its vintage.
        wanted: ids of the metrics that the plan measures.
        own: the plain name of the council whose rows are kept, of all councils; empty for none.
    """
    found = Figures()
    by_code: dict[str, list[Metric]] = {}
    for metric in metrics:
        for code in metric.codes:
            by_code.setdefault(plain_code(code), []).append(metric)
    codes: dict[str, list[Metric]] = {}  # as they are written, so that each is looked at once
    for row in rows:
        found.rows += 1
        its = codes.get(row.code)
        if its is None:
            its = codes[row.code] = by_code.get(plain_code(row.code), [])
        if not its:
            found.unknown[row.code.strip()] += 1
            found.first_unknown = found.first_unknown or row.number
        elif row.type.strip().casefold() == "outcome":
            _keep(found, row, its, wanted, own)
    return found


def _keep(found: Figures, row: Row, metrics: Iterable[Metric], wanted: Collection[str], own: str) -> None:
    level = LEVELS.get(" ".join(row.level.split()).casefold())
    if level is None:
        found.levels[row.level.strip()] += 1
        return
    if level == "council":
        if not own:
            return
        name = plain_name(row.area)
        found.councils[name] = row.area.strip()
        if name != own:
            return
    for metric in metrics:
        rank = rank_of(row, metric)
        if rank is None:
            continue
        found.present.add(metric.id)
        if metric.id not in wanted:
            continue
        kept = found.kept[metric.id, level]
        name = plain_name(row.area) if level != "council-type" else " ".join(row.area.split())
        before = kept.get(name)
        before_rank = rank_of(before, metric) if before else None
        if before is None or before_rank is None or rank < before_rank:
            kept[name] = row
        elif rank == before_rank and before.value.strip() != row.value.strip():
            found.differing.append((before, row))


def rank_of(row: Row, metric: Metric) -> int | None:
    """Say how near the group of a row is to the one that a metric is about; nothing where it is another."""
    groups = [plain_group(group) for group in metric.groups]
    group = plain_group(row.group)
    return groups.index(group) if group in groups else None


def plain_code(code: str) -> str:
    """Return what two ways to write a code have in common: ``3D part 2a``, ``3D(2A)`` and ``3d2a`` are one."""
    return re.sub(r"ascof|part|[^a-z0-9]", "", code.casefold())


def plain_group(group: str) -> str:
    """Return what two ways to write a group have in common: ``18-64`` is ``18 to 64``, ``65+`` is ``65 and over``."""
    words = " ".join(re.sub(r"aged|years|[^\w+\-\u2013]", " ", group.casefold()).split())
    words = re.sub(r"(\d)\s*[-\u2013]\s*(\d)", r"\1 to \2", words)
    words = re.sub(r"\s*(?:\+|and above|or over|plus)$", " and over", words)
    return "total" if words in ("all", "all ages", "persons", "") else words


def value_of(row: Row, metric: Metric) -> int | float | None:
    """Return the figure of a row; nothing where it was withheld, or there is none.

    Raises:
        ValueError: with one sentence, where it is no figure that the metric can have.
    """
    said = row.value.strip().lstrip("'")
    if not said or _MARK.fullmatch(said):
        return None
    if not _NUMBER.fullmatch(said):
        raise ValueError(f'"{said}" is no figure')
    value = read_figure(said, metric.unit)
    unit = unit_of(metric.unit)
    most = re.search(r"out of (\d+)", metric.unit)
    limit = 100 if unit.kind == "share" else int(most[1]) if most else None
    if value < 0 or (limit is not None and value > limit):
        what = "less than nothing" if value < 0 else "more than there can be"
        raise ValueError(f"{unit.amount(value)} is {what}")
    return value
