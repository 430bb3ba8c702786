"""Measures: where they started, where they are, where they are going, and whether that is better, in words."""

from cqcplan.model.delivery import Measure, Observation, Target
from cqcplan.papers.blocks import Block, Column, Dot, Paragraph, Section, Series, Table, Trend
from cqcplan.papers.setting import Setting
from cqcplan.timeline.changes import values_of
from cqcplan.view.suppress import Withheld, figure_of


def measures(setting: Setting) -> Section:
    """Set every measure in one table, with the remarks under it."""
    rows, remarks, trends = [], [], []
    for measure in setting.plan.measures:
        values = values_of(measure, setting.until)
        if not values:
            continue
        latest = values[-1]
        earlier = values[0] if len(values) > 1 else None
        rows.append(
            (
                measure.title,
                _dated(measure, earlier) if earlier else "No earlier figure",
                _dated(measure, latest),
                _target(measure),
                direction(measure, values),
            )
        )
        said = [text for text in (measure.definition, latest.text) if text]
        if said:
            remarks.append(Paragraph(f"{measure.title}: {' '.join(said)}"))
        trends += trend(measure, values)
    blocks: list[Block] = []
    if rows:
        columns = ("Measure", "Starting point", "Latest", "Target", "Direction")
        blocks.append(Table("Measures of the difference made", tuple(Column(title) for title in columns), tuple(rows)))
        blocks += remarks
        blocks += trends
    elif setting.plan.measures:
        blocks.append(Paragraph("No figure has been recorded for any measure yet."))
    return Section("measures", "Measures", tuple(blocks))


def amount(measure: Measure, value: float | Withheld) -> str:
    """Print a value with its unit: ``99 per cent``, ``551 people``, ``fewer than 5 people``; or why it is withheld."""
    unit = measure.unit
    if isinstance(value, Withheld):
        return f"{value} {unit}" if value.is_small else str(value)
    return f"{value:,} {_one_of(unit) if value == 1 else unit}"


def _one_of(unit: str) -> str:
    """Say a unit of one: person, week, enquiry."""
    if unit == "people":
        return "person"
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def value_of(counted: Observation | Target) -> float | None:
    """Return a figure as a number; nothing where it is not to be printed."""
    figure = figure_of(counted)
    return None if isinstance(figure, Withheld) else figure


def trend(measure: Measure, values: list[Observation]) -> list[Block]:
    """Draw the values of a measure, oldest first, where there are two on different days; then set them in a table."""
    dots = tuple(_dot(value) for value in values)
    known = [value for value in values if value_of(value) is not None]
    if len({value.on.latest for value in known}) < 2:
        return []
    first, last = known[0], known[-1]
    baseline = next((value for value in known if value is measure.baseline), None)
    told = f"From {_dated(measure, first)}{', the baseline,' if first is baseline else ''} to {_dated(measure, last)}."
    title = f"{measure.title}: the trend"
    target = measure.target
    rows = [
        (str(value.on), amount(measure, figure_of(value)), "Baseline" if value is measure.baseline else "Recorded")
        for value in values
    ]
    if target:
        rows.append((str(target.by), amount(measure, figure_of(target)), _target_name(target)))
    return [
        Trend(
            title=title,
            description=f"{told} {_target(measure)}." if target is None else f"{told} Target: {_target(measure)}.",
            unit=measure.unit,
            series=(Series("Recorded", dots, valued=True),),
            baseline=_dot(baseline) if baseline else None,
            baseline_words=f"Baseline: {_dated(measure, baseline)}" if baseline else "",
            target=Dot(target.by.latest, value_of(target)) if target else None,
            target_words=f"Target: {_target(measure)}" if target else "",
        ),
        Table(
            f"{measure.title}: the figures",
            (Column("Date"), Column("Value", numeric=True), Column("What it is")),
            tuple(rows),
        ),
    ]


def _dot(value: Observation) -> Dot:
    number = value_of(value)
    return Dot(value.on.latest, number, "" if number is None else f"{number:,}")


def _target_name(target: Target) -> str:
    return "Target, illustrative" if target.illustrative else "Target"


def _dated(measure: Measure, value: Observation) -> str:
    held = f", and since {value.since}" if value.since else ""
    return f"{amount(measure, figure_of(value))} ({value.on}{held})"


def _target(measure: Measure) -> str:
    target = measure.target
    if target is None:
        return "No target set"
    example = "; illustrative" if target.illustrative else ""
    return f"{amount(measure, figure_of(target))} by {target.by}{example}"


def direction(measure: Measure, values: list[Observation]) -> str:
    """Say which way a measure is going, and how far its target is: only of figures that are printed themselves."""
    return f"{_movement(measure, values)}{_to_target(measure, figure_of(values[-1]))}"


def _difference(measure: Measure, one: float, other: float) -> str:
    """Print the difference of two values, clear of the dust of binary fractions."""
    number = round(abs(one - other), 6)
    unit = "percentage points" if measure.unit == "per cent" else measure.unit
    shown = f"{number:,g}" if isinstance(number, float) and number < 100_000 else f"{number:,}"
    return f"{shown} {unit}"


def _to_target(measure: Measure, value: float | Withheld) -> str:
    if measure.target is None or measure.better is None:
        return ""
    aim = figure_of(measure.target)
    if isinstance(value, Withheld) or isinstance(aim, Withheld):
        return "; distance from the target not printed"
    met = value >= aim if measure.better == "higher" else value <= aim
    return "; target met" if met else f"; {_difference(measure, aim, value)} from the target"


def _movement(measure: Measure, values: list[Observation]) -> str:
    if len(values) < 2:
        return "One figure so far" if not values[-1].since else f"Unchanged since {values[-1].since}"
    first, last = figure_of(values[0]), figure_of(values[-1])
    if isinstance(first, Withheld) or isinstance(last, Withheld):
        return "Not printed"
    if last == first:
        return "No change"
    moved = f"{'up' if last > first else 'down'} by {_difference(measure, last, first)}"
    if measure.better is None:
        return moved.capitalize()
    improved = (last > first) == (measure.better == "higher")
    return f"{'Better' if improved else 'Worse'}: {moved}"
