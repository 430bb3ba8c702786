"""Run commands on changed files, as a user would: an answer or a sentence every time.

``python -m tests.fuzz.run --seconds 600`` for a long run, ``--case "report 17"`` for one again; ``test_fuzz.py`` makes
a short one of each command. The law: exit code 0, 1 or 2, no traceback, no "this is a bug", no control character, no
mark of direction on a terminal, no hang, and nothing left behind where it was refused.
"""

import argparse
import io
import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.checks.test_growth import within
from tests.fuzz.command_lines import PLACES, line, tree
from tests.fuzz.material import changed
from tests.places import FIXTURES

SLOWEST = 20.0
"""Seconds of processor time that one case may take."""
HIDDEN = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no terminal may be given, where no colours are asked for."""
RESULTS = """\
collected: 2026-11
limits: Read from CQC's own pages by the performance team.
results:
  - {council: Exampleshire, published: 2026-10-02, overall_percent: 67, rating: good}
  - {council: North Exampleshire, published: 2026-09, scores: [3, 3, 2, 3, 3, 3, 3, 2, 3], rating: good}
"""
SETTINGS = """\
select = ["PLAN"]
ignore = ["PLAN8"]
fail_on = "warning"

[severity]
PLAN412 = "info"

[per_path]
"plan/updates/**" = ["PLAN4", "PLAN6"]

[rules.stale]
days = 60

