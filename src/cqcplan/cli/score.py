"""``cqcplan score``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.answer import as_json, as_words
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, ForWhom, Plans, in_format
from cqcplan.cli.plans import open_every, the_day
from cqcplan.cli.talk import Exit, complain, fail, leave, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cqcplan.framework.results import PublishedResults
    from cqcplan.framework.vintage import Vintage
    from cqcplan.model.assessments import Assessment
    from cqcplan.model.document import Plan
    from cqcplan.papers.rating.answer import Answer, ScoreAsked
    from cqcplan.scoring.result import Result


class ScoreFormat(StrEnum):
    """How results are shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class RatingToReach(StrEnum):
    """A rating to reach."""

    REQUIRES_IMPROVEMENT = "requires-improvement"
    GOOD = "good"
    OUTSTANDING = "outstanding"


def score(
    plans: Plans = None,
    *,
    scores: Annotated[
        str | None,
        typer.Option(
            metavar="N,N,…",
            help="Nine scores of 1 to 4 in CQC's order, - for one not known, to do the sum with no plan at all.",
            show_default=False,
        ),
    ] = None,
    assessment: Annotated[
        str | None, typer.Option(metavar="ID", help="Which assessment. Default: the one in force.", show_default=False)
    ] = None,
    framework: Annotated[
        str | None, typer.Option(metavar="ID", help="The vintage for --scores.", show_default="la-2026-04")
    ] = None,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    target: Annotated[
        RatingToReach | None,
        typer.Option(help="List the smallest sets of rises that reach a rating, the readiest first."),
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option(
            metavar="ID=N,…", help="Score again with some scores changed: safeguarding=3,equity=3.", show_default=False
        ),
    ] = None,
    compare: Annotated[bool, typer.Option("--compare", help="Place it among the published results known.")] = False,
    results: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Published results of your own to compare with too.", show_default=False),
    ] = None,
    refresh: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE…",
            help="Read CQC's report summary pages that you saved, show what they say, and add it to the file that "
            "--results names. Nothing is fetched.",
            show_default=False,
        ),
    ] = None,
    region: Annotated[
        bool,
        typer.Option(
            "--region",
            help="Put the councils together: their public plans, the results that --results names or, without either, "
            "all published results known.",
        ),
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the working, step by step.")] = False,
    fail_under: Annotated[
        int | None,
        typer.Option(metavar="PERCENT", help="Exit 1 where the overall percentage is lower.", show_default=False),
    ] = None,
    fail_under_statement: Annotated[
        int | None,
        typer.Option(
            metavar="N", help="Exit 1 where any statement's score is lower.", min=1, max=4, show_default=False
        ),
    ] = None,
    output_format: Annotated[ScoreFormat, in_format()] = ScoreFormat.TABLE,
) -> None:
    """Work out ratings from the scores of the nine quality statements, beside what was published.

    The percentage is 100 x points / 36, rounded up as CQC does. Distances are counted in points:
    one point is one quality statement raised by one score.
    """
    from cqcplan.papers.rating.answer import ScoreAsked, answer

    day = the_day(as_of)
    if refresh:
        from cqcplan.cli.refresh import refresh as read_pages

        # a pattern such as *.html gives the option its first file, and the rest stand by themselves
        read_pages([*refresh, *map(Path, plans or ())], results or (), day, form=output_format.value)
        return
    if region:
        from cqcplan.cli.region import region as councils

        _alone(
            audience,
            scores=scores,
            assessment=assessment,
            framework=framework,
            target=target,
            what_if=what_if,
            compare=compare,
            explain=explain,
            fail_under=fail_under is not None,
            fail_under_statement=fail_under_statement is not None,
        )
        write(councils(plans, results or (), day, form=output_format.value))
        return
    chosen = (
        _given(scores, framework, plans, assessment)
        if scores is not None
        else _of_plans(plans, assessment, day, audience)
    )
    if scores is None and framework:
        fail("--framework goes with --scores", "a plan's assessments name their own framework")
    asked = ScoreAsked(
        as_of=day,
        target=target.value if target else None,
        collections=_collections(results or []) if compare or results or target else (),
        compare=compare or bool(results),
        explain=explain,
    )
    answers = [answer(owner, result, _with_changes(asked, what_if, result.vintage)) for owner, result in chosen]
    write(_shown(answers, output_format, audience))
    unmet = [line for found in answers for line in _unmet(found, fail_under, fail_under_statement)]
    for line in unmet:
        complain(line)
    if unmet:
        leave(Exit.PROBLEMS)


def _alone(audience: Audience, **others: object) -> None:
    """Stop where something is asked of several councils together that is about one."""
    if audience is not Audience.PUBLIC:
        fail("--region is made of what the public may read", "leave out --audience")
    for name, given in others.items():
        if given:
            fail(f"--region and --{name.replace('_', '-')} do not go together", "leave one of them out")


