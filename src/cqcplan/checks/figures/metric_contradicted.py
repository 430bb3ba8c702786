"""427: a measure that says otherwise than the national metric it names."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report a unit of another kind than the catalogue's, and the other direction."""
    for file, route, measure in subject.section("measures"):
        if not measure.metric:
            continue
        from cqcplan.metrics.catalogue import find_metric  # read for a plan that names one
        from cqcplan.model.national import counted_alike

        metric = find_metric(measure.metric)
        if metric is None:
            continue
        published = f"{metric.code} ({metric.release.short})"
        if not counted_alike(measure.unit, metric.unit):
            yield file.problem(
                RULE.number,
                (*route, "unit"),
                f'"{measure.unit}" is not what {published} is counted in, which is "{metric.unit}"',
                help=f"leave out unit, or leave out metric: {metric.id} where another thing is counted",
            )
        if measure.better and metric.better and measure.better != metric.better:
            yield file.problem(
                RULE.number,
                (*route, "better"),
                f"{measure.better} is better here; of {published}, {metric.better} is",
                help=f"leave out better, or leave out metric: {metric.id} where another thing is counted",
            )


RULE = Rule(
    number="427",
    name="metric-contradicted",
    severity=Severity.WARNING,
    what=(
        "A measure that names a national metric is counted in what the metric is counted in, and better the same way "
        "round. What the measure says itself is what papers print."
    ),
    why=(
        "A measure of our own under the name of a national metric is set beside England's figure as if both were the "
        "same: 200 people beside 24.5 per cent, or a fall called an improvement that the government counts as a loss."
    ),
    bad="""\
measures:
  - id: admissions-65
    title: People aged 65 and over who moved into a care home
    metric: ascof-2c
    unit: people  # here
""",
    good="""\
measures:
  - id: admissions-65
    title: People aged 65 and over who moved into a care home
    metric: ascof-2c
""",
    find=find,
)
