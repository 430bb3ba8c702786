"""The README says what is true."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip() for line in README.splitlines() if line.startswith("cqcplan ") and "my-plan" not in line
]


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cqcplan", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 5


def test_every_command_shown_works(tmp_path: Path) -> None:
    """One after the other, in a folder with the example plans."""
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    for command in COMMANDS:
        words = shlex.split(command)[1:]
        if words[0] == "serve":
            assert _answers_until_stopped(words, tmp_path) == 0
            continue
        result = run(words, tmp_path)
        assert result.returncode == 0, f"{command}: {result.stderr}"


def _answers_until_stopped(words: list[str], folder: Path) -> int:
    """Start the pages, wait until they say where they are, and stop them; return the exit code."""
    command = [sys.executable, "-m", "cqcplan", *words, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr
        assert any("?token=" in line for line in iter(server.stderr.readline, ""))
        server.terminate()
        return server.wait(timeout=20)


def test_the_plan_shown_is_a_plan(tmp_path: Path) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "my-plan.yaml").write_text(block, encoding="utf-8")
    assert run(["validate", "my-plan.yaml"], tmp_path).returncode == 0
    paper = run(["report", "my-plan.yaml", "--period", "Q1", "--as-of", "2026-05-01"], tmp_path)
    assert paper.returncode == 0, paper.stderr
    assert "Better: down by 24 people" in paper.stdout
    assert "The contract is signed." in paper.stdout


def test_the_message_shown_is_the_message_given(tmp_path: Path) -> None:
    """The same mistake in a copy of the plan gives the block in the README, but for the line number."""
    folder = tmp_path / "plans" / "bathnes"
    folder.mkdir(parents=True)
    for path in (ROOT / "plans" / "bathnes").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "governance.yaml":
            text = text.replace("      - safeguarding-partnership", "      - safegarding-partnership", 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    shown = re.search(r"```\n(plans/bathnes/governance.*?)```", README, re.DOTALL)
    assert shown
    given = run(["validate", "--select", "PLAN202"], tmp_path).stdout
    number = re.compile(r"\d{3}")
    assert number.sub("N", given).strip() == number.sub("N", shown[1]).strip()


def test_the_demo_ends_in_a_few_lines_that_are_true(tmp_path: Path) -> None:
    """On a screen of one page: what was shown, and files that are there."""
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "demo.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) <= 20
    assert "59 per cent, 2 points from good" in done.stdout
    named = set(re.findall(r"out/[\w.-]*\w", done.stdout))
    assert len(named) >= 4
    for name in named:
        assert (tmp_path / name).stat().st_size > 100
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".txt", ".html", ".docx", ".pdf", ".md"}


def test_the_four_readers_come_first_and_each_has_a_command_and_a_picture() -> None:
    begun = README[: README.index("## Try it")]
    for reader in ("programme manager", "analyst", "director", "clerk"):
        assert f"**The {reader}**" in begun
    assert "**Whoever uses no terminal**" in begun
    assert begun.count("```\ncqcplan ") == 5
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", begun)
    assert len(pictures) >= 4
    for words, path in pictures:
        assert len(words.split()) > 8
        assert (ROOT / path).is_file()


def test_installing_is_told_alike_in_both_places() -> None:
    rows = re.findall(r"^\| (?:pipx|uv|pip|a container) \| `.*` \|$", README, re.MULTILINE)
    assert len(rows) == 4
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    assert [row for row in rows if row not in page] == []
