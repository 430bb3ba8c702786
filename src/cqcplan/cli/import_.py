"""``cqcplan import``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.audience import Audience
from cqcplan.cli.edit import DryRun, not_written, refuse, say_where
from cqcplan.cli.guess_mapping import guess_mapping, mapping_in
from cqcplan.cli.options import OnePlanOption, to_file
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.save import is_file, save
from cqcplan.cli.talk import Exit, fail, leave, say, write

if TYPE_CHECKING:
    from datetime import date

    from cqcplan.editing.draft import Draft
    from cqcplan.exchange.ascof.layout import Published
    from cqcplan.exchange.grid import Grid
    from cqcplan.exchange.intake import Intake
    from cqcplan.exchange.proposal import Proposal
    from cqcplan.files.loaded import LoadedPlan
    from cqcplan.model.document import Plan
    from cqcplan.model.vocabulary import Visibility


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A tracker that export wrote (the workbook, or the folder of CSV files), a CSV file of figures, the "
            "CSV file that ASCOF is published in or, with --mapping, any tracker.",
            show_default=False,
        ),
    ],
    *,
    plan: OnePlanOption = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Which column of your own tracker is what: YAML, or a review workbook.",
            show_default=False,
        ),
    ] = None,
    guess: Annotated[
        bool,
        typer.Option(
            "--guess",
            help="Propose a mapping for your own tracker, and write nothing into the plan; with --mapping, once more, "
            "keeping what was corrected there.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        to_file("Where --guess writes: YAML or, named .xlsx, a workbook with drop-down lists to fill in."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the updates.", show_default="today")
    ] = None,
    visibility: Annotated[
        Audience | None,
        typer.Option(
            help="Who may read what is written; what is carried keeps the readers it had. Left out: those the tracker "
            "was made for, where they may read what it is about.",
            show_default=False,
        ),
    ] = None,
    left_out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.xlsx",
            help="Write a copy of the workbook, with every cell that was refused or asked about marked there and why.",
            show_default=False,
        ),
    ] = None,
    own_figures: Annotated[
        bool,
        typer.Option(
            "--own-figures",
            help="Of ASCOF's file: also the council's own figures, as of the last day of the year.",
        ),
    ] = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Bring a spreadsheet in: what changed in it becomes updates of the plan.

    Every change is shown with its sheet and row before it is written. Rows that cannot be taken are reported and left
    out; correct them in the same file and import it again: what is in the plan by then is not written twice.

    Exit code 0: all of it is in the plan, or would be; 1: some rows were left out; 2: nothing could be done.
    """
    from cqcplan.exchange.grid import CannotReadError
    from cqcplan.exchange.missing import MissingPackageError

    if left_out and (is_file(left_out) or left_out.suffix.lower() != ".xlsx" or file.is_dir()):
        why = "is there already" if is_file(left_out) else "is no name for a workbook made of this"
        fail(f"{left_out.as_posix()} {why}", "name a new file that ends in .xlsx, and import a workbook or a CSV file")
    if output and not guess:
        fail("-o goes with --guess: an import writes into the plan", "leave out -o")
    day = the_day(on, "--on")
    loaded, whole = open_one(plan)
    try:
        published = _published(file, other=guess or mapping is not None, own_figures=own_figures, left_out=left_out)
        sheets = {} if published else _sheets(file)
        if guess:
            guess_mapping(file, sheets, whole, named=plan, day=day, corrected=mapping, output=output)
            return
        intake = (
            _take(
                file,
                sheets,
                whole,
                day=day,
                mapping=mapping,
                visibility=visibility.value if visibility else None,
            )
            if published is None
            else _take_published(published, whole, day, visibility.value if visibility else None, own=own_figures)
        )
    except (CannotReadError, MissingPackageError) as error:
        fail(error.message, error.help)
    proposal = intake.proposal
    drafted = _draft(loaded, proposal)
    write(_shown(proposal))
    say(_summary(proposal))
    if left_out:
        _mark(file, sheets, proposal, left_out)
    refused = proposal.counts["refused"] + proposal.counts["conflict"]
    if drafted and not dry_run:
        if not yes:
            _ask(len(proposal.steps))
        _store(drafted)
    if refused:
        leave(Exit.PROBLEMS)


def _sheets(file: Path) -> "dict[str, Grid]":
    """Read what was named; the CSV files of a tracker together, whichever of them was named."""
    from cqcplan.exchange.grid import CannotReadError
    from cqcplan.exchange.sheets_in import read_sheets
    from cqcplan.exchange.tracker.as_csv import FILES
    from cqcplan.exchange.tracker.rows import GIVEN

    folder = file if file.is_dir() else file.parent
    is_tracker = file.is_dir() or (file.name in FILES.values() and (folder / FILES[GIVEN]).is_file())
    if not is_tracker:
        return read_sheets(file)
    missing = [name for name in FILES.values() if not (folder / name).is_file()]
    if missing:
        raise CannotReadError(
            f"the folder {folder.as_posix()} has no {', '.join(missing)}",
            "keep the files of a tracker together, as export wrote them",
        )
    return {sheet: grid for sheet, name in FILES.items() for grid in read_sheets(folder / name).values()}


def _published(file: Path, *, other: bool, own_figures: bool, left_out: Path | None) -> "Published | None":
    """Open the file that ASCOF is published in, where it is that; stop at options that do not go with what it is."""
    from cqcplan.exchange.ascof.layout import open_published

    published = None if other else open_published(file)
    if own_figures and not published:
        fail("--own-figures goes with ASCOF's published CSV file, and this is another", "leave it out")
    if left_out and published:
        fail("--left-out goes with a tracker or a file of figures, and this is ASCOF's", "leave it out")
    return published


