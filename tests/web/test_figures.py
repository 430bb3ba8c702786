"""The month's figures as a grid: one press saves them all in one write, and nothing that was typed is lost."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.web.browser import DAY, Answer, ask, post, serving, text_of, written

GRID, SAVED = "/plans/p/figures", "/plans/p/figures/saved"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
PLAN = """\
schema: 1
plan:
  id: p
  title: Improvement plan
  council: {name: Made Up Council}
  framework: la-2026-04
  disclosure: {suppress_below: 5}
roles: [{id: head, title: Head of Service}, {id: other, title: Another post}]
measures:
  - {id: waiting, title: People waiting, unit: people, priorities: [homes],
     observations: [{on: 2026-03-31, value: 610}, {on: end of April 2026, value: 605}]}
  - {id: seen, title: Seen in time, unit: per cent, priorities: [homes], observations: [{on: 2026-04-30, value: 62.5}]}
  - {id: spent, title: Spent, unit: £, priorities: [money], counts: other, baseline: {value: 100000}}
  - {id: few, title: People moved, unit: people, observations: [{on: 2026-04-30, value: 3}]}
  - {id: over, title: Of finished work, unit: people, priorities: [done]}
  - {id: hidden, title: Zqsecret count, unit: people, visibility: internal}
priorities:
  - {id: homes, ref: "1", title: Homes, lead: other, actions: [{id: visits, title: Visit, owner: head}]}
  - {id: money, ref: "2", title: Money, lead: other}
  - {id: done, ref: "3", title: Done, lead: head}
