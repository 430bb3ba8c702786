"""Every form can be sent for approval, by one way: shown first, then accepted, or returned and taken up again."""

from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cqcplan.files.commits import Commits
from cqcplan.files.proposals import Proposals
from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.files.test_revisions import git
from tests.web.browser import Answer, ask, post, sent, serving
from tests.web.test_begun import BASE, BEGUN, FORMS, WORDS
from tests.web.test_begun import address as address_of
from tests.web.test_into_git import status
from tests.web.test_let_stand import PLAN
from tests.web.test_proposals import LIST, accept, everything, plan_of, refs
from tests.web.test_update import carried, heading

SUBJECTS = {
    "update": "Report on Visit every home", "figures": "Figures of 31 May 2026", "new": "Add an action",
    "change": "Change Visit every home", "let-stand": "Let PLAN411 stand",
}  # fmt: skip
every_form = pytest.mark.parametrize("form", FORMS)


def pages(top: Path, me: str | None = "head", **how: Any) -> App:
    given: dict[str, Any] = {"audience": "confidential", "git": Commits(), "proposals": Proposals()}
    return serving(top / "plans" / "p", me=me, **given | {"state": top.parent / "state"} | how)


def press(app: App, form: str, go: str = "propose", **more: str) -> Answer:
    """Fill a form in without a mistake, and send it for approval."""
    where = address_of(app, form)
    page = ask(app, where)
    said = {name: words for name, words in sent(page).items() if name != "at"}
    said |= {**FORMS[form].words, **FORMS[form].right, **more, "go": go}
    answer = post(app, where, **said)
    if "findings-title" in answer.text or "Is the figure right?" in answer.text:
        answer = post(app, where, **said | {"go": f"{go}-anyway"})
    return answer


def send(app: App, form: str, **more: str) -> str:
    answer = press(app, form, **more)
    assert answer.status == 303, unescape(answer.text)
    return answer.headers["location"].partition("?")[0]


@every_form
def test_it_is_shown_and_accepted_by_somebody_else(top: Path, form: str) -> None:
    before = everything(top)
    where = send(pages(top), form)
    assert everything(top) == before
    assert len(refs(top)) == 1
    assert not list((top.parent / "state").rglob("*.json")), "it is on its way, and no longer unsaved"
    subject = SUBJECTS[form]
    kept = git(top, "log", "-1", "--format=%an|%s", refs(top)[0])
    assert kept == f"Head of Service|Proposal: {subject[0].lower()}{subject[1:]}"
    app = pages(top, "other")
    assert FORMS[form].title.removeprefix("Report on ") in unescape(ask(app, LIST).text)
    page = unescape(ask(app, where).text)
    assert WORDS in page
    assert "What a check of the plan finds" in page
    assert plan_of(top).read_text() == PLAN
    answer = accept(app, where)
    assert answer.headers["location"] == f"{LIST}?did=accepted&git=done", unescape(answer.text)
    assert WORDS in plan_of(top).read_text()
    assert git(top, "log", "-1", "--format=%an|%s") == f"Head of Service|{subject}"
    assert git(top, "log", "-1", "--format=%b").endswith("Approved-by: other")
    assert (refs(top), status(top)) == ([], [])


@every_form
def test_it_is_returned_and_taken_up_again(top: Path, form: str) -> None:
    mine, theirs = pages(top), pages(top, "other")
    where = send(mine, form)
    assert post(theirs, where, go="return", word="By when?").status == 303
    page = ask(mine, where)
    assert "By when?" in page.text
    assert ask(mine, LIST).text.count("By when?") == 1
    address = address_of(mine, form)
    again = post(mine, address, **carried(page))
    assert again.status == 200
    assert WORDS in sent(again).values()
    name = next(each for each, said in sent(again).items() if said == WORDS)
    wrong = post(
        mine, address, **sent(again) | {name: "", "on": "soon", "field-due": "soon", "until": "soon"}, go="save"
    )
    assert wrong.status == 422 or form == "update"
    assert sent(wrong)["again"] == where.rpartition("/")[2]
    answer = post(mine, address, **sent(again) | {name: "By July."}, go="propose-anyway")
    if answer.status == 422:  # of figures it is ticked
        answer = post(mine, address, **sent(answer) | {"keep-waiting": "590"}, go="propose")
    assert answer.status == 303, unescape(answer.text)
    assert len(refs(top)) == 1
    assert where.rpartition("/")[2] not in refs(top)[0]
    assert accept(theirs, answer.headers["location"].partition("?")[0]).status == 303
    assert "By July." in plan_of(top).read_text()


