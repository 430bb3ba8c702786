"""``cqcplan export``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli import complete
from cqcplan.cli.audience import Audience, view_of
from cqcplan.cli.options import AsOf, ForWhom, OnePlan, in_format, to_file
from cqcplan.cli.plans import open_one, the_day
from cqcplan.cli.save import STDOUT, is_file, save, save_all
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cqcplan.exchange.tracker.part import Whose
    from cqcplan.model.document import Plan
    from cqcplan.model.vocabulary import Visibility


class ExportFormat(StrEnum):
    """What is written."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    TRACKER = "tracker"
    TRACKER_CSV = "tracker-csv"


FOLDERS = (ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.TRACKER_CSV)
"""Formats that are several files in a folder."""
FILLED_IN = (ExportFormat.TRACKER, ExportFormat.TRACKER_CSV)
"""Formats that people type in: what is there is never written over."""


def export(
    plan: OnePlan = None,
    *,
    output_format: Annotated[
        ExportFormat,
        in_format("Tables for other programs, or a tracker for people to fill in and give back to import."),
    ] = ExportFormat.XLSX,
    output: Annotated[
        Path | None,
        to_file(
            "The file to write; for csv, parquet and tracker-csv a folder; json goes to stdout without it.",
            metavar="PATH",
            show_default=False,
        ),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            metavar="POST",
            help="A tracker of what one post answers for, by its id, title or holder.",
            show_default=False,
            autocompletion=complete.entries,
        ),
    ] = None,
    body: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="BODY", help="A tracker of what one body takes part in or delivers.", show_default=False
        ),
    ] = None,
    audience: ForWhom = Audience.PUBLIC,
    as_of: AsOf = None,
) -> None:
    """Hand the plan out: as tidy tables with a data dictionary, or as a tracker workbook.

    The same plan and the same options always give the same bytes.

    Exit code 0: written; 1: the plan has errors; 2: it could not be written.
    """
    if output is None and output_format is not ExportFormat.JSON:
        kind = "folder" if output_format in FOLDERS else "file"
        fail(f"--format {output_format.value} is written to a {kind}", f"name the {kind} with -o")
    if (owner or body) and output_format not in FILLED_IN:
        fail("--owner and --for go with --format tracker", "tables hold the whole plan")
    if owner and body:
        fail("--owner and --for do not go together", "leave out one of the two")
    day = the_day(as_of)
    _, whole = open_one(plan)
    # from here on nothing sees what the audience may not, nor what came later
    shown = view_of(whole, day, audience).plan
    made = _made(shown, output_format, audience.value, day, _whose(shown, owner, body))
    if output is None or (output == STDOUT and output_format not in FOLDERS):
        if output_format is not ExportFormat.JSON and sys.stdout.isatty():
            fail("a workbook cannot be shown on a terminal", "name a file with -o")
        write(made[""])
        return
    files = {output / name if name else output: content for name, content in made.items()}
    _check_free(output, output_format, files)
    if output_format in FOLDERS:
        save_all(output, made, readers=audience)
        say(f"wrote {output.as_posix()} ({len(files)} files)")
    else:
        save(output, made[""], readers=audience)


def _whose(shown: "Plan", owner: str | None, body: str | None) -> "Whose | None":
    """Return whose part of the plan is asked for."""
    from cqcplan.exchange.tracker.part import Whose
    from cqcplan.model.entries import title_of
    from cqcplan.typed.entries import NotMeantError, entry_meant

    for option, kind, typed in (("--owner", "role", owner), ("--for", "body", body)):
        if typed:
            try:
                found = entry_meant(shown, typed, (kind,)).entry
            except NotMeantError as error:
                fail(f"{option}: {error}", error.help)
            return Whose(kind, found.id, title_of(found))
    return None


def _made(
    shown: "Plan", output_format: ExportFormat, audience: "Visibility", day: "date", whose: "Whose | None"
) -> dict[str, bytes]:
    """Return the files by name; the one file of a format that has no folder has no name."""
    from cqcplan.exchange.missing import MissingPackageError

    try:
        if output_format in FILLED_IN:
            from cqcplan.exchange.tracker.part import part_of
            from cqcplan.exchange.tracker.rows import tracker_of

            tracker = tracker_of(shown, day, audience)
            if whose:
                tracker = part_of(tracker, whose)
                if not tracker.work and not tracker.measures:
                    fail(f"nothing in this plan is for {whose.name}", "its owner: or partners: would say so")
            if output_format is ExportFormat.TRACKER_CSV:
                from cqcplan.exchange.tracker.as_csv import tracker_files

                return tracker_files(tracker)
            from cqcplan.exchange.tracker.as_xlsx import tracker_bytes

            return {"": tracker_bytes(tracker)}
        return _tables(shown, output_format, audience, day)
    except MissingPackageError as error:
        fail(error.message, error.help)


def _tables(shown: "Plan", output_format: ExportFormat, audience: "Visibility", day: "date") -> dict[str, bytes]:
    from cqcplan.exchange.tidy import tidy_tables

    tables = tidy_tables(shown, day, audience)
    match output_format:
        case ExportFormat.CSV:
            from cqcplan.exchange.as_csv import csv_files

            return csv_files(tables)
        case ExportFormat.PARQUET:
            from cqcplan.exchange.as_parquet import parquet_files

            return parquet_files(tables)
        case ExportFormat.JSON:
            from cqcplan.exchange.as_json import tables_json

            return {"": tables_json(tables).encode()}
        case _:
            from cqcplan.exchange.as_xlsx import xlsx_bytes

            return {"": xlsx_bytes(tables)}


def _check_free(output: Path, output_format: ExportFormat, files: "Mapping[Path, bytes]") -> None:
    """Stop where writing would lose what people typed, or mix this export with another."""
    if output_format in FILLED_IN:
        there = next((path for path in files if is_file(path)), None)
        if there:
            fail(
                f"{there.as_posix()} is there already, and may hold what people have filled in",
                "import it first, or choose another name",
            )
    if output_format in FOLDERS and output.is_dir():
        others = sorted(path.name for path in output.iterdir() if path not in files and path.name[0] != ".")
        if others:
            fail(
                f"the folder {output.as_posix()} has other files in it, such as {others[0]}",
                "choose a new or empty folder, so that tables of two exports are not mixed",
            )
    elif output_format in FOLDERS and (output.exists() or output == STDOUT):
        fail(f"{output.as_posix()} is not a folder", f"--format {output_format.value} is several files: name a folder")