def _shown(answers: "Sequence[Answer]", output_format: ScoreFormat, audience: Audience) -> str:
    if output_format is ScoreFormat.JSON:
        from cqcplan.papers.rating.as_data import answer_data

        return as_json(audience, scores=[answer_data(found) for found in answers])
    if output_format is ScoreFormat.CSV:
        import csv
        import io

        from cqcplan.papers.rating.as_data import CSV_COLUMNS, csv_rows

        out = io.StringIO()
        said = {} if audience is Audience.PUBLIC else {"audience": audience.value}
        rows = csv.DictWriter(out, [*CSV_COLUMNS, *said], lineterminator="\n")
        rows.writeheader()
        for found in answers:
            rows.writerows(row | said for row in csv_rows(found))
        return out.getvalue()
    from cqcplan.cli.own_templates import mistakes_told
    from cqcplan.cli.paper_choices import own_folders
    from cqcplan.cli.settings_file import the_config

    own = own_folders(the_config(None, no_config=False).templates)
    with mistakes_told(own):
        every = [block for found in answers for block in found.blocks(own)]
    return as_words(every, audience, markdown=output_format is ScoreFormat.MARKDOWN)


def _given(
    words: str, framework: str | None, plans: "Sequence[str] | None", assessment: str | None
) -> "list[tuple[Plan | None, Result]]":
    from cqcplan.framework.vintage import CURRENT, load_vintage, vintage_ids
    from cqcplan.scoring.result import score as work_out

    if plans or assessment:
        fail("--scores does the sum with no plan", "leave out the plan, or leave out --scores")
    if framework is not None and framework not in vintage_ids():
        fail(f'there is no framework "{framework}"', f"write one of {', '.join(vintage_ids())}")
    vintage = load_vintage(framework or CURRENT)
    parts = [part.strip() for part in words.split(",")]
    wrong = [part for part in parts if part not in ("1", "2", "3", "4", "-")]
    if wrong:
        fail(
            f'--scores: "{wrong[0]}" is not a score',
            "write whole numbers from 1 to 4, or - for one not known, with commas between them",
        )
    if len(parts) != len(vintage.statements):
        fail(
            f"--scores: {len(parts)} scores given, {len(vintage.statements)} wanted",
            f"in this order: {', '.join(statement.id for statement in vintage.statements)}",
        )
    scores = {statement.id: int(part) for statement, part in zip(vintage.statements, parts, strict=True) if part != "-"}
    return [(None, work_out(scores, vintage))]


def _of_plans(
    named: "Sequence[str] | None", assessment: str | None, as_of: "date", audience: Audience
) -> "list[tuple[Plan | None, Result]]":
    from cqcplan.scoring.current import current_assessment, result_of

    results: list[tuple[Plan | None, Result]] = []
    for _, whole in open_every(named):
        plan = view_of(whole, as_of, audience).plan
        chosen = _named(plan, assessment) if assessment else current_assessment(plan, as_of)
        if chosen is not None:
            results.append((plan, result_of(chosen)))
        elif named and not assessment:
            fail(f"{plan.header.id} has no assessment published by that day", "enter it under assessments:")
    if assessment and not results:
        fail(
            f'there is no assessment "{assessment}" by {as_of.isoformat()}',
            "ids are the words after id: under assessments:; one of later needs a later --as-of",
        )
    if not results:
        fail(f"no plan here has an assessment published by {as_of.isoformat()}")
    return results


def _named(plan: "Plan", assessment_id: str) -> "Assessment | None":
    return next((item for item in plan.assessments if item.id == assessment_id), None)


def _with_changes(asked: "ScoreAsked", words: str | None, vintage: "Vintage") -> "ScoreAsked":
    if words is None:
        return asked
    from dataclasses import replace

    from cqcplan.scoring.what_if import parse_changes

    try:
        return replace(asked, changes=parse_changes(words, vintage))
    except ValueError as error:
        fail(f"--what-if: {error}")


def _collections(paths: "Sequence[Path]") -> "tuple[PublishedResults, ...]":
    from cqcplan.cli.councils import read_results
    from cqcplan.framework.results import shipped_results

    return (shipped_results(), *read_results(paths))


def _unmet(found: "Answer", percent: int | None, statement: int | None) -> list[str]:
    """Return a line for every bound that is not met, or cannot be told."""
    result = found.result
    lines = []
    if percent is not None:
        overall = result.best_percent
        if overall is None:
            lines.append(f"{found.title}: no overall percentage is known, so --fail-under {percent} is not met")
        elif overall < percent:
            lines.append(f"{found.title}: {overall} per cent is under {percent}")
    if statement is not None:
        for item in result.statements:
            if item.score is None:
                lines.append(f"{found.title}: {item.name} has no known score, so it is not at least {statement}")
            elif item.score < statement:
                lines.append(f"{found.title}: {item.name} is scored {item.score}, under {statement}")
    return lines
