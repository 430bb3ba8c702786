"""``cqcplan init``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.ask import a_date, ask, on_terminal, one_of
from cqcplan.cli.plans import the_day
from cqcplan.cli.talk import Exit, complain, fail, leave, say
from cqcplan.model.vocabulary import CouncilType, Rating, choices, choices_told

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from cqcplan.starter.make import Answers


class Shape(StrEnum):
    """What a plan can start from."""

    EMPTY = "empty"
    SMALL = "small"
    BATHNES = "bathnes-shape"
    LEICESTERSHIRE = "leicestershire-shape"


OFFERED = 5
"""The threshold for small counts that councils use most."""
THRESHOLDS = (0, *range(3, 21))


class ContinuousIntegration(StrEnum):
    """Where the plan is checked when it changes."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to start it.", show_default="here")] = Path(),
    *,
    council: Annotated[
        str | None, typer.Option(metavar="NAME", help="The council, as it signs its papers.", show_default=False)
    ] = None,
    short_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="As papers say it after the first time.", show_default=False)
    ] = None,
    council_type: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="WORD",
            help=f"{choices_told(CouncilType)}.",
            show_default=False,
        ),
    ] = None,
    rating: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help=f"CQC's rating: {choices_told(Rating)}. Needs --published.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When CQC published its report.", show_default=False)
    ] = None,
    label: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="What papers call a heading of the plan.", show_default="Priority"),
    ] = None,
    shape: Annotated[
        Shape | None,
        typer.Option(
            "--from",
            help="What it starts from: empty; or, with made-up examples, small, nine headings in one file "
            "(bathnes-shape) or eleven workstreams in a file each (leicestershire-shape).",
            show_default="empty",
        ),
    ] = None,
    with_examples: Annotated[
        bool,
        typer.Option("--with-examples", help="Begin with made-up examples, marked as such: the same as --from small."),
    ] = False,
    colours: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="How work is rated: rag, or brag, which has blue for complete.",
            show_default="rag",
        ),
    ] = None,
    small_counts: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBER",
            help="Counts of people below this, 3 to 20, are not printed for the public; 0: all are.",
            show_default=str(OFFERED),
        ),
    ] = None,
    ci: Annotated[ContinuousIntegration, typer.Option(help="Which CI file to write.")] = ContinuousIntegration.GITHUB,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day the examples' dates follow from.", show_default="today"),
    ] = None,
) -> None:
    """Start a plan: an empty one, or one with examples, with settings, a pre-commit hook and CI beside it.

    On a terminal it asks for what is not given. A file that is there already is never overwritten. Exit code 0:
    written; 2: nothing written.
    """
    from cqcplan.starter.make import Answers, files_around, first_work, problems_of

    types, ratings = choices(CouncilType), choices(Rating)
    day = the_day(on, "--on")
    if council is None and on_terminal():
        council = ask("The council's name, as it signs its papers\n ")
        short_name = short_name or ask("Its short name, as papers say it after the first time\n ")
        council_type = council_type or ask(f"Its type ({', '.join(types)})\n ", one_of(types))
        rating = rating or ask(f"CQC's rating, if it has one ({', '.join(ratings)})\n ", one_of(ratings))
        if rating and published is None:
            published = ask("The day CQC published its report, such as 2025-11-14\n ", a_date)
        colours = colours or ask("How work is rated: rag, or brag with blue for complete\n ", one_of(("rag", "brag")))
        small_counts = small_counts or ask(
            f"Counts of people below this are not printed for the public; 0 prints all (Enter: {OFFERED})\n ",
            _a_threshold,
        )
        label = label or ask("What papers call a heading of the plan (Priority, Workstream …)\n ")
    if not council or not council.strip():
        fail("a plan needs the council's name", 'give --council "Exampleshire County Council"')
    if (rating is None) != (published is None):
        fail("--rating and --published go together", "give CQC's rating and the day it published its report")
    chosen = shape or (Shape.SMALL if with_examples else Shape.EMPTY)
    answers = Answers(
        council=" ".join(council.split()),
        day=day,
        short_name=short_name,
        type=_word(council_type, types, "--type"),
        label=label or ("Workstream" if chosen is Shape.LEICESTERSHIRE else "Priority"),
        rating=_word(rating, ratings, "--rating"),
        published=the_day(published, "--published") if published else None,
        shape=chosen.value,
        colours=_word(colours, ("rag", "brag"), "--colours") or "rag",
        small_counts=_small_counts(small_counts),
        ci=ci.value,
    )
    files = _plan(answers)
    wrong = problems_of(files, day)
    if wrong:
        for problem in wrong:
            complain(problem.message, problem.help)
        say("nothing has been written")
        leave(Exit.FAILED)
    there = [place for place in files if _is_there(folder / place)]
    if there:
        fail(
            f"{(folder / there[0]).as_posix()} is there already",
            "start in another folder, or add to the plan with cqcplan new and cqcplan update",
        )
    # the plan last: where this is stopped in between, the same command does what is left
    _write(folder, folder, files_around(answers))
    _write(folder, folder / "plans" / answers.id, files)
    say("")
    if chosen is Shape.EMPTY:
        say("The plan is empty: fill it in here or in a browser (cqcplan serve). Try next:")
    else:
        say("What is marked EXAMPLE is made up: replace it, here or in a browser (cqcplan serve). Try next:")
    for line in _next(folder, answers.id, first_work(files)):
        say(f"  {line}")


