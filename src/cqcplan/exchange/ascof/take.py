"""ASCOF's figures as comparators of a plan's measures, and as the council's own figures where these are wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cqcplan.editing.changes import AddEntry
from cqcplan.exchange.ascof.areas import of_type, plain_name
from cqcplan.exchange.ascof.figures import Figures, figures_of, value_of
from cqcplan.exchange.ascof.layout import Published, Row
from cqcplan.exchange.grid import CannotReadError
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.proposal import RowChange, Where, told
from cqcplan.exchange.readers import CannotKeepError
from cqcplan.metrics.catalogue import Metric, metrics_of
from cqcplan.model.base import Span
from cqcplan.model.dates import When, day_words, parse_when
from cqcplan.model.delivery import Comparator, Measure
from cqcplan.model.national import counted_alike
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import ComparedWith
from cqcplan.problems.nearest import did_you_mean


def take_published(intake: Intake, published: Published, *, own: bool) -> None:
    """Propose what a file says of the metrics that the plan measures.

    Args:
        intake: the import.
        published: the file.
        own: whether the council's own figure is written too, at the end of the year.

    Raises:
        CannotReadError: where no measure of the plan names a metric of the file's vintage.
    """
    metrics = {metric.id: metric for metric in metrics_of(published.release.id)}
    named = [(each, metrics[each.metric]) for each in intake.plan.measures if each.metric in metrics]
    if not named:
        raise CannotReadError(
            f"no measure of this plan names a metric of {published.release.short}",
            "write metric: on a measure, or add one with cqcplan new measure --metric; cqcplan metrics lists them",
        )
    measures = [(measure, metric) for measure, metric in named if counted_alike(measure.unit, metric.unit)]
    for measure, metric in named:
        if (measure, metric) not in measures:
            intake.proposal.remark(
                "refused",
                Where(published.name, 1),
                f'{measure.id} is counted in "{measure.unit}" and {metric.code} in "{metric.unit}": nothing is set '
                "beside it",
                "leave out its unit, or its metric",
            )
    council = intake.plan.header.council
    wanted = {metric.id for _, metric in named}
    found = figures_of(published.rows, metrics.values(), wanted, plain_name(council.name) if own else "")
    intake.proposal.rows += found.rows
    taking = _Taking(intake, published, found, {id(row) for pair in found.differing for row in pair})
    taking.say_what_is_left()
    own = own and taking.has_council()
    for measure, metric in measures:
        for of, name, row in taking.rows_for(metric):
            taking.compare(measure, metric, of, name, row)
        if own:
            taking.observe(measure, metric)
    taking.say_what_is_not_measured(wanted)


@dataclass(slots=True)
class _Taking:
    """One file on its way into one plan."""

    intake: Intake
    published: Published
    found: Figures
    differing: set[int]
    """The rows that say different things of the same, by identity."""
    source: str = ""
    """The id of the source in the plan, once it is needed."""
    new_source: tuple[AddEntry, ...] = ()
    """What adds it, until something is written that names it."""

    def rows_for(self, metric: Metric) -> Iterator[tuple[ComparedWith, str, Row]]:
        """Yield whose figures of a metric the plan is set beside, with the name that papers print."""
        council = self.intake.plan.header.council
        england = self.found.kept.get((metric.id, "england"), {})
        yield from (("england", "England", row) for row in england.values())
        if not england:
            self._none_of("England", metric)
        if council.region:
            row = self.found.kept.get((metric.id, "region"), {}).get(plain_name(council.region))
            if row:
                yield "region", council.region, row
            else:
                self._none_of(council.region, metric)
        if council.type:
            types = self.found.kept.get((metric.id, "council-type"), {})
            its = of_type(types, council.type)
            if len(its) == 1:
                yield "council-type", its[0], types[its[0]]

    def compare(self, measure: Measure, metric: Metric, of: ComparedWith, name: str, row: Row) -> None:
        """Propose one comparator; nothing where the plan has it, a conflict where it has another figure."""
        where = Where(self.published.name, row.number)
        value = self._value(where, metric, name, row)
        if value is None:
            return
        release = self.published.release
        known = next((each for each in measure.comparators if self._is_same(each, of, name)), None)
        said = f"{name} {unit_of(metric.unit).amount(value)}"
        if known:
            self._known(where, f"{said} of {measure.id}", known.value, value)
            return
        values: dict[str, Any] = {"of": of} | ({"name": name} if of != "england" else {})
        values |= {"value": value, "on": release.published}
        if release.covers:
            values["covers"] = dict(zip(("from", "to"), release.covers, strict=True))
        said = f"{said}, published {_day(release.published)}"
        self._add(where, measure, said, AddEntry("comparators", self._sourced(values, metric), measure.id))

    def observe(self, measure: Measure, metric: Metric) -> None:
        """Propose the council's own figure, as of the last day of the year; a figure of the plan stays."""
        council = self.intake.plan.header.council
        row = self.found.kept.get((metric.id, "council"), {}).get(plain_name(council.name))
        if row is None:
            self._none_of(council.name, metric)
            return
        where = Where(self.published.name, row.number)
        value = self._value(where, metric, row.area.strip(), row)
        if value is None or not self.published.release.covers:
            return
        day = self.published.release.covers[1]
        said = f"{unit_of(metric.unit).amount(value)} on {_day(day)}"
        every = [*measure.observations, *([measure.baseline] if measure.baseline else [])]
        when = parse_when(day)
        known = next(
            (seen for seen in every if (seen.on.earliest, seen.on.latest) == (when.earliest, when.latest)), None
        )
        if known:
            self._known(where, f"{said} of {measure.id}", known.value, value)
            return
        values = self._sourced({"on": day, "value": value}, metric)
        self._add(where, measure, f"value: {said}", AddEntry("observations", values, measure.id))

    def has_council(self) -> bool:
        """Whether the file has the plan's council; told where it has not."""
        name = self.intake.plan.header.council.name
        if plain_name(name) in self.found.councils:
            return True
        self.intake.proposal.remark(
            "refused",
            Where(self.published.name, 1),
            f'no council of the file is "{name}", so no figure of its own is taken',
            did_you_mean(plain_name(name), self.found.councils.values()),
        )
        return False

    def say_what_is_left(self) -> None:
        """Tell what the file has that is not read, and what the plan would have to say for more."""
        proposal, release, council = self.intake.proposal, self.published.release, self.intake.plan.header.council
        top = Where(self.published.name, 1)
        if not self.published.names_year:
            proposal.remark("asked", top, f"taken to be {release.short}: neither the file nor its name says the year")
        for before, row in self.found.differing:
            proposal.remark(
                "refused",
                Where(self.published.name, row.number),
                f'{row.area.strip()} has "{row.value.strip()}" here for {row.code.strip()}, '
                f'and "{before.value.strip()}" in row {before.number}',
                "neither is taken: import the CSV file as it was published",
            )
        for level, rows in self.found.levels.items():
            proposal.remark("refused", top, f'"{level}" is no level that is known: {_rows_said(rows)} not read')
        if self.found.unknown:
            listed = ", ".join(sorted(code or "(none)" for code in self.found.unknown))
            proposal.remark(
                "skipped",
                Where(self.published.name, self.found.first_unknown),
                f"{_rows_said(self.found.unknown.total())} of codes that the catalogue does not have: {listed}",
            )
        if not council.region:
            proposal.remark("asked", top, "the plan names no region, so no region's figures are taken",
                            "write region: under council:, as the file has it")  # fmt: skip
        if not council.type:
            proposal.remark("asked", top, "the plan names no type of council, so no type's figures are taken",
                            "write type: under council:")  # fmt: skip
            return
        types = {name for (_, level), kept in self.found.kept.items() if level == "council-type" for name in kept}
        if types and len(its := of_type(sorted(types), council.type)) != 1:
            may = f"may be {' or '.join(its)}" if its else f"is none of {', '.join(sorted(types))}"
            proposal.remark("asked", top, f"{council.type} {may}, so no type's figures are taken")

    def say_what_is_not_measured(self, wanted: set[str]) -> None:
        """Tell which metrics of the file nothing in the plan measures."""
        if rest := sorted(self.found.present - wanted):
            self.intake.proposal.remark(
                "skipped",
                Where(self.published.name, 1),
                f"nothing in the plan measures {', '.join(rest)}",
                f"where one belongs in it: cqcplan new measure --metric {rest[0]}",
            )

    def _value(self, where: Where, metric: Metric, name: str, row: Row) -> int | float | None:
        if id(row) in self.differing:
            return None
        try:
            value = value_of(row, metric)
        except ValueError as error:
            self.intake.proposal.remark("refused", where, f"{name}, {metric.code}: {error}")
            return None
        if value is None:
            shown = f'"{row.value.strip()}"' if row.value.strip() else "nothing"
            self.intake.proposal.remark(
                "skipped", where, f"{name}, {metric.code}: {shown} stands there: withheld, or there is none"
            )
        return value

    def _is_same(self, known: Comparator, of: ComparedWith, name: str) -> bool:
        """Whether a comparator of the plan is the same area's, for the same year."""
        release = self.published.release
        if known.of != of or (of != "england" and known.name and plain_name(known.name) != plain_name(name)):
            return False
        if known.covers and release.covers:
            first, last = (parse_when(day) for day in release.covers)
            return _ends(known.covers) == (first.earliest, last.latest)
        return known.on.latest == parse_when(release.published).latest

    def _known(self, where: Where, what: str, before: float, value: float) -> None:
        if before == value:
            self.intake.proposal.unchanged += 1
            return
        self.intake.proposal.remark(
            "conflict",
            where,
            f"{what} here, and {before:,} in the plan",
            "correct the one that is wrong: a figure of the plan is never overwritten",
        )

    def _add(self, where: Where, measure: Measure, said: str, entry: AddEntry) -> None:
        intake = self.intake
        try:
            change = replace(entry, values=intake.readers.kept(entry.values, measure.id))
        except CannotKeepError as error:
            intake.proposal.remark("refused", where, error.message, error.help)
            return
        *_, readers = told([change], intake.readers.around)  # the last line says who may read it
        intake.proposal.steps.append(RowChange(where, measure.id, (said, readers), (*self.new_source, change)))
        self.new_source = ()

    def _sourced(self, values: Mapping[str, Any], metric: Metric) -> dict[str, Any]:
        if not self.source:
            self._find_source()
        return {**values, "source": f"{self.source} {metric.code}"}

    def _find_source(self) -> None:
        """Name the publication among the plan's sources, and add it where it is not there yet."""
        release = self.published.release
        known = next((each.id for each in self.intake.plan.sources if each.url == release.url), None)
        self.source = known or self.intake.free_id(release.id)
        if not known:
            values = {
                "id": self.source,
                "title": release.title,
                "publisher": release.publisher,
                "on": release.published,
                "url": release.url,
            }
            self.new_source = (AddEntry("sources", self.intake.readers.kept(values)),)

    def _none_of(self, name: str, metric: Metric) -> None:
        groups = " or ".join(metric.groups)
        self.intake.proposal.remark(
            "asked", Where(self.published.name, 1), f"no figure of {name} for {metric.code} ({groups}) is in the file"
        )


def _rows_said(rows: int) -> str:
    return "1 row is" if rows == 1 else f"{rows:,} rows are"


def _ends(covers: When | Span) -> tuple[date, date]:
    first, last = (covers.from_, covers.to) if isinstance(covers, Span) else (covers, covers)
    return first.earliest, last.latest


def _day(day: str) -> str:
    return day_words(parse_when(day).earliest)
