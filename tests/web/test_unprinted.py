"""What no paper prints stands in its own box for those who may read it; others replace or take it away knowingly."""

from pathlib import Path
from typing import Literal

import pytest

from tests.exchange.round_trip import run
from tests.web.browser import ask, sent, serving, text_of, written
from tests.web.test_entries import BASE, fill

PLAN = """\
schema: 1
plan: {id: p, title: Improvement plan, council: {name: Made Up Council}, framework: la-2026-04}
roles:
  - id: head
    title: Head of Service
    holder: Zqperson One   # since May
    note: >-
      Zqremark of two
      lines.
  - {id: named, title: Author, holder: Open Name, name_in_papers: true}
  - {id: bare, title: Another post}
"""
AUDIENCES = ("public", "exempt", "internal", "confidential")
Audience = Literal["public", "exempt", "internal", "confidential"]


@pytest.mark.parametrize("audience", ["internal", "confidential"])
def test_who_may_read_it_sees_changes_and_empties_it(plan: Path, audience: Audience) -> None:
    app = serving(plan, audience=audience)
    page = ask(app, f"{BASE}/entries/head/change")
    assert sent(page)["field-note"] == "Zqremark of two lines."
    assert sent(page)["field-holder"] == "Zqperson One"
    assert "-away" not in page.text
    assert fill(app, "entries/head/change", field__note="", field__holder="Somebody Else").status == 303
    assert written(plan) == PLAN.replace("Zqperson One", '"Somebody Else"').replace(
        "    note: >-\n      Zqremark of two\n      lines.\n", ""
    )


@pytest.mark.parametrize("audience", ["public", "exempt"])
def test_others_are_told_that_something_stands_there(plan: Path, audience: Audience) -> None:
    app = serving(plan, audience=audience)
    page = ask(app, f"{BASE}/entries/head/change")
    assert "Zq" not in page.text
    assert sent(page)["field-note"] == ""
    assert text_of(page).count("Something stands here that you may not read") == 2
    assert "Open Name" in ask(app, f"{BASE}/entries/named/change").text, "papers print this one"
    for entry in ("named", "bare"):
        page = ask(app, f"{BASE}/entries/{entry}/change")
        assert "may not read" not in page.text
        assert "-away" not in page.text


def test_others_let_it_alone_replace_it_or_take_it_away(plan: Path) -> None:
    app = serving(plan)
    assert fill(app, "entries/head/change", field__title="Head").status == 303
    assert written(plan) == PLAN.replace("Head of Service", "Head")
    assert run("undo", "--plan", plan).exit_code == 0
    assert fill(app, "entries/head/change", field__holder="Somebody Else").status == 303
    assert written(plan) == PLAN.replace("Zqperson One", '"Somebody Else"')
    assert run("undo", "--plan", plan).exit_code == 0
    saved = fill(app, "entries/head/change", **{"field__note-away": "yes"})
    assert saved.status == 303
    assert written(plan) == PLAN.replace("    note: >-\n      Zqremark of two\n      lines.\n", "")
    assert "Zq" not in ask(app, saved.headers["location"]).text


def test_not_both(plan: Path) -> None:
    app = serving(plan)
    page = fill(app, "entries/head/change", field__note="Mine", **{"field__note-away": "yes"})
    assert page.status == 422
    assert 'href="#field-note-away"' in page.text
    assert "not both" in text_of(page)
    assert (sent(page)["field-note"], sent(page)["field-note-away"]) == ("Mine", "yes")
    assert written(plan) == PLAN


def test_nothing_that_came_meanwhile_is_replaced_unknowingly(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, f"{BASE}/entries/bare/change")
    assert run("edit", "bare", "--note", "Zqnew", "--plan", plan).exit_code == 0
    theirs = written(plan)
    page = fill(app, "entries/bare/change", page=opened, field__note="Mine")
    assert page.status == 409
    assert "Zq" not in page.text
    assert "Something that you may not read" in text_of(page)
    assert "Not touched" in text_of(page)
    assert written(plan) == theirs
    assert fill(app, "entries/bare/change", page=page).status == 303
    assert written(plan) == theirs.replace("Zqnew", '"Mine"')


def test_what_went_meanwhile_is_no_conflict(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, f"{BASE}/entries/head/change")
    assert run("edit", "head", "--without", "note", "--plan", plan).exit_code == 0
    assert fill(app, "entries/head/change", page=opened, field__title="Head").status == 303


def test_no_form_puts_a_name_into_papers_that_it_does_not_show(plan: Path) -> None:
    page = fill(serving(plan), "entries/head/change", field__name_in_papers="yes")
    assert page.status == 422
    assert "cannot be changed here" in text_of(page)
    assert "Zq" not in page.text
    assert written(plan) == PLAN
    assert fill(serving(plan, audience="internal"), "entries/head/change", field__name_in_papers="yes").status == 303