def _a_threshold(answer: str) -> str:
    """Take 0, or a number that counts may have to reach."""
    if answer not in map(str, THRESHOLDS):
        raise ValueError(f'"{answer}" does not do: say 0, or a number from {THRESHOLDS[1]} to {THRESHOLDS[-1]}')
    return answer


def _small_counts(typed: str | None) -> int:
    if typed is None:
        return OFFERED
    try:
        return int(_a_threshold(typed.strip()))
    except ValueError as error:
        fail(f"--small-counts: {error}")


def _word(typed: str | None, words: tuple[str, ...], option: str) -> str | None:
    """Read the word given with an option."""
    from cqcplan.typed.words import read_word

    if typed is None:
        return None
    try:
        return read_word(typed, words, what="one of its words")
    except ValueError as error:
        fail(f"{option}: {error}")


def _plan(answers: "Answers") -> "dict[PurePosixPath, str]":
    from cqcplan.starter.make import plan_files

    try:
        return plan_files(answers)
    except ValueError:
        fail(f'"{answers.council}" has no letter or figure to make an id of', "give the name in Latin letters")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # a name that is too long: writing will say so


def _write(folder: Path, top: Path, files: "dict[PurePosixPath, str]") -> None:
    """Write what is not there yet as one change under a folder, and say what is."""
    from cqcplan.files.unfinished import UnfinishedError
    from cqcplan.files.write_files import settle, write_files

    new = {}
    try:
        settle(top)
        for place, text in files.items():
            if _is_there(folder / place):
                say(f"kept  {(folder / place).as_posix()}: it was there already")
            else:
                new[folder / place] = text.encode("utf-8")
        write_files(top, new)
    except UnfinishedError as error:
        fail(str(error), error.help)
    except OSError as error:
        from cqcplan.cli.unwritten import what_to_do

        named = Path(error.filename) if error.filename else top
        fail(f"{named.as_posix()} cannot be written: {error.strerror}", what_to_do(error, named))
    for path in new:
        say(f"wrote {path.as_posix()}")


def _next(folder: Path, plan: str, work: str | None) -> list[str]:
    """Return some commands to try, and how to get to where they work; beside other plans they name the new one."""
    from cqcplan.files.discover import locate

    move = [] if folder.resolve() == Path.cwd() else [f'cd "{folder.as_posix()}"']
    is_alone = len(locate(str(folder / "plans"))) == 1
    named = "" if is_alone else f"--plan {plan} "
    if work is None:
        return [
            *move,
            f'cqcplan new post {named}"Director of Adult Social Services"',
            f'cqcplan new priority {named}"Shorter waits for assessment" --statement "Assessing needs"',
            "cqcplan validate",
        ]
    return [
        *move,
        "cqcplan validate",
        f'cqcplan update {work} {named}--text "Our first update."',
        f"cqcplan report {'' if is_alone else f'{plan} '}--format html -o paper.html",
    ]