def _take_published(
    published: "Published", whole: "Plan", day: "date", visibility: "Visibility | None", *, own: bool
) -> "Intake":
    from cqcplan.exchange.ascof.take import take_published
    from cqcplan.exchange.intake import Intake

    intake = Intake(whole, whole, day, visibility)
    take_published(intake, published, own=own)
    return intake


def _take(
    file: Path,
    sheets: "dict[str, Grid]",
    whole: "Plan",
    *,
    day: "date",
    mapping: Path | None,
    visibility: "Visibility | None",
) -> "Intake":
    from cqcplan.exchange.ascof.layout import looks_published
    from cqcplan.exchange.grid import CannotReadError
    from cqcplan.exchange.intake import Intake
    from cqcplan.exchange.observations import holds_observations, take_observations
    from cqcplan.exchange.tracker.given import given_of
    from cqcplan.exchange.tracker.read import take_tracker
    from cqcplan.view.audience import WithheldPlanError, for_audience

    if mapping is not None:
        return _take_own(sheets, whole, day, mapping, visibility)
    given = given_of(sheets)
    if given is not None:
        if given.plan != whole.header.id:
            raise CannotReadError(
                f'this tracker is of the plan "{given.plan}", not "{whole.header.id}"', "name its plan with --plan"
            )
        if day < given.as_of:
            shown_on = given.as_of.isoformat()
            raise CannotReadError(
                f"this tracker shows the position on {shown_on}: what was changed in it cannot have happened before",
                f"say --on {shown_on}, or a later day",
            )
        try:
            # edits are set against what the sheet's audience would see now
            shown = for_audience(whole, given.audience)
        except WithheldPlanError as error:
            raise CannotReadError(
                f"this tracker was made for --audience {given.audience}, and {error}",
                f"export it again with --audience {error.needed}, and fill that in",
            ) from error
        intake = Intake(whole, shown, day, visibility, made_for=given.audience)
        take_tracker(intake, given, sheets)
        return intake
    grid = next(iter(sheets.values()))
    if len(sheets) == 1 and holds_observations(grid):
        intake = Intake(whole, whole, day, visibility)
        take_observations(intake, grid)
        return intake
    if any(looks_published(cell.text for cell in row) for row in grid.rows[:20]):
        raise CannotReadError(
            f"{file.as_posix()} is ASCOF's file, but not the CSV file", "import the CSV file as it was published"
        )
    raise CannotReadError(
        f"{file.as_posix()} is neither a tracker that cqcplan wrote nor a CSV file of figures",
        f"for a tracker of your own, propose a mapping with: cqcplan import {file.as_posix()} --guess -o mapping.yaml",
    )


def _take_own(
    sheets: "dict[str, Grid]", whole: "Plan", day: "date", mapping: Path, visibility: "Visibility | None"
) -> "Intake":
    from cqcplan.exchange.intake import Intake
    from cqcplan.exchange.own.read import take_own

    said = mapping_in(mapping)
    intake = Intake(whole, whole, day, visibility)
    take_own(intake, said, sheets)
    return intake


def _mark(file: Path, sheets: "dict[str, Grid]", proposal: "Proposal", left_out: Path) -> None:
    """Write what was left out into a copy of the file, each in its place."""
    from cqcplan.exchange.left_out import marked_copy

    content, cells = marked_copy(file, sheets, proposal.remarks)
    if cells:
        said = (
            f": {cells} cell{'' if cells == 1 else 's'} marked; correct them there and import that file in the same way"
        )
        save(left_out, content, said)
    else:
        say("nothing was left out, so no workbook of it was written")


def _draft(loaded: "LoadedPlan", proposal: "Proposal") -> "Draft | None":
    """Work out the edit, so that nothing is promised that cannot be written."""
    from cqcplan.editing.changes import CannotEditError
    from cqcplan.editing.draft import draft

    if not proposal.steps:
        return None
    try:
        return draft(loaded, proposal.changes)
    except CannotEditError as error:
        write(_shown(proposal))
        refuse(error)


def _shown(proposal: "Proposal") -> str:
    lines = []
    for step in proposal.steps:
        lines += [f"{step.where}: {step.entry}", *(f"  {line}" for says in step.says for line in says.splitlines())]
    if proposal.steps and proposal.remarks:
        lines.append("")
    for remark in proposal.remarks:
        lines.append(f"{remark.where}: {remark.kind}: {remark.message}")
        lines += [f"  = help: {remark.help}"] if remark.help else []
    return "".join(f"{line}\n" for line in lines)


def _summary(proposal: "Proposal") -> str:
    counts = proposal.counts
    said = [f"{len(proposal.steps)} to write", f"{proposal.unchanged} unchanged"]
    words = {"conflict": "in conflict", "refused": "refused", "asked": "to ask about", "skipped": "passed over"}
    said += [f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind]]
    return f"{proposal.rows} row{'' if proposal.rows == 1 else 's'} read: {', '.join(said)}"


def _ask(number: int) -> None:
    import sys

    if not sys.stdin.isatty():
        fail("nothing was written: nobody can be asked here", "say --yes to write it, or --dry-run only to look")
    rows = "this row" if number == 1 else f"these {number} rows"
    if not typer.confirm(f"Write {rows} into the plan?", err=True):  # Ctrl-C: see app
        say("nothing was written")
        leave(Exit.FINE)


def _store(drafted: "Draft") -> None:
    from cqcplan.editing.changes import CannotEditError
    from cqcplan.editing.store import store
    from cqcplan.editing.undo import keep

    try:
        store(drafted)
        keep(drafted, "what was brought in")
    except CannotEditError as error:
        refuse(error)
    except OSError as error:
        not_written(error, drafted.folder)
    say_where(drafted, "wrote")
