"""Papers that are not for the public say so in their names, and neither kind replaces the other."""

from pathlib import Path

import pytest

from cqcplan.view.made_for import readers_of
from tests.exchange.round_trip import PLANS, fine, run

PLAN, ON = PLANS["exampleshire"], ("--as-of", "2026-07-12")
AUDIENCES = ("public", "internal", "exempt", "confidential")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_set_names_its_readers(tmp_path: Path, audience: str) -> None:
    folder = tmp_path / "set"
    fine("report", PLAN, *ON, "--format", "markdown", "--format", "html", "--audience", audience, "-o", folder)
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 2
    assert all((f"-{audience}-2026" in name) == (audience != "public") for name in names)
    assert {readers_of(path.read_bytes()) for path in folder.iterdir()} == {audience}


def test_part_two_names_its_readers(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    fine("report", PLAN, *ON, "--format", "markdown", "--format", "html", "--part", "2", "-o", folder)
    assert all("-part-2-exempt-" in path.name for path in folder.iterdir())
    other = run("report", PLAN, *ON, "--part", "1", "-o", next(folder.iterdir()))
    assert "is for exempt readers, and this one is for the public" in other.stderr


@pytest.mark.parametrize("ending", ["md", "html", "docx", "pdf"])
@pytest.mark.parametrize(("first", "second"), [("public", "internal"), ("confidential", "public")])
def test_no_paper_replaces_one_for_other_readers(tmp_path: Path, ending: str, first: str, second: str) -> None:
    paper = tmp_path / f"paper.{ending}"
    words = ("report", PLAN, *ON, "--paper", "brief", "-o", paper)
    fine(*words, "--audience", first)
    before = paper.read_bytes()
    fine(*words, "--audience", first)
    refused = run(*words, "--audience", second)
    assert (refused.exit_code, paper.read_bytes() == before) == (2, True)
    assert "choose another name, so that neither is taken for the other" in refused.stderr


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"Notes of a meeting", b"%PDF-1.7\n%%EOF"])
def test_other_files_are_nobody_s_paper(content: bytes) -> None:
    assert readers_of(content) is None
