"""``cqcplan score``."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cqcplan.cli.plans import open_plans, the_day
from cqcplan.cli.talk import fail, in_colour, write

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.model.document import Plan
    from cqcplan.scoring.result import Result


class ScoreFormat(StrEnum):
    """How results are shown."""

    TABLE = "table"
    JSON = "json"


def score(
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            help="A plan by path or, under ./plans, by id. Left out: every plan under ./plans.",
            show_default=False,
        ),
    ] = None,
    *,
    scores: Annotated[
        str | None,
        typer.Option(
            metavar="N,N,…",
            help="Nine scores of 1 to 4 in CQC's order, to do the sum with no plan at all.",
            show_default=False,
        ),
    ] = None,
    assessment: Annotated[
        str | None, typer.Option(metavar="ID", help="Which assessment. Default: the one in force.", show_default=False)
    ] = None,
    framework: Annotated[
        str | None, typer.Option(metavar="ID", help="The vintage for --scores.", show_default="la-2026-04")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to look from.", show_default="today")
    ] = None,
    output_format: Annotated[ScoreFormat, typer.Option("--format", help="How to show the results.")] = ScoreFormat.TABLE,
) -> None:
    """Work out ratings from the scores of the nine quality statements, beside what was published.

    The percentage is 100 x points / 36, rounded up as CQC does. Distances are counted in points:
    one point is one quality statement raised by one score.
    """
    if scores is not None:
        if plan or assessment:
            fail("--scores does the sum with no plan", "leave out the plan, or leave out --scores")
        results = [(None, _from_words(scores, framework))]
    else:
        if framework:
            fail("--framework goes with --scores", "a plan's assessments name their own framework")
        results = _of_plans(plan, assessment, the_day(as_of))
    if output_format is ScoreFormat.JSON:
        import json

        from cqcplan.scoring.as_json import result_data

        data = {"version": 1, "scores": [result_data(name, result) for name, result in results]}
        write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    from cqcplan.cli.score_table import table

    write(table(results, colour=in_colour("auto")))


def _from_words(words: str, framework: str | None) -> "Result":
    from cqcplan.framework.vintage import CURRENT, load_vintage, vintage_ids
    from cqcplan.scoring.result import score as work_out

    if framework is not None and framework not in vintage_ids():
        fail(f'there is no framework "{framework}"', f"write one of {', '.join(vintage_ids())}")
    vintage = load_vintage(framework or CURRENT)
    parts = [part.strip() for part in words.split(",")]
    wrong = [part for part in parts if part not in ("1", "2", "3", "4")]
    if wrong:
        fail(f'--scores: "{wrong[0]}" is not a score', "write whole numbers from 1 to 4 with commas between them")
    if len(parts) != len(vintage.statements):
        fail(
            f"--scores: {len(parts)} scores given, {len(vintage.statements)} wanted",
            f"in this order: {', '.join(statement.id for statement in vintage.statements)}",
        )
    return work_out(
        {statement.id: int(part) for statement, part in zip(vintage.statements, parts, strict=True)}, vintage
    )


def _of_plans(named: str | None, assessment: str | None, as_of: "date") -> "list[tuple[Any, Result]]":
    from cqcplan.scoring.current import current_assessment, result_of

    results: list[tuple[Any, Result]] = []
    for _, plan in open_plans(named):
        chosen = _named(plan, assessment) if assessment else current_assessment(plan, as_of)
        if chosen is not None:
            results.append((plan.header, result_of(chosen)))
        elif named is not None and not assessment:
            fail(f"{plan.header.id} has no assessment published by that day", "enter it under assessments:")
    if assessment and not results:
        fail(f'there is no assessment "{assessment}"')
    return results


def _named(plan: "Plan", assessment_id: str) -> Any:
    return next((item for item in plan.assessments if item.id == assessment_id), None)
