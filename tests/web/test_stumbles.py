"""What a stranger to the pages stumbles over: said twice, cut off from its page, or said for a terminal."""

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from tests.places import FIXTURES, PLANS
from tests.web.browser import KEYS, ask, post, serving
from tests.web.every_page import ANSWERED, BASE, ENTRY, FIGURES, FILLED, READ, carried, the_app

HEADED = re.compile(r"<h[23][^>]*>([^<]*)</h[23]>\s*<table[^>]*>\s*<caption( class=\"repeated\")?>([^<]*)</caption>")


def words_of(text: str) -> str:
    """Return what stands on a page."""
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    app = the_app(audience="confidential")
    return {name: ask(app, BASE + address).text for name, address in READ.items()}


def test_no_table_says_again_what_its_heading_says(read: dict[str, str]) -> None:
    headed = [found for text in read.values() for found in HEADED.findall(text)]
    assert {heading for heading, _, caption in headed if heading == caption} >= {
        "Next dates", "Commitments to members and others",
    }  # fmt: skip
    assert [heading for heading, hidden, caption in headed if heading == caption and not hidden] == []


def test_no_page_sends_its_reader_to_a_terminal(read: dict[str, str]) -> None:
    told = {name: words_of(text) for name, text in read.items()}
    assert [name for name, words in told.items() if re.search(r"\bcqcplan (?!serve)\w+", words)] == []


def test_entries_are_called_by_their_titles(read: dict[str, str]) -> None:
    for name in ("due", "problems", "overview"):
        assert "waiting-over-six-months" not in words_of(read[name]), name
    assert "People waiting more than six months for an assessment" in words_of(read["problems"])
    action = FILLED["a new entry that a check minds"]
    asked = post(the_app(audience="confidential"), BASE + action[0], **action[1], go="save").text
    assert "Consultation on the draft closes" in asked
    assert "carers-consultation-closed" not in words_of(asked)


def test_files_are_named_from_the_folder_of_the_plan(read: dict[str, str]) -> None:
    assert "measures.yaml, line 6" in words_of(read["problems"])
    assert str(PLANS) not in read["problems"]


def test_promises_and_returns_lead_to_their_pages(read: dict[str, str]) -> None:
    links = re.findall(r'href="[^"]*/entries/([^"]+)">([^<]*)</a>', read["promises"])
    titles = [unescape(title) for _, title in links]
    assert "A progress update to DHSC every quarter" in titles
    assert "Stage 3: Second quarterly update" in titles


def test_what_was_reported_in_words_can_be_read(read: dict[str, str]) -> None:
    listed = re.findall(
        r'<li><a href="[^"]*/entries/[^"]+">([^<]+)</a> <span class="soft">1 June 2026', read["changes"]
    )
    assert "Timeliness of assessments and reviews" in listed


def test_a_text_without_a_title_is_no_link_of_a_page_long(read: dict[str, str]) -> None:
    titles = re.findall(r"<li><a[^>]*>([^<]*)</a>", read["search"])
    assert "Future assessments will give more weight to outcomes for people and to what …" in titles
    assert max(map(len, titles)) <= 82


def test_every_list_that_may_be_empty_offers_to_add_to_it() -> None:
    pages = ("priorities", "measures", "risks", "promises", "meetings")
    kinds = ("priority", "measure", "risk", "commitment", "meeting")
    for page, kind in zip(pages, kinds, strict=True):
        assert f'href="{BASE}/new/{kind}"' in ask(the_app(), f"{BASE}/{page}").text
        assert "/new/" not in ask(the_app(read_only=True), f"{BASE}/{page}").text


def test_the_summary_of_errors_takes_the_focus_without_script() -> None:
    app = the_app()
    wrong = [post(app, f"{ENTRY}/update", **ANSWERED[name]).text for name in ("no reason", "nothing said")]
    wrong += [
        post(app, BASE + address, **form, go="save").text
        for address, form in FILLED.values()
        if "nothing" not in address
    ]
    figures = carried(ask(app, f"{BASE}/figures").text)
    wrong += [post(app, f"{BASE}/figures", **figures | form, go="save").text for form in FIGURES.values()]
    wrong += [ask(app, BASE + READ[name]).text for name in ("a day that is none", "a period that is none")]
    for text in wrong:
        boxes = re.findall(r'<div class="errors"[^>]*>', text)
        assert boxes
        assert all('tabindex="-1" autofocus' in box for box in boxes)


