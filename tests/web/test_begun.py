"""Whatever form is sent, its words are kept until they are saved or thrown away, and come back at its address."""

from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.web.browser import Answer, ask, post, sent, serving
from tests.web.test_let_stand import PLAN, PROBLEMS, found
from tests.web.test_update import carried, heading

BASE = "/plans/p"
WORDS = 'The list is "halved" <b> & 😀'
BEGUN = "You began on this before"


class Typed(NamedTuple):
    """A form that is filled in with a mistake."""

    address: str
    words: dict[str, str]
    right: dict[str, str]
    """What puts the mistake right."""
    title: str
    """What it is called among what was begun."""


FORMS = {
    "update": Typed("entries/visits/update", {"text": WORDS, "go": "check"}, {}, "Report on Visit every home"),
    "figures": Typed(
        "figures", {"value-waiting": "590", "on": "soon", "text-waiting": WORDS}, {"on": "31 May 2026"},
        "The month's figures",
    ),
    "new": Typed("new/action", {"field-title": WORDS}, {"under": "homes"}, f"Add an action: {WORDS}"),
    "change": Typed(
        "entries/visits/change", {"field-title": WORDS, "field-due": "soon"}, {"field-due": "1 May 2027"},
        "Change Visit every home",
    ),
    "let-stand": Typed("", {"reason": WORDS, "until": "soon"}, {"until": ""}, f"Let it stand: {WORDS}"),
}  # fmt: skip
every_form = pytest.mark.parametrize("form", FORMS)


def started(plan: Path, **how: Any) -> App:
    """Return the pages after another start of the server."""
    given: dict[str, Any] = {"audience": "confidential", "state": plan.parent / "state"} | how
    return serving(plan, **given)


def address(app: App, form: str) -> str:
    if FORMS[form].address:
        return f"{BASE}/{FORMS[form].address}"
    return next(where for words, _, where in found(ask(app, PROBLEMS)) if "20 January 2026" in words)


def fill(app: App, form: str, **more: str) -> Answer:
    where = address(app, form)
    return post(app, where, **{"go": "save"} | sent(ask(app, where)) | FORMS[form].words | more)


def left(plan: Path) -> list[Path]:
    return [path for path in (plan.parent / "state").rglob("*") if path.is_file()]


@every_form
def test_it_comes_back_after_another_start_and_is_gone_when_saved(plan: Path, form: str) -> None:
    answer = fill(started(plan), form)
    assert answer.status == (200 if form == "update" else 422)
    app = started(plan)
    for place in ("", "update"):
        listed = ask(app, f"{BASE}/{place}").text.partition("Begun and not saved")[2].partition("</ul>")[0]
        assert FORMS[form].title in unescape(listed)
        assert f'href="{address(app, form)}"' in listed
    page = ask(app, address(app, form))
    assert heading(page) == BEGUN
    for words in FORMS[form].words.values():
        assert words == "check" or words in unescape(page.text)
    page = post(app, address(app, form), **carried(page), go="check")
    assert (page.status, heading(page) == BEGUN) == (200, False)
    assert WORDS in sent(page).values()
    go = "save" if form == "figures" else "anyway"
    answer = post(app, address(app, form), **sent(page) | FORMS[form].right, go=go)
    assert answer.status == 303, unescape(answer.text)
    assert WORDS in (plan / "plan.yaml").read_text(encoding="utf-8")
    assert left(plan) == []
    assert "Begun and not saved" not in ask(app, BASE + "/").text


@every_form
def test_it_is_kept_while_the_plan_cannot_be_read(plan: Path, form: str) -> None:
    app = started(plan, me="Head of Service")
    where = address(app, form)
    opened = sent(ask(app, where))
    (plan / "plan.yaml").write_text(PLAN + "nonsense: 1\n")
    assert post(started(plan, me="head"), where, **opened | FORMS[form].words).status == 409
    (plan / "plan.yaml").write_text(PLAN)
    assert heading(ask(started(plan, me="head"), where)) == BEGUN


@every_form
def test_it_can_be_thrown_away(plan: Path, form: str) -> None:
    app = started(plan)
    fill(app, form)
    where = address(app, form)
    assert post(app, where, **carried(ask(app, where)), go="forget").headers["location"] == where
    assert heading(ask(app, where)) != BEGUN
    assert left(plan) == []


