"""What happened is recorded from a phone, one question a page; nothing typed is lost, and nobody's change is undone."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.places import FIXTURES
from tests.web.browser import DAY, Answer, ask, post, serving

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
FIELD = re.compile(r'<(?:textarea|input(?! type="hidden"))[^>]* name="([^"]*)"')
HEADING = re.compile(r"<h1>(?:<label[^>]*>)?(.*?)(?:</label>)?</h1>")

PLAN = """\
schema: 1
plan: {id: p, title: Improvement plan, council: {name: Made Up Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Service}, {id: other, title: Another post}]
bodies: [{id: cabinet, name: Cabinet, kind: cabinet}]
meetings: [{id: met, body: cabinet, on: 2026-06-01}]
measures: [{id: waiting, title: People waiting, unit: people, observations: [{on: 2026-05-01, value: 600}]}]
risks: [{id: staff, title: Too few staff}]
commitments: [{id: promise, title: A report every quarter, made_to: cabinet, due: 2026-06-30}]
submissions: [{id: return, title: A return, to: cabinet, due: 2026-06-20}]
priorities:
  - id: homes
    title: Homes
    actions:
      - {id: visits, title: Visit every home, owner: head, due: 2026-06-20}
      - {id: later, title: Write it up, owner: head, due: 2026-09-01}
      - {id: theirs, title: Somebody else's, owner: other, due: 2026-06-18}
      - {id: hidden, title: Zqsecret closure, owner: head, due: 2026-06-17, visibility: confidential}
"""


def address(entry: str) -> str:
    return f"/plans/p/entries/{entry}/update"


def carried(answer: Answer) -> dict[str, str]:
    """Return what a form carries on without anybody typing it."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(answer.text)}


def heading(answer: Answer) -> str:
    found = HEADING.search(answer.text)
    return unescape(found[1]) if found else ""


def fields(answer: Answer) -> set[str]:
    """Return what a page asks, its beside questions too."""
    return set(FIELD.findall(answer.text))


def answer_all(app: App, entry: str, **answers: str) -> tuple[Answer, list[str]]:
    """Answer question after question, up to the last page; return it, and what was asked."""
    page = ask(app, address(entry))
    asked = []
    while "at" in carried(page):
        asked.append(carried(page)["at"])
        page = post(app, address(entry), **carried(page), **{each: answers.get(each, "") for each in fields(page)})
        assert len(asked) < 12
    return page, asked


def save(app: App, entry: str, **answers: str) -> Answer:
    page, _ = answer_all(app, entry, **answers)
    assert heading(page) == "Check your answers"
    return post(app, address(entry), **carried(page), go="save")


def test_four_questions_and_why_stands_beside_what_it_is_asked_of(plan: Path) -> None:
    app = serving(plan)
    _, asked = answer_all(app, "visits", text="Half are done.", rag="green", status="in-progress")
    assert asked == ["text", "rag", "status", "due"]
    page, asked = answer_all(app, "visits", rag="red", reason="Nobody to do it.", recovery="Agency staff.")
    assert asked == ["text", "rag", "status", "due"]
    assert {"reason": "Nobody to do it.", "recovery": "Agency staff."}.items() <= carried(page).items()
    page, asked = answer_all(app, "visits", due="31 July 2026", reason="Nobody to do it.")
    assert asked == ["text", "rag", "status", "due"]
    assert carried(page)["reason"] == "Nobody to do it."


def test_back_leads_to_the_question_before_with_every_word(plan: Path) -> None:
    app = serving(plan)
    first = ask(app, address("visits"))
    assert 'value="back"' not in first.text
    words = carried(first) | {"text": "It is on its way."}
    second = post(app, address("visits"), **words)
    assert "confident" in heading(second)
    back = post(app, address("visits"), **carried(second) | {"rag": "red", "reason": "Ice", "go": "back"})
    assert heading(back) == "What happened?"
    assert "It is on its way.</textarea>" in back.text
    again = post(app, address("visits"), **carried(back) | {"text": "It is on its way."})
    assert re.search('value="red"[^>]* checked', again.text)
    assert "Ice</textarea>" in again.text


@pytest.mark.parametrize(("at", "answers"), [("rag", {"rag": "red"}), ("due", {"due": "31 July 2026"})])
def test_why_is_needed_on_the_same_page(plan: Path, at: str, answers: dict[str, str]) -> None:
    answer = post(serving(plan), address("visits"), at=at, shown="[]", reason=" ", **answers)
    assert answer.status == 422
    assert carried(answer)["at"] == at
    assert 'href="#reason"' in answer.text
    assert 'id="reason-error"' in answer.text


def test_that_is_all_goes_to_the_check_at_once(plan: Path) -> None:
    app = serving(plan)
    page = ask(app, address("visits"))
    assert "That is all" in page.text
    page = post(app, address("visits"), **carried(page), text="Half are done.", go="check")
    assert heading(page) == "Check your answers"
    assert post(app, address("visits"), **carried(page), go="save").status == 303
    wrong = post(app, address("visits"), at="due", shown="[]", due="soon", go="check")
    assert carried(wrong)["at"] == "due", "what is not understood is asked again"


def test_what_is_saved_is_what_the_command_line_would_save(plan: Path, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / "by-command" / "p")
    answer = save(
        serving(plan), "visits", text="Half are done.\r\n\r\nThe rest in July.", status="in-progress", rag="amber",
        reason="Two posts are empty.", recovery="Agency staff from 1 July.", due="31/07/2026",
        barriers="Nobody applied.",
    )  # fmt: skip
    assert answer.status == 303
    result = run(
        "update", "visits", "--plan", tmp_path / "by-command" / "p", "--on", DAY.isoformat(), "--status", "in-progress",
        "--text", "Half are done.\n\nThe rest in July.", "--rag", "amber", "--reason", "Two posts are empty.",
        "--recovery", "Agency staff from 1 July.", "--due", "31/07/2026",
        "--barriers", "Nobody applied.",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    written = [(folder / "plan.yaml").read_bytes() for folder in (plan, tmp_path / "by-command" / "p")]
    assert written[0] == written[1] != PLAN.encode()


@pytest.mark.parametrize(
    ("entry", "answers", "found"),
    [
        ("waiting", {"value": "1,250"}, "value: 1250"),
        ("promise", {"met": "yes", "met_by": "met"}, "met_by: met"),
        ("return", {"submitted": "yes"}, "submitted: 2026-06-15"),
        ("staff", {"reviewed": "yes", "text": "Still too few."}, "reviewed: 2026-06-15"),
        ("met", {"summary": "It received the plan.", "decision": "To go on.\nTo meet again."}, "text: To meet again."),
        ("homes", {"rag": "green"}, "rag: green"),
        ("p", {"text": "The plan was agreed."}, "text: The plan was agreed."),
    ],
)
def test_every_kind_can_be_reported_on(plan: Path, entry: str, answers: dict[str, str], found: str) -> None:
    answer = save(serving(plan), entry, **answers)
    assert answer.status == 303
    assert found in (plan / "plan.yaml").read_text()


@pytest.mark.parametrize(
    ("entry", "name", "typed", "said"),
    [
        ("visits", "due", "31/02/2027", "31"),
        ("visits", "due", "soon", "soon"),
        ("visits", "reason", " ", "Say in a sentence why"),
        ("waiting", "value", "many", "many"),
        ("promise", "met_by", "a meeting that is not there", "a meeting that is not there"),
        ("visits", "rag", "mauve", "mauve"),
        ("visits", "on", "1 July 2026", "today or before"),
    ],
)
def test_what_is_not_understood_is_said_beside_it_and_kept(
    plan: Path, entry: str, name: str, typed: str, said: str
) -> None:
    app = serving(plan)
    before = carried(ask(app, address(entry)))
    answer = post(
        app, address(entry), **before | {"at": name, "rag": "red", "met": "yes", "text": "Kept.", name: typed}
    )
    assert answer.status == 422
    assert "<title>Error: " in answer.text
    assert "There is a problem" in answer.text
    assert said in unescape(answer.text)
    assert f'href="#{name}' in answer.text
    assert f'id="{name}-error"' in answer.text
    again = carried(answer)
    assert again.get("text", "Kept.") == "Kept."
    assert again["shown"] == before["shown"]
    assert typed.strip() in answer.text
    assert (plan / "plan.yaml").read_text() == PLAN


def test_nothing_said_saves_nothing(plan: Path) -> None:
    answer = save(serving(plan), "visits")
    assert answer.status == 422
    assert "Say at least one thing that happened" in answer.text
    assert (plan / "plan.yaml").read_text() == PLAN


def test_one_answer_is_changed_and_the_others_stay(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "visits", text="Half are done.", rag="green")
    page = post(app, address("visits"), **carried(page), go="change-rag")
    assert carried(page)["at"] == "rag"
    page = post(app, address("visits"), **carried(page), rag="red", reason="")
    assert carried(page)["at"] == "rag", "what has become wrong is asked, and nothing else"
    page = post(app, address("visits"), **carried(page), rag="red", reason="Nobody to do it.")
    assert heading(page) == "Check your answers"
    page = post(app, address("visits"), **carried(page), go="change-on")
    page = post(app, address("visits"), **carried(page), on="yesterday")
    assert post(app, address("visits"), **carried(page), go="save").status == 303
    written = (plan / "plan.yaml").read_text()
    assert "on: 2026-06-14" in written
    assert "rag: red" in written
    assert "text: Half are done." in written


def test_somebody_else_was_first(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "visits", text="My own words.", rag="green")
    others = run("update", "visits", "--plan", plan, "--on", "2026-06-15", "--rag", "red", "--reason", "Their words.")
    assert others.exit_code == 0
    theirs = (plan / "plan.yaml").read_text()
    answer = post(app, address("visits"), **carried(page), go="save")
    assert answer.status == 409
    assert heading(answer) == "This changed since you opened it"
    cells = [unescape(each) for each in re.findall(r"<td[^>]*>(.*?)</td>", answer.text)]
    row = cells[cells.index("My own words.") - 2 : cells.index("My own words.") + 1]
    assert row[0] == "Nothing"
    assert "Their words." in row[1]
    assert (plan / "plan.yaml").read_text() == theirs, "nothing is written"
    assert post(app, address("visits"), **carried(answer), go="save").status == 303
    both = (plan / "plan.yaml").read_text()
    assert "Their words." in both
    assert "My own words." in both


def test_a_change_of_another_entry_is_no_conflict(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "visits", text="My own words.")
    assert run("update", "theirs", "--plan", plan, "--text", "Theirs.", "--on", "2026-06-15").exit_code == 0
    assert post(app, address("visits"), **carried(page), go="save").status == 303


def test_an_entry_that_is_gone_gives_the_words_back(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "later", text="My own words.")
    assert run("remove", "later", "--plan", plan).exit_code == 0
    answer = post(app, address("later"), **carried(page), go="save")
    assert answer.status == 409
    assert "My own words." in answer.text


def test_the_same_is_not_saved_twice_by_mistake(plan: Path) -> None:
    app = serving(plan)
    assert save(app, "visits", text="My own words.").status == 303
    page, _ = answer_all(app, "visits", text="My own words.")
    answer = post(app, address("visits"), **carried(page), go="save")
    assert answer.status == 422
    assert "The same is recorded already" in answer.text
    assert (plan / "plan.yaml").read_text().count("My own words.") == 1
    assert post(app, address("visits"), **carried(answer), go="anyway").status == 303


def test_a_doubtful_figure_is_asked_about_first(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "waiting", value="60000")
    answer = post(app, address("waiting"), **carried(page), go="save")
    assert answer.status == 422
    assert "Is the figure right?" in answer.text
    assert (plan / "plan.yaml").read_text() == PLAN
    assert post(app, address("waiting"), **carried(answer), go="anyway").status == 303
    assert "value: 60000" in (plan / "plan.yaml").read_text()


def test_the_last_save_is_taken_back_and_no_other(plan: Path) -> None:
    app = serving(plan, me="head")
    done = save(app, "visits", text="My own words.").headers["location"]
    page = ask(app, done)
    assert "Next of yours" in page.text
    assert "Write it up" in page.text
    assert "Somebody else" not in page.text
    mark = carried(page)["mark"]
    assert run("update", "theirs", "--plan", plan, "--text", "Theirs.", "--on", "2026-06-15").exit_code == 0
    path = done.partition("?")[0]
    assert post(app, path, mark=mark).status == 409
    assert run("undo", "--plan", plan).exit_code == 0
    answer = save(app, "visits", text="Other words.")
    assert post(app, path, mark=carried(ask(app, answer.headers["location"]))["mark"]).status == 200
    assert "Other words." not in (plan / "plan.yaml").read_text()


def test_what_may_not_be_read_cannot_be_reported_on(plan: Path) -> None:
    app = serving(plan, me="head")
    assert ask(app, address("hidden")).status == 404
    answer = post(app, address("hidden"), go="save", text="x", shown="[]")
    assert "Zqsecret" not in answer.text + ask(app, "/plans/p/update").text
    assert (plan / "plan.yaml").read_text() == PLAN
    typed = post(app, address("promise"), at="met_by", met="yes", met_by="Zqsecret closure")
    assert "hidden" not in typed.text.replace('type="hidden"', "")


def test_read_only_changes_nothing(plan: Path) -> None:
    app = serving(plan, read_only=True)
    page, _ = answer_all(serving(plan), "visits", text="My own words.")
    assert post(app, address("visits"), **carried(page), go="save").status == 403
    assert ask(app, address("visits")).status == 403
    assert "Say what happened" not in ask(app, "/plans/p/entries/visits").text
    assert "Say what happened" in ask(serving(plan), "/plans/p/entries/visits").text
    assert (plan / "plan.yaml").read_text() == PLAN


def test_a_plan_with_a_mistake_loses_no_typed_word(plan: Path) -> None:
    app = serving(plan)
    page, _ = answer_all(app, "visits", text="My own words.")
    (plan / "plan.yaml").write_text(PLAN + "nonsense: 1\n")
    answer = post(app, address("visits"), **carried(page), go="save")
    assert answer.status == 409
    assert "My own words." in answer.text


def test_text_is_text(plan: Path) -> None:
    app = serving(plan)
    words = '<script>alert("1")</script> {{ 7 * 7 }} \' & % : # - é 😀'
    assert words in carried(answer_all(app, "visits", text=words)[0])["text"]
    assert save(app, "visits", text=words).status == 303
    page = ask(app, "/plans/p/entries/visits")
    assert words in unescape(page.text)
    assert "<script>" not in page.text


def test_what_changes_on_the_disk_is_shown_at_once(plan: Path) -> None:
    app = serving(plan)
    assert "Visit every home" in ask(app, "/plans/p/entries/visits").text
    file = plan / "plan.yaml"
    times = file.stat()
    file.write_text(PLAN.replace("Visit every home", "Phone every home"))
    import os

    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "Phone every home" in ask(app, "/plans/p/entries/visits").text


def test_the_example_plan_has_its_own_words_for_colours() -> None:
    page = ask(serving(FIXTURES / "good" / "exampleshire"), "/plans/exampleshire/update")
    assert page.status == 200