@every_form
def test_saving_what_was_returned_takes_it_away(top: Path, form: str) -> None:
    mine = pages(top)
    where = send(mine, form)
    post(pages(top, "other"), where, go="return", word="Save it.")
    again = post(mine, address_of(mine, form), **carried(ask(mine, where)))
    answer = post(mine, address_of(mine, form), **sent(again), go="anyway")
    assert answer.status == 303, unescape(answer.text)
    assert refs(top) == []


@every_form
def test_what_is_wrong_is_not_sent(top: Path, form: str) -> None:
    app = pages(top)
    said = {"field-due": "soon", "on": "soon", "until": "soon"}
    answer = post(app, address_of(app, form), **sent(ask(app, address_of(app, form))) | said, go="propose")
    assert answer.status == 422 or form == "update"
    assert refs(top) == []


@every_form
def test_it_is_offered_where_it_can_be_sent_alone(top: Path, form: str) -> None:
    offered = "Send it for approval instead"
    where = address_of(pages(top), form)
    if form == "update":
        assert offered in post(pages(top), where, text="x", go="check").text
        assert offered not in post(pages(top, None), where, text="x", go="check").text
        return
    assert offered in ask(pages(top), where).text
    assert offered not in ask(pages(top, None), where).text


@every_form
def test_where_git_does_not_take_it_the_words_are_kept(top: Path, form: str) -> None:
    git(top, "config", "--unset", "user.email")
    app = pages(top)
    answer = press(app, form)
    assert (answer.status, "git does not know who saves here" in answer.text) == (409, True)
    back = post(app, address_of(app, form), **carried(answer), go="check")
    assert WORDS in sent(back).values()
    assert heading(ask(app, address_of(app, form))) == BEGUN


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("figures", {"on": "yesterday"}),
        ("change", {"field-due": "yesterday"}),
        ("new", {"field-due": "yesterday"}),
        ("update", {"due": "yesterday"}),
    ],
)
def test_a_day_told_by_another_stays_the_same(top: Path, form: str, more: dict[str, str]) -> None:
    if form == "update":
        more = more | {"reason": "It was done."}
    where = send(pages(top), form, **more)
    later = pages(top, "other", day=date(2026, 6, 20))
    assert accept(later, where).status == 303
    assert any(day in plan_of(top).read_text() for day in ("2026-06-14", "14 June 2026"))


def test_a_change_is_made_to_the_entry_as_it_is_now(top: Path) -> None:
    where = send(pages(top), "change")
    app = pages(top, "other")
    seen = carried(ask(app, where))
    assert run("edit", "visits", "--plan", top / "plans" / "p", "--owner", "head").exit_code == 0
    git(top, "commit", "--quiet", "--all", "--message", "Theirs")
    answer = post(app, where, **seen, go="accept")
    assert (answer.status, "changed while you read this" in answer.text) == (409, True)
    assert "The entry has changed since this was sent" in answer.text
    assert accept(app, where).status == 303
    assert "owner: head" in plan_of(top).read_text()
    assert WORDS in plan_of(top).read_text()


def test_figures_are_given_to_measures_as_they_are_now(top: Path) -> None:
    where = send(pages(top), "figures")
    app = pages(top, "other")
    seen = carried(ask(app, where))
    others = run("update", "waiting", "--plan", top / "plans" / "p", "--on", "2026-06-10", "--value", "580")
    assert others.exit_code == 0, others.stderr
    git(top, "commit", "--quiet", "--all", "--message", "Theirs")
    assert post(app, where, **seen, go="accept").status == 409
    page = ask(app, where).text
    assert "Something has changed since this was sent" in page
    assert "580 people, 10 June 2026" in page
    assert accept(app, where).status == 303
    assert "value: 590" in plan_of(top).read_text()