@every_form
def test_it_comes_back_to_no_other_readers_and_no_other_post(plan: Path, form: str) -> None:
    fill(started(plan, me="head"), form)
    for other in (started(plan), started(plan, me="other"), started(plan, me="head", audience="exempt")):
        assert "Begun and not saved" not in ask(other, BASE + "/").text
        assert heading(ask(other, address(started(plan), form))) != BEGUN
    assert heading(ask(started(plan, me="Head of Service"), address(started(plan), form))) == BEGUN


@every_form
def test_what_nobody_typed_is_not_kept(plan: Path, form: str) -> None:
    app = started(plan)
    where = address(app, form)
    post(app, where, **sent(ask(app, where)), go="check")
    assert left(plan) == []


@every_form
def test_who_may_only_read_leaves_nothing(plan: Path, form: str) -> None:
    where = address(started(plan), form)
    opened = sent(ask(started(plan), where))
    app = started(plan, read_only=True)
    assert WORDS in unescape(post(app, where, **opened | FORMS[form].words).text)
    assert left(plan) == []
    fill(started(plan), form)
    assert "Begun and not saved" not in ask(app, BASE + "/").text


@pytest.mark.parametrize("form", ["update", "change", "let-stand"])
def test_the_words_outlive_what_they_are_about(plan: Path, form: str) -> None:
    where = address(started(plan), form)
    fill(started(plan), form)
    assert run("remove", "visits", "--plan", plan).exit_code == 0
    app = started(plan)
    assert "omething that is no longer in the plan" in ask(app, BASE + "/").text or form == "let-stand"
    page = ask(app, where)
    assert heading(page) == BEGUN
    assert WORDS in unescape(page.text)
    assert "Visit every home" not in page.text
    assert (carried(page), "Go on with it" in page.text) == ({}, False)
    assert post(app, where, go="forget").status == 303
    assert ask(app, where).status == 404


def test_somebody_else_was_first(plan: Path) -> None:
    fill(started(plan), "change")
    assert run("edit", "visits", "--plan", plan, "--due", "2027-02-01").exit_code == 0
    app = started(plan)
    page = post(app, address(app, "change"), **carried(ask(app, address(app, "change"))), go="check")
    answer = post(app, address(app, "change"), **sent(page), go="save")
    assert answer.status == 409
    assert "1 February 2027" in answer.text or "2027-02-01" in answer.text
    assert WORDS in sent(answer).values()


def test_a_box_that_was_cleared_or_unticked_is_told(plan: Path) -> None:
    app = started(plan)
    where = f"{BASE}/entries/visits/change"
    opened = sent(ask(app, where))
    del opened["field-title"]
    assert post(app, where, **opened, go="save").status == 422
    page = ask(started(plan), where)
    assert heading(page) == BEGUN
    assert "<dt>Title</dt><dd>Cleared</dd>" in page.text
    page = post(app, where, **carried(page), go="check")
    assert sent(page)["field-title"] == ""


def test_a_measure_that_is_gone_is_not_named_again(plan: Path) -> None:
    fill(started(plan), "figures")
    text = (plan / "plan.yaml").read_text()
    (plan / "plan.yaml").write_text(text.replace("id: waiting, title: People waiting", "id: seen, title: Seen"))
    app = started(plan)
    page = ask(app, f"{BASE}/figures")
    again = post(app, f"{BASE}/figures", **carried(page), go="check")
    assert WORDS in unescape(page.text)
    assert WORDS in unescape(again.text)
    assert "People waiting" not in page.text + again.text


def test_the_largest_form_comes_back_whole(plan: Path) -> None:
    app, words = started(plan), "\x01" * 80_000
    assert post(app, f"{BASE}/entries/visits/update", text=words, go="check").status == 200
    assert carried(ask(started(plan), f"{BASE}/entries/visits/update"))["text"] == words


def test_where_nothing_can_be_kept_the_form_is_taken_all_the_same(plan: Path) -> None:
    (plan.parent / "state").write_text("no folder")
    assert fill(started(plan), "new").status == 422
