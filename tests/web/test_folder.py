"""The pages as a folder: every link leads to a file, nothing asks for an answer, nobody finds what is not for them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from tests.places import ROOT

EXAMPLESHIRE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
DAY = ("--as-of", "2026-07-12")


def site(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["site", *map(str, words), *DAY, "-o", str(folder)])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of two plans."""
    folder = tmp_path_factory.mktemp("site") / "out"
    made = site(folder, EXAMPLESHIRE, ROOT / "plans" / "nottingham")
    assert made.exit_code == 0, made.output
    assert f"open {folder.as_posix()}/index.html" in made.stderr
    return folder


def test_every_link_leads_to_a_file_and_nothing_asks_for_an_answer(pages: Path) -> None:
    names = {path.name for path in pages.iterdir()}
    assert {"index.html", "site.css", "exampleshire.html", "nottingham-due.html"} <= names
    seen = set()
    for path in pages.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<form|<script|<button", text), path.name
        links = {
            link
            for link in re.findall(r'\b(?:href|src)="([^"#]*)', text)
            if not re.match(r"https?:|mailto:|data:|$", link)
        }
        assert links <= names, (path.name, links - names)
        seen |= links
    assert names - seen <= {"index.html"}


def test_the_same_plans_give_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert site(again, EXAMPLESHIRE, ROOT / "plans" / "nottingham").exit_code == 0
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in pages.iterdir()
    }


def test_what_is_not_for_these_readers_is_on_no_page(tmp_path: Path) -> None:
    public, private = tmp_path / "public", tmp_path / "private"
    assert site(public, EXAMPLESHIRE).exit_code == 0
    assert site(private, EXAMPLESHIRE, "--audience", "exempt").exit_code == 0
    withheld = "Price of an hour of care"
    names = [{path.name for path in folder.iterdir()} for folder in (public, private)]
    assert names[0] < names[1]
    told = [
        any(withheld in path.read_text(encoding="utf-8") for path in folder.iterdir()) for folder in (public, private)
    ]
    assert told == [False, True]
    assert all("not for the public" in path.read_text(encoding="utf-8") for path in private.glob("*.html"))


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("schema: 1\nplan: {id: x}\n", encoding="utf-8")
    told = site(tmp_path / "out", tmp_path / "plan.yaml")
    assert (told.exit_code, "cannot be shown" in told.stderr) == (2, True)
    assert not (tmp_path / "out").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all", encoding="utf-8")
    told = site(tmp_path / "full", EXAMPLESHIRE)
    assert (told.exit_code, "holds other files" in told.stderr) == (2, True)
    assert CliRunner().invoke(app, ["site", str(EXAMPLESHIRE)]).exit_code == 2
