"""``cqcplan import --guess``: what a tracker is taken for, asked about where somebody sits at the terminal."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cqcplan.cli.save import STDOUT, is_file, save
from cqcplan.cli.talk import Exit, complain, fail, leave, say, write

if TYPE_CHECKING:
    from collections.abc import Mapping as Readonly
    from datetime import date

    from cqcplan.exchange.grid import Grid
    from cqcplan.exchange.own.mapping import Mapping
    from cqcplan.exchange.own.proposed import Answer, Proposed
    from cqcplan.model.document import Plan

WORKBOOK = ".xlsx"


def mapping_in(path: Path) -> "Mapping":
    """Read a mapping, from YAML or from a review workbook; stop with all that is wrong with it."""
    from cqcplan.cli.plans import stop_at
    from cqcplan.exchange.own.mapping import read_mapping

    if path.suffix.lower() == WORKBOOK:
        return _reviewed(path)
    found, problems, opened = read_mapping(path)
    if found is None:
        stop_at(problems, "mapping", unreadable=not opened)
    return found


def _reviewed(path: Path) -> "Mapping":
    from cqcplan.exchange.own.review.read import is_review, reviewed
    from cqcplan.exchange.sheets_in import read_sheets

    sheets = read_sheets(path)
    if not is_review(sheets):
        fail(f"{path.as_posix()} is a workbook, but no review workbook", "make one with --guess -o review.xlsx")
    said, mistakes = reviewed(sheets)
    if said is None:
        for mistake in mistakes:
            complain(f"{path.as_posix()}: {mistake}")
        leave(Exit.FAILED)
    return said


def guess_mapping(
    file: Path, sheets: "Readonly[str, Grid]", plan: "Plan", *, named: str | None, day: "date",
    corrected: Path | None, output: Path | None,
) -> None:  # fmt: skip
    """Propose a mapping, and write it.

    Args:
        file: the tracker.
        sheets: its sheets.
        plan: the plan that it is to go into.
        named: what the user calls the plan.
        day: the day it is made.
        corrected: an earlier mapping as a person corrected it; what it says is kept.
        output: where to; stdout, where it is left out.
    """
    from cqcplan.exchange.own.guess import proposed_for

    proposed = proposed_for(file.name, sheets, plan, mapping_in(corrected) if corrected else None)
    if output is None or output == STDOUT:
        write(proposed.yaml())
        return
    if is_file(output) and output != corrected:
        fail(f"{output.as_posix()} is there already", "choose another name, so that no mapping is lost")
    is_workbook = output.suffix.lower() == WORKBOOK
    if sys.stdin.isatty() and not is_workbook:
        _ask(proposed)
    words = ["--plan", named] if named else []
    then = shlex.join(["cqcplan", "import", file.as_posix(), *words, "--mapping", output.as_posix(), "--dry-run"])
    if is_workbook:
        from cqcplan.exchange.own.review.write import review_bytes

        content = review_bytes(proposed, day, then)
    else:
        content = proposed.yaml().encode()
    left = len(proposed.questions)
    save(output, content, f": {left} to answer in it, then" if left else ": read it, then")
    say(f"  {then}")


def _ask(proposed: "Proposed") -> None:
    """Put what is less than sure to the person at the terminal; nothing typed leaves it as it is."""
    if proposed.questions:
        say("Some things are less than sure. Answer them here, or press Enter to leave one as it is.")
    from cqcplan.exchange.own.mapping import mapping_mistake

    for place, answers, name in proposed.questions:
        was: Answer = answers[name]
        shown = "" if was.meaning is None else str(was.meaning)
        question = _question(place, name, was.check)
        while given := typer.prompt(question, default=shown, show_default=bool(shown), err=True):
            meant = was.answered(given)
            if given == shown or (wrong := mapping_mistake(place, name, meant.meaning)) is None:
                answers[name] = answers[name] if given == shown else meant
                break
            say(f"  {wrong}")


def _question(place: str, name: str, check: str) -> str:
    from cqcplan.exchange.own.review.words import ASKED, SECTIONS, TAKEN_FOR

    if not place:
        return f"{ASKED[name].asks} ({check})" if name in ASKED else f"{name}: {check}"
    return f"{TAKEN_FOR.get(name, name)}: {check}" if place == "Column" else f'{SECTIONS[place]} "{name}": {check}'
