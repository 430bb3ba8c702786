"""``-o`` and its like: never over what cqcplan reads, into devices and pipes, and ``-`` is stdout."""

import json
import os
import shutil
import stat
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from tests.places import ROOT

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX links, pipes or devices")
PLAN = "plans/nottingham"
ON = ["--as-of", "2024-02-15"]
WAYS = {
    "schema": ["schema", "-o"],
    "calendar": ["calendar", PLAN, *ON, "-o"],
    "report": ["report", PLAN, *ON, "--format", "markdown", "-o"],
    "export": ["export", PLAN, *ON, "--format", "json", "-o"],
    "summary": ["validate", PLAN, *ON, "--summary"],
    "baseline": ["validate", PLAN, *ON, "--write-baseline"],
    "guess": ["import", "tracker.csv", "--plan", PLAN, "--guess", "-o"],
}
every_way = pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, a baseline, settings, templates and a house style."""
    shutil.copytree(ROOT / PLAN, tmp_path / PLAN)
    monkeypatch.chdir(tmp_path)
    shutil.copy(tmp_path / PLAN / "plan.yaml", "one-file.txt")
    Path("tracker.csv").write_text("Action,Status\nA,Done\n", encoding="utf-8")
    Path("own.docx").write_bytes(b"a Word document")
    Path("templates").mkdir()
    for name in ("note.txt", "own.md.j2", "own-style.yaml"):
        (Path("templates") / name).write_text("like: plain\n", encoding="utf-8")
    Path("cqcplan.toml").write_text('[papers]\nreference = "own.docx"\ntemplates = "templates"\n', encoding="utf-8")
    Path("other.toml").write_text('ignore = ["PLAN8"]\n', encoding="utf-8")
    Path("elsewhere.j2").write_text("x", encoding="utf-8")
    shutil.copy(ROOT / "templates" / "house-styles" / "plain.yaml", "style.yaml")
    assert run("validate", PLAN, *ON, "--write-baseline", "held.json").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def kept(here: Path) -> dict[str, bytes]:
    return {path.relative_to(here).as_posix(): path.read_bytes() for path in here.rglob("*") if path.is_file()}


READ = [
    f"{PLAN}/plan.yaml", f"{PLAN}/new.yaml", "plans/new.yaml", "one-file.txt", "cqcplan.toml", "other.toml",
    "templates/note.txt", "templates/own.md.j2", "elsewhere.j2", "style.yaml", "own.docx", ".git/config",
]  # fmt: skip


@pytest.mark.parametrize("name", READ)
@every_way
def test_nothing_is_written_over_what_is_read(here: Path, words: list[str], name: str) -> None:
    before = kept(here)
    result = run(*words, name)
    assert result.exit_code == 2, result.output
    assert name in result.stderr
    assert kept(here) == before


@pytest.mark.parametrize("way", [way for way in WAYS if way != "baseline"])
def test_nothing_but_a_baseline_is_written_over_a_baseline(here: Path, way: str) -> None:
    before = kept(here)
    result = run(*WAYS[way], "held.json")
    assert result.exit_code == 2
    assert "held.json is" in result.stderr
    assert kept(here) == before
    assert run(*WAYS["baseline"], "held.json").exit_code == 0


@posix
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_plan_by_another_name_is_a_plan(here: Path, link: object) -> None:
    link(here / PLAN / "plan.yaml", here / "paper.md")  # type: ignore[operator]
    before = kept(here)
    result = run(*WAYS["report"], "paper.md")
    assert (result.exit_code, "is a" in result.stderr or "is part" in result.stderr) == (2, True), result.output
    assert kept(here) == before


def test_the_word_document_of_this_command_is_not_written_over(here: Path) -> None:
    Path("cqcplan.toml").unlink()
    assert run("report", PLAN, *ON, "-o", "first.docx").exit_code == 0
    before = kept(here)
    result = run("report", PLAN, *ON, "-o", "first.docx", "--reference", "first.docx")
    assert (result.exit_code, "take their styles from" in result.stderr) == (2, True)
    assert kept(here) == before
    assert run("report", PLAN, *ON, "-o", "first.docx").exit_code == 0


def test_what_people_filled_in_is_not_written_over(here: Path) -> None:
    assert run("export", PLAN, *ON, "--format", "tracker", "-o", "filled.xlsx").exit_code == 0
    result = run("export", PLAN, *ON, "--format", "xlsx", "-o", "filled.xlsx")
    assert (result.exit_code, "may hold what people have filled in" in result.stderr) == (2, True)
    assert run("export", PLAN, *ON, "--format", "xlsx", "-o", "tables.xlsx").exit_code == 0
    assert run("export", PLAN, *ON, "--format", "xlsx", "-o", "tables.xlsx").exit_code == 0


@pytest.mark.usefixtures("here")
@every_way
def test_an_ordinary_file_is_written_anew(words: list[str]) -> None:
    for _ in range(1 if words is WAYS["guess"] else 2):
        result = run(*words, "out.txt")
        assert result.exit_code == 0, result.output
        assert Path("out.txt").stat().st_size > 20


@pytest.mark.usefixtures("here")
@every_way
def test_a_dash_is_stdout(words: list[str]) -> None:
    assert run(*words, "out.txt").exit_code == 0
    result = run(*words, "-")
    assert result.exit_code == 0, result.output
    assert Path("out.txt").read_text(encoding="utf-8") in result.stdout
    assert not Path("-").exists()
    assert "wrote -" not in result.stderr


@posix
@pytest.mark.usefixtures("here")
@every_way
def test_a_pipe_is_written_into_and_stays(words: list[str]) -> None:
    os.mkfifo("pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_bytes()))
    reader.start()
    result = run(*words, "pipe")
    reader.join(timeout=30)
    assert result.exit_code == 0, result.output
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
    assert len(got[0]) > 20


@posix
@pytest.mark.usefixtures("here")
def test_a_pipe_of_this_process_gets_all_of_it() -> None:
    ours, theirs = os.pipe()
    got: list[bytes] = []
    with open(ours, "rb") as file:  # noqa: PTH123 - a number
        reader = threading.Thread(target=lambda: got.append(file.read()))
        reader.start()
        result = run("schema", "-o", f"/dev/fd/{theirs}")
        os.close(theirs)
        reader.join(timeout=30)
    assert result.exit_code == 0, result.output
    assert json.loads(got[0])["$schema"]


@posix
@pytest.mark.usefixtures("here")
@every_way
def test_a_full_device_is_said_and_stays(words: list[str]) -> None:
    # a device of the test's own: were it replaced, the machine would keep its own
    try:
        os.mknod("full", 0o666 | stat.S_IFCHR, os.makedev(1, 7))
    except PermissionError:
        pytest.skip("only root makes devices")
    result = run(*words, "full")
    assert (result.exit_code, "full cannot be written: No space left on device" in result.stderr) == (2, True)
    assert stat.S_ISCHR(Path("full").stat().st_mode)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["no-such-folder/x", "plans", "x" * 300])
@every_way
def test_what_cannot_be_written_is_a_sentence(words: list[str], name: str) -> None:
    result = run(*words, name)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (2, True), result.output
    assert "cannot be written" in result.stderr or "folder" in result.stderr