updates: [{on: 2026-05-01, about: done, status: complete}]
"""


def carried(answer: Answer) -> dict[str, str]:
    """Return everything that the form of a page would send again, but for its buttons."""
    text = answer.text
    found = HIDDEN.findall(text)
    found += re.findall(r'<input(?: class="[^"]*")? id="[^"]*" name="([^"]*)" value="([^"]*)" autocomplete', text)
    found += re.findall(r'<input type="checkbox"[^>]* name="([^"]*)" value="([^"]*)" checked>', text)
    found += re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL)
    return {unescape(name): unescape(value) for name, value in found}


def press(app: App, **typed: str) -> Answer:
    """Open the grid, type, and save."""
    return again(app, ask(app, GRID), **typed)


def again(app: App, page: Answer, **typed: str) -> Answer:
    """Type more on a page that came back, and save."""
    more = {name.replace("_", "-"): value for name, value in typed.items()}
    return post(app, GRID, **carried(page) | more, go="save")


def test_every_measure_that_counts_still_has_a_box_beside_its_last_figure(plan: Path) -> None:
    page = ask(serving(plan), GRID)
    said = text_of(page)
    assert page.status == 200
    assert re.findall(r'name="value-([a-z]+)"', page.text) == ["waiting", "seen", "spent", "few"]
    for each in ("605 people, end of April 2026", "62.5 per cent, 30 April 2026", "£100,000, date not stated"):
        assert each in said
    assert "fewer than 5 people" in said
    assert carried(page)["on"] == "15 June 2026"
    assert "Of finished work" not in said
    assert "Zqsecret" not in page.text


def test_one_press_is_one_write_and_as_the_command_line_writes(plan: Path, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / "by-command" / "p")
    app = serving(plan)
    answer = press(app, on="end of May 2026", value_waiting="500+", value_seen=" 64% ", value_spent="£101,500")
    assert answer.status == 303, text_of(answer)
    for name, value in (("waiting", "500+"), ("seen", "64%"), ("spent", "£101,500")):
        done = run("update", name, "--plan", tmp_path / "by-command" / "p", "--on", "2026-05-31", "--value", value)
        assert done.exit_code == 0, done.stderr
    assert written(plan) == written(tmp_path / "by-command" / "p") != PLAN
    page = ask(app, answer.headers["location"])
    assert "500 people or more" in text_of(page)
    assert post(app, SAVED, **carried(page)).status == 200
    assert written(plan) == PLAN, "one press is taken back as one"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value_waiting": "many"}, "is not a figure"),
        ({"value_waiting": "54%"}, "is a percentage, but the measure counts people"),
        ({"value_seen": "1,25"}, "comma in an odd place"),
        ({"value_waiting": "600", "on": "soon"}, "soon"),
        ({"value_waiting": "600", "on": "1 July 2026"}, "one day, today or before"),
        ({"value_waiting": "600", "on": "May 2026"}, "one day, today or before"),
        ({}, "at least one figure"),
        ({"text_waiting": "Words alone."}, "give a value"),
    ],
)
def test_a_mistake_is_told_at_its_box_and_saves_nothing(plan: Path, typed: dict[str, str], said: str) -> None:
    app = serving(plan)
    page = press(app, **{"value_few": "7"} | typed if typed else {})
    assert page.status == 422
    assert "There is a problem" in page.text
    assert said in text_of(page).replace("Give a", "give a")
    summary = page.text[page.text.index('class="errors"') : page.text.index("</div>")]
    for field in re.findall('href="#([^"]*)"', summary):
        assert f'id="{field}"' in page.text
    for name, value in typed.items():
        assert carried(page)[name.replace("_", "-")] == value, "nothing typed is lost"
    assert written(plan) == PLAN


def test_a_doubtful_figure_is_asked_about_and_kept(plan: Path) -> None:
    app = serving(plan)
    page = press(app, value_waiting="60000", value_seen="0.62")
    assert page.status == 422
    assert "Are these figures right?" in page.text
    assert "is of another size than 605 people" in text_of(page)
    assert "is 62 per cent meant?" in text_of(page)
    assert written(plan) == PLAN
    page = again(app, page, keep_waiting="60000", keep_seen="0.62", value_seen="0.65")
    assert page.status == 422, "another figure than the one that was kept is asked about again"
    assert "another size" not in text_of(page)
    answer = again(app, page, value_seen="62", text_waiting="All lists were joined.")
    assert answer.status == 303
    assert "value: 60000, text: All lists were joined." in written(plan)


def test_a_second_figure_of_one_day_is_asked_about(plan: Path) -> None:
    page = press(serving(plan), value_waiting="604", on="30/4/2026")
    assert page.status == 422
    assert "605 people is recorded of 30 April 2026 already" in text_of(page)
    assert written(plan) == PLAN


def test_a_measure_that_changed_meanwhile_is_a_conflict_and_another_is_none(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, GRID)
    assert run("update", "seen", "--plan", plan, "--value", "63", "--on", "2026-05-31").exit_code == 0
    theirs = written(plan)
    page = again(app, opened, value_waiting="590", value_seen="64")
    assert page.status == 409
    was = "When you opened it: 62.5 per cent, 30 April 2026. Now: 63 per cent, 31 May 2026. Yours: 64."
    assert was in text_of(page)
    assert written(plan) == theirs
    assert again(app, page).status == 303, "who has seen it may save"
    assert run("undo", "--plan", plan).exit_code == 0
    assert again(app, opened, value_waiting="590").status == 303, "another measure's change is no conflict"


def test_a_measure_that_is_gone_gives_the_words_back(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, GRID)
    assert run("remove", "few", "--plan", plan).exit_code == 0
    page = again(app, opened, value_few="17", value_waiting="590")
    assert page.status == 409
    assert "People moved is no longer in the plan" in text_of(page)
    assert ">\n17</textarea>" in page.text
    assert again(app, page).status == 303
    assert "value: 590" in written(plan)


def test_only_some_are_shown_and_what_is_typed_stays(plan: Path) -> None:
    app = serving(plan, me="head")
    shown = re.compile(r'name="value-([a-z]+)"')
    assert shown.findall(ask(app, f"{GRID}?mine=yes").text) == ["waiting", "seen"]
    assert shown.findall(ask(app, f"{GRID}?priority=money").text) == ["spent"]
    assert post(app, GRID, priority="money", go="show").headers["location"] == f"{GRID}?priority=money"
    page = post(app, GRID, **carried(ask(app, GRID)) | {"value-few": "7", "priority": "money"}, go="show")
    assert shown.findall(page.text) == ["spent", "few"]
    assert carried(page)["value-few"] == "7"
    assert written(plan) == PLAN


def test_what_may_not_be_read_is_neither_shown_nor_asked_about(plan: Path) -> None:
    app = serving(plan)
    page = post(app, GRID, **{"value-hidden": "7", "shown-hidden": "[]", "on": "15 June 2026"}, go="save")
    assert page.status == 409
    assert "Zqsecret" not in page.text
    assert "Zqsecret" in ask(serving(plan, audience="internal"), GRID).text
    small = press(app, value_few="900")
    assert small.status == 303, "a figure that is withheld is not held against a new one"


def test_read_only_takes_no_figure(plan: Path) -> None:
    app = serving(plan, read_only=True)
    assert ask(app, GRID).status == 403
    assert post(app, GRID, **{"value-waiting": "7"}, go="save").status == 403
    assert post(app, SAVED, mark="x").status == 403
    assert GRID not in ask(app, "/plans/p/measures").text
    assert GRID in ask(serving(plan), "/plans/p/measures").text
    assert written(plan) == PLAN


def test_figures_are_given_back_where_the_plan_has_a_mistake(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, GRID)
    (plan / "plan.yaml").write_text(PLAN + "nonsense: 1\n")
    page = again(app, opened, value_waiting="590")
    assert page.status == 409
    assert ">\n590</textarea>" in page.text
    assert DAY.strftime("%Y") in page.text


def test_the_last_press_is_taken_back_and_no_other(plan: Path) -> None:
    app = serving(plan)
    answer = press(app, value_waiting="590")
    mark = carried(ask(app, answer.headers["location"]))["mark"]
    assert run("update", "seen", "--plan", plan, "--value", "63", "--on", "2026-05-31").exit_code == 0
    assert post(app, SAVED, mark=mark).status == 409
    assert "value: 590" in written(plan)
