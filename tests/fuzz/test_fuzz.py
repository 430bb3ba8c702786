"""A few commands of each kind on changed files: an answer or a sentence, never a traceback. ``run.py`` makes many."""

from pathlib import Path

import pytest

from tests.fuzz.run import COMMANDS, Said, prepare, try_case, wrong_with

FEW = 6
"""Cases of each command; a long run is ``python -m tests.fuzz.run``, as ``benchmarks/attacks.py`` makes it."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every case begins with."""
    return prepare(tmp_path_factory.mktemp("base"))


@pytest.mark.parametrize("command", COMMANDS)
def test_changed_files_and_odd_words_are_answered(base: Path, tmp_path: Path, command: str) -> None:
    assert [wrong for number in range(FEW) if (wrong := try_case(command, number, base, tmp_path))] == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (Said(1, "p.yaml:1:1: PLAN101", "1 error"), None),
        (Said(3, "", ""), "exit code 3"),
        (Said(2, "", " \n"), "not a word"),
        (Said(2, "", "error: this is a bug in cqcplan (KeyError: 1)"), "this is a bug"),
        (Said(1, "Traceback (most recent call last):", ""), "Traceback"),
        (Said(0, "A \x1b[31mred\x1b[0m word", ""), "on stdout"),
        (Said(0, "", "back\u202ewards"), "on stderr"),
        (Said(0, "over\rwritten", ""), "on stdout"),
        (Said(0, "BEGIN:VCALENDAR\r\n", ""), None),
    ],
)
def test_what_breaks_the_law_is_seen(said: Said, wrong: str | None) -> None:
    found = wrong_with(said, ["status"])
    assert (wrong in (found or "")) if wrong else found is None
