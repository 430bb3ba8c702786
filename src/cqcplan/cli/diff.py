"""``cqcplan diff``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.answer import as_json, as_words
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, EveryPlanOption, ForWhom, in_format
from cqcplan.cli.own_templates import mistakes_told
from cqcplan.cli.paper_choices import own_folders
from cqcplan.cli.plans import as_day, open_at, open_one, open_plans, the_day
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.talk import fail, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cqcplan.files.discover import Location
    from cqcplan.model.document import Plan
    from cqcplan.papers.diff.difference import Difference


class DiffFormat(StrEnum):
    """How differences are shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class _Kind(StrEnum):
    DAY = "a day"
    REVISION = "a git revision"
    FILES = "a plan's folder or file"


@dataclass(frozen=True, slots=True)
class _Side:
    """A plan as it stood, by one of the two words."""

    plan: "Plan"
    on: "date"
    words: str


def diff(
    before: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="The earlier: a day, a git revision (branch, tag, hash, HEAD~5), or a plan's folder or file.",
            show_default=False,
        ),
    ],
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help="The later, of the same kind.",
            show_default="the plan as it is, on the as-of date",
        ),
    ] = None,
    *,
    plan: EveryPlanOption = None,
    in_git: Annotated[
        bool, typer.Option("--git", help="Take A and B for git revisions; a day is then the last commit by its end.")
    ] = False,
    as_of: AsOf = None,
    audience: ForWhom = Audience.PUBLIC,
    output_format: Annotated[DiffFormat, in_format()] = DiffFormat.TEXT,
) -> None:
    """Tell what changed in a plan, entry by entry, as a member would ask.

    Two days compare what the plan records by each. Two git revisions, or two folders, compare
    the files too: what was added, withdrawn and reworded.

    cqcplan diff 2026-03-02 2026-06-01 --plan leicestershire

    cqcplan diff HEAD~5

    cqcplan diff old/ new/

    Exit code 0 whatever changed; 1 where a plan has mistakes; 2 where nothing can be compared.
    """
    day = the_day(as_of)
    kind = _kind_of(before, in_git=in_git)
    other = _kind_of(after, in_git=in_git) if after is not None else kind
    if kind is not other:
        fail(
            f"{before} is {kind}, and {after} is {other}: two of a kind can be compared",
            "with --git, a day is the last commit by its end",
        )
    if kind is _Kind.FILES:
        sides = _of_files(before, after, plan, day)
        pairs = [(*sides, [sides[1].plan])]
    else:
        pairs = []
        for loaded, whole in open_plans(plan):
            compare = _of_days if kind is _Kind.DAY else _of_revisions
            sides = compare(loaded.location, whole, before, after, day)
            # what is withheld by the later side, or in the plan as it is, was not withheld yet in the earlier
            pairs.append((*sides, list({id(one): one for one in (sides[1].plan, whole)}.values())))
    own = own_folders(the_config(None, no_config=False).templates)
    with mistakes_told(own):
        said = _shown([_difference(*pair, audience, own) for pair in pairs], output_format, audience)
    write(said)


def _kind_of(word: str, *, in_git: bool) -> _Kind:
    if not word.strip():
        fail("an empty word names nothing to compare", "write a day, a revision of git, or a plan's folder or file")
    if in_git:
        return _Kind.REVISION
    if as_day(word, "") is not None:
        return _Kind.DAY
    return _Kind.FILES if Path(word).exists() else _Kind.REVISION


def _of_days(_: "Location", plan: "Plan", before: str, after: str | None, day: "date") -> tuple[_Side, _Side]:
    from cqcplan.model.dates import day_words

    since = the_day(before)
    until = the_day(after) if after else day
    if since >= until:
        fail(
            f"{day_words(since)} is not before {day_words(until)}",
            "name the earlier day first" if after else "name an earlier day, or a later --as-of",
        )
    return _Side(plan, since, day_words(since)), _Side(plan, until, day_words(until))


def _of_revisions(
    location: "Location", plan: "Plan", before: str, after: str | None, day: "date"
) -> tuple[_Side, _Side]:
    from cqcplan.model.dates import day_words

    first = _at(location, before)
    second = _at(location, after) if after else _Side(plan, day, f"the plan as it is, on {day_words(day)}")
    if after and first.on > second.on:
        fail(f"{before} is later than {after}", "name the earlier revision first")
    return _Side(first.plan, min(first.on, second.on), first.words), second


def _at(location: "Location", words: str) -> _Side:
    from cqcplan.cli.plans import stands_for_plan
    from cqcplan.files.discover import NotFoundError
    from cqcplan.files.revisions import find_revision
    from cqcplan.model.dates import day_words

    try:
        found = find_revision(location, words)
    except NotFoundError as error:
        if stands_for_plan(words):
            fail(f"{words} is a plan, not a point in time", f"cqcplan diff 2026-03-02 --plan {words}")
        fail(error.message, error.help)
    _, plan = open_at(location, words)
    return _Side(plan, found.on, f"{words} ({found.short}, {day_words(found.on)})")


def _of_files(before: str, after: str | None, plan: str | None, day: "date") -> tuple[_Side, _Side]:
    if after is None:
        fail(
            f"{before} is one plan: name the other too",
            f"cqcplan diff OLD NEW compares two folders; cqcplan diff 2026-03-02 --plan {before} two days of one plan; "
            f"where {before} is a revision of git too, say --git",
        )
    if plan is not None:
        fail("--plan goes with days and revisions", "two folders or files are plans themselves")
    sides = [_Side(open_one(named)[1], day, named) for named in (before, after)]
    return sides[0], sides[1]


def _told_now(side: _Side, present: "Sequence[Plan]", audience: Audience) -> "Plan":
    """Return one side without what a later version withholds."""
    from cqcplan.view.earlier import as_withheld_now

    told = side.plan
    for plan in present:
        if plan is not side.plan:
            told = as_withheld_now(told, plan, audience.value)
    return told


def _difference(
    before: _Side, after: _Side, present: "Sequence[Plan]", audience: Audience, own: "Sequence[Path]"
) -> "Difference":
    from cqcplan.papers.diff.difference import Difference
    from cqcplan.papers.occasion import Occasion
    from cqcplan.timeline.changes import compare
    from cqcplan.timeline.periods import PaperPeriod
    from cqcplan.timeline.state import state_of

    # both as known on the later day: what the earlier one lacked on its own is for the comparison to say
    new = view_of(_told_now(after, present, audience), after.on, audience).plan
    old = new if before.plan is after.plan else view_of(_told_now(before, present, audience), after.on, audience).plan
    occasion = Occasion(new, after.on, PaperPeriod("", before.on, after.on), None)
    changes = compare(state_of(old, before.on), state_of(new, after.on))
    return Difference(occasion, before.words, after.words, changes, own)


def _shown(differences: "Sequence[Difference]", output_format: DiffFormat, audience: Audience) -> str:
    if output_format is DiffFormat.JSON:
        from cqcplan.papers.diff.as_data import difference_data

        return as_json(audience, plans=[difference_data(each) for each in differences])
    every = [block for each in differences for block in each.blocks]
    return as_words(every, audience, markdown=output_format is DiffFormat.MARKDOWN)