def test_a_doubt_is_asked_of_whoever_sends_and_shown_to_whoever_accepts(top: Path) -> None:
    app = pages(top)
    where = address_of(app, "figures")
    doubtful = post(app, where, **sent(ask(app, where)) | {"value-waiting": "60000"}, go="propose")
    assert (doubtful.status, refs(top)) == (422, [])
    answer = post(app, where, **sent(doubtful) | {"keep-waiting": "60000"}, go="propose")
    page = ask(pages(top, "other"), answer.headers["location"].partition("?")[0]).text
    assert "Is the figure right?" in page
    assert "People waiting: " in page


def test_one_like_it_is_asked_of_whoever_sends_and_shown_to_whoever_accepts(top: Path) -> None:
    app = pages(top)
    said = {"field-title": "Visit every home", "under": "homes", "field-owner": "head", "field-due": "2026-12-01"}
    double = post(app, f"{BASE}/new/action", **sent(ask(app, f"{BASE}/new/action")) | said, go="propose")
    assert (double.status, "Is it new?" in double.text, refs(top)) == (422, True, [])
    answer = post(app, f"{BASE}/new/action", **sent(double), go="propose-anyway")
    assert "Is it new?" in ask(pages(top, "other"), answer.headers["location"].partition("?")[0]).text


@pytest.mark.parametrize("form", ["update", "change", "figures", "let-stand"])
def test_what_it_is_about_may_be_gone(top: Path, form: str) -> None:
    where = send(pages(top), form)
    gone = "waiting" if form == "figures" else "visits"
    assert run("remove", gone, "--plan", top / "plans" / "p").exit_code == 0
    app = pages(top, "other")
    assert WORDS not in unescape(ask(app, LIST).text)
    assert ask(app, where).status == 404
    assert post(app, where, go="accept", shown="x").status == 404


def test_a_word_of_return_that_git_did_not_take_is_kept(top: Path) -> None:
    where = send(pages(top), "change")
    git(top, "config", "--unset", "user.email")
    app = pages(top, "other")
    assert post(app, where, go="return", word=WORDS).status == 409
    page = ask(app, where)
    assert heading(page) == BEGUN
    assert WORDS in sent(post(app, where, **carried(page), go="check")).values()
    git(top, "config", "user.email", "office@example.org")
    assert post(app, where, go="return", word=WORDS).status == 303
    assert heading(ask(app, where)) != BEGUN


def test_a_change_that_no_page_shows_is_told_to_those_who_may_read_all(top: Path) -> None:
    app = pages(top)
    where = f"{BASE}/entries/visits/change"
    said = sent(ask(app, where)) | {"field-note": "Zqremark."}
    sent_to = post(app, where, **said, go="propose-anyway").headers["location"].partition("?")[0]
    page = ask(pages(top, "other"), sent_to)
    assert page.status == 200
    assert "What would be written" in page.text
    assert accept(pages(top, "other"), sent_to).status == 303
    assert "Zqremark." in plan_of(top).read_text()


def test_what_whoever_sent_it_did_not_see_stays(top: Path) -> None:
    partners = "partners: [cabinet, hidden]"
    bodies = "bodies: [{id: cabinet, name: Cabinet, kind: cabinet}, {id: one, name: One, kind: partner}, "
    bodies += "{id: hidden, name: Zqsecret, kind: partner, visibility: internal}]\n"
    plan_of(top).write_text(PLAN.replace("title: Fine, ", f"title: Fine, {partners}, ") + bodies)
    git(top, "commit", "--quiet", "--all", "--message", "Partners")
    public = pages(top, audience="public")
    where = f"{BASE}/entries/fine/change"
    said = sent(ask(public, where))
    assert said["field-partners"] == "cabinet"
    answer = post(public, where, **said | {"field-partners": "one"}, go="propose")
    proposal = answer.headers["location"].partition("?")[0]
    page = ask(pages(top, "other"), proposal)
    assert "has changed since this was sent" not in page.text, "they see more of it, and nothing has changed"
    assert accept(pages(top, "other"), proposal).status == 303
    assert "partners: [one, hidden]" in plan_of(top).read_text() or "[hidden, one]" in plan_of(top).read_text()