def test_figures_are_said_with_their_units_and_bounds(tmp_path: Path) -> None:
    plan = tmp_path / "leicestershire"
    shutil.copytree(PLANS / "leicestershire", plan)
    file = plan / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 551", "value: 551\n        bound: at-least"), encoding="utf-8")
    told = words_of(ask(serving(plan), f"{BASE}/entries/ot-waiting").text)
    assert "Baseline 605 people, end of March 2026" in told
    assert "Latest value 551 people or more, end of April 2026" in told
    assert "Value 551 people or more" in told


def test_mistakes_of_a_plan_are_told_to_those_who_may_read_all_of_it(tmp_path: Path) -> None:
    plan = tmp_path / "exampleshire"
    shutil.copytree(FIXTURES / "good" / "exampleshire", plan)
    file = plan / "measures.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nmeasurs: []\n", encoding="utf-8")
    told = {who: ask(serving(plan, audience=who), "/plans/exampleshire/").text for who in ("public", "confidential")}
    assert "measures.yaml, line " in told["confidential"]
    assert "measurs" in told["confidential"]
    assert "measurs" not in told["public"]


def test_plans_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("first", "second"):
        shutil.copytree(FIXTURES / "good" / "exampleshire", tmp_path / name)
    told = words_of(ask(serving(tmp_path / "first", tmp_path / "second", PLANS / "leicestershire"), "/").text)
    assert re.search(r"Improvement Plan first .*Improvement Plan second .*CQC Improvement Plan$", told)


def test_what_is_refused_is_set_as_other_pages_are() -> None:
    refused = ask(the_app(), "/", headers={"host": f"127.0.0.1:{KEYS.port}"})
    assert "<style>" in refused.text
    assert "sha256-" in refused.headers["content-security-policy"]


def test_a_long_story_shows_the_latest_and_folds_the_rest(tmp_path: Path) -> None:
    plan = tmp_path / "leicestershire"
    shutil.copytree(PLANS / "leicestershire", plan)
    told = "".join(
        f"  - {{on: 2026-05-{day:02}, about: carers-strategy, text: Day {day} of the work.}}\n" for day in range(1, 29)
    )
    (plan / "many.yaml").write_text(f"updates:\n{told}", encoding="utf-8")
    page = ask(serving(plan), f"{BASE}/entries/carers-strategy").text
    shown, _, folded = page.partition("<summary>What happened earlier: ")
    assert "Day 28 of the work." in shown
    assert "Day 2 of the work." not in shown
    assert "Day 2 of the work." in folded
    assert "In words</dt><dd>Day" not in page


def test_a_row_says_what_it_is_under_by_its_title() -> None:
    page = ask(serving(FIXTURES / "good" / "exampleshire", day=date(2027, 3, 20)), "/plans/exampleshire/due").text
    under = set(re.findall(r'data-column="Under">(.*?)</td>', page))
    assert under
    assert [each for each in under if each in ("-", "1.10")] == []


def test_what_was_renamed_can_be_searched_for(read: dict[str, str]) -> None:
    assert f'href="{BASE}/search"' in read["nothing"]
    assert "search the plan" in read["nothing"]


def test_a_list_of_entries_has_titles_alone() -> None:
    app = serving(FIXTURES / "good" / "exampleshire", audience="confidential", day=date(2027, 3, 20))
    found = words_of(ask(app, "/plans/exampleshire/problems").text)
    assert '"Backlog cleared", "Recruit social workers" and "Buy the building"' in found


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    plan = tmp_path / "leicestershire"
    shutil.copytree(PLANS / "leicestershire", plan)
    app = serving(plan, audience="internal")
    page = post(app, f"{BASE}/entries/carers/rename", id="Not an id").text
    assert len(re.findall('<li><a href="#id">', page)) == 1


def test_an_address_that_asks_for_what_is_not_there_says_so() -> None:
    app = the_app()
    days = ask(app, f"{BASE}/due?days=soon")
    assert days.status == 422
    assert "<title>Error: What needs doing" in days.text
    assert "as a number, such as 30" in words_of(days.text)
    assert 'value="soon"' in days.text
    assert "The plan has no such post" in words_of(ask(app, f"{BASE}/due?owner=nobody").text)
    assert "The plan has no such post" not in words_of(ask(app, f"{BASE}/due?owner=director").text)
    fits = words_of(ask(app, f"{BASE}/priorities?owner=nobody").text)
    assert "fit: Whose as the address has it, which the plan does not know." in fits


def test_a_heading_is_added_under_the_councils_own_name_for_it() -> None:
    assert "Add a workstream" in ask(the_app(), f"{BASE}/priorities").text
    exampleshire = serving(FIXTURES / "good" / "exampleshire")
    assert "Add a workstream" in ask(exampleshire, "/plans/exampleshire/priorities").text