[papers]
style = "ours"
templates = "own"
reference = "reference.docx"
"""
FIGURES = "Measure,Date,Value\not-waiting,2026-07-31,70\nreviews-done,31/07/2026,88%\n"
ALSO_READ = {
    "report": ["own/", "reference.docx", "filed", "cqcplan.toml"], "validate": ["cqcplan.toml", "baseline.json"],
    "import": ["tracker.xlsx", "tracker.csv", "own-tracker.xlsx", "figures.csv", "mapping.yaml"],
    "score": ["results.yaml"], "templates": ["own/", "cqcplan.toml"], "config": ["cqcplan.toml"],
    "diff": ["north.yaml"],
}  # fmt: skip
"""What a command reads beside the plan; it is changed as often as the plan is."""
COMMANDS = sorted(PLACES)


class Said(NamedTuple):
    """What a command answered."""

    code: object
    out: str
    err: str


class _Terminal(io.BytesIO):
    """A stream that somebody sits at."""

    def isatty(self) -> bool:
        return True


def prepare(folder: Path) -> Path:
    """Make the folder that every case begins with a copy of: a plan with every field, and all else that is read."""
    from openpyxl import load_workbook

    from tests.exchange.messy_tracker import messy_tracker

    here = folder / "here"
    shutil.copytree(FIXTURES / "good" / "exampleshire", here / "plan")
    shutil.copy(FIXTURES / "good" / "north-exampleshire.yaml", here / "north.yaml")
    shutil.copytree(FIXTURES / "own-templates", here / "own")
    (here / "results.yaml").write_text(RESULTS)
    (here / "figures.csv").write_text(FIGURES)
    book = load_workbook(io.BytesIO(messy_tracker()))
    for sheet in book.worksheets:
        sheet.delete_rows(15, sheet.max_row)
    book.save(here / "own-tracker.xlsx")
    on = ("--as-of", "2026-07-12")
    for words in (
        ("export", "plan", *on, "--format", "tracker", "-o", "tracker.xlsx"),
        ("export", "plan", *on, "--format", "tracker-csv", "-o", "csv"),
        ("import", "own-tracker.xlsx", "--plan", "plan", "--guess", "-o", "mapping.yaml"),
        ("validate", "plan", "--as-of", "2026-07-12", "--write-baseline", "baseline.json"),
        *(("report", "plan", *on, "-o", f"filed.{ending}") for ending in ("md", "html", "docx")),
    ):
        said = run(list(words), here, "\n" * 200)
        if said.code == 2:
            raise RuntimeError(f"{words}: {said.err}")
    shutil.copy(here / "filed.docx", here / "reference.docx")
    shutil.move(here / "csv" / "tracker.csv", here / "tracker.csv")
    (here / "cqcplan.toml").write_text(SETTINGS)
    return here


def run(words: list[str], here: Path, typed: str = "") -> Said:
    """Run a command in this process, in a folder, at a terminal."""
    from cqcplan.cli.entry import code_of

    out, err = _Terminal(), _Terminal()
    with _at(here), within(SLOWEST):
        kept = sys.stdin, sys.stdout, sys.stderr
        sys.stdin = io.TextIOWrapper(_Terminal(typed.encode("utf-8", "surrogateescape")), "utf-8", "surrogateescape")
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(each, "utf-8", "backslashreplace", "\n", write_through=True) for each in (out, err)
        )
        try:
            code: object = code_of(words)
            sys.stdout.detach()
            sys.stderr.detach()
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept
    return Said(code, out.getvalue().decode("utf-8", "replace"), err.getvalue().decode("utf-8", "replace"))


def _built(typer_instance: Any) -> Any:
    return tree()


@contextmanager
def _at(here: Path) -> Iterator[None]:
    """Stand in a folder, where no colours are wanted and the tree of commands is built once."""
    import typer.main

    before, kept, build = Path.cwd(), dict(os.environ), typer.main.get_command
    typer.main.get_command = _built
    os.environ.update(NO_COLOR="1", COLUMNS="100")
    os.chdir(here)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(kept)
        typer.main.get_command = build


def wrong_with(said: Said, words: list[str]) -> str | None:
    """Say how an answer breaks the law."""
    if said.code not in (0, 1, 2):
        return f"exit code {said.code}"
    for stream, text in (("stdout", said.out), ("stderr", said.err)):
        if "this is a bug" in text or "Traceback (most recent" in text:
            return text[text.find("this is a bug") :][:300] if "this is a bug" in text else text[-400:]
        hidden = HIDDEN.search(text)
        if hidden and not _is_packed(words) and not {"--color", "--colour"} & {*words}:
            around = text[max(0, hidden.start() - 40) : hidden.end() + 40]
            return f"{hidden[0]!r} on {stream}: {around!r}"
    if said.code == 2 and not said.err.strip():
        return "exit code 2 and not a word"
    return None


def _is_packed(words: list[str]) -> bool:
    """Whether what goes to stdout is no text: no terminal is given that."""
    return any(one in words for one in ("docx", "pdf", "xlsx", "parquet"))


def try_case(command: str, number: int, base: Path, folder: Path, *, loud: bool = False) -> str | None:
    """Make one case and run it; return what is wrong, with how to see it again."""
    chance = random.Random(f"{command} {number}")  # noqa: S311 - the same case every time is wanted
    here = folder / "case"
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(base, here)
    files = sorted(path for path in here.rglob("*") if path.is_file())
    beside = [
        path for path in files
        if path.relative_to(here).as_posix().startswith(tuple(ALSO_READ.get(command, ())))
    ]  # fmt: skip
    plan = [path for path in files if path.suffix in (".yaml", ".yml") and "plan" in path.parts]
    if not chance.randrange(3):
        (here / "cqcplan.toml").unlink()
        beside = [path for path in beside if path.name != "cqcplan.toml"]
    for _ in range(chance.choice([0, 1, 1, 1, 2])):
        path = chance.choice(beside if beside and chance.random() < 0.5 else plan)
        path.write_bytes(changed(path.read_bytes(), path.name, chance))
        if loud:
            sys.stdout.write(f"changed {path.relative_to(here)}\n")
    words = line(command, chance)
    if loud:
        sys.stdout.write(f"{words}\n")
    try:
        said = run(words, here, typed=chance.choice(["", "y\n", "n\n", "\n\n", "x\ny\n", "\x00\n", "é\udce9\n"]))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{command} {number}: {words}\n    {type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}"
    if loud:
        sys.stdout.write(f"{said.code}\n{said.out[:3000]}\n{said.err[:3000]}\n")
    wrong = wrong_with(said, words)
    left = [path.name for path in here.rglob(".*.tmp")]
    wrong = wrong or (f"left behind: {left}" if left else None)
    return f"{command} {number}: {words}\n    {wrong}" if wrong else None


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--first", type=int, default=1000, help="the number of the first case")
    parser.add_argument("--only", nargs="*", default=COMMANDS, help="these commands only")
    parser.add_argument("--case", help='one case again, such as "report 17"')
    chosen = parser.parse_args()
    tried = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        base = prepare(Path(folder))
        if chosen.case:
            command, number = chosen.case.split()
            os.environ["CQCPLAN_DEBUG"] = "1"
            sys.stdout.write(f"{try_case(command, int(number), base, Path(folder), loud=True)}\n")
            return 0
        until = time.monotonic() + chosen.seconds
        while time.monotonic() < until:
            command = chosen.only[tried % len(chosen.only)]
            wrong = try_case(command, chosen.first + tried // len(chosen.only), base, Path(folder))
            tried += 1
            if wrong:
                failed += 1
                sys.stdout.write(f"{wrong}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{tried} tried, {failed} failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
