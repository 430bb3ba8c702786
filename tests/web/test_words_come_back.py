"""In a real browser: typed words outlive a reload, a session that is over, and a server that was killed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import programs
from tests.places import FIXTURES
from tests.web.real import PHONE, Site, chromium, site

pytestmark = [pytest.mark.browser, programs.needs("chromium", "playwright")]
WORDS = "The list has halved."
ASKED = "What happened?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "good" / "exampleshire", tmp_path / "exampleshire")
    return tmp_path / "exampleshire"


def opened(browser: Any, where: Site, *, script: bool) -> Any:
    """Open the first question on a phone, and type."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=script)
    page = context.new_page()
    page.goto(where.door)
    page.goto(f"{where.start}plans/exampleshire/entries/ot-external/update")
    page.get_by_label(ASKED).press_sequentially(WORDS)
    return page


def test_words_outlive_a_reload_until_they_are_saved(browser: Any, plan: Path) -> None:
    with site(plan) as where:
        page = opened(browser, where, script=True)
        page.reload()
        assert page.get_by_label(ASKED).input_value() == WORDS
        page.get_by_role("button", name="That is all").click()
        page.get_by_role("button", name="Change What happened").click()
        page.get_by_label(ASKED).press_sequentially(" And more.")
        page.reload()
        assert page.get_by_label(ASKED).input_value() not in ("", WORDS)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Save").click()
        assert page.locator("h1").inner_text() == "Saved"
        page.goto(f"{where.start}plans/exampleshire/entries/ot-external/update")
        assert page.get_by_label(ASKED).input_value() == ""
        page.context.close()


@pytest.mark.parametrize("script", [False, True])
def test_words_outlive_a_server(browser: Any, plan: Path, *, script: bool) -> None:
    with site(plan) as where:
        page = opened(browser, where, script=script)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("chrome-error://**")
    with site(plan, port=where.keys.port, start=2) as again:
        page.reload()
        assert page.locator("h1").inner_text() == "This browser is not known yet"
        assert page.get_by_label(ASKED.rstrip("?")).input_value() == WORDS
        other = page.context.new_page()
        other.goto(again.door)
        page.reload()
        page.get_by_role("button", name="That is all").click()
        page.get_by_role("button", name="Save").click()
        assert page.locator("h1").inner_text() == "Saved"
        assert any(WORDS in file.read_text() for file in plan.rglob("*.y*ml"))
        page.context.close()


@pytest.mark.parametrize("script", [False, True])
def test_words_that_were_sent_outlive_the_browser(browser: Any, plan: Path, *, script: bool) -> None:
    state = plan.parent / "state"
    with site(plan, state=state) as where:
        page = opened(browser, where, script=script)
        page.get_by_role("button", name="Continue").click()
        page.context.close()
    with site(plan, state=state) as where:
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(where.door)
        page.get_by_role("link", name="Report on your work").click()
        page.get_by_role("link", name="External occupational therapy service").first.click()
        assert page.locator("h1").inner_text() == "You began on this before"
        page.get_by_role("button", name="Go on with it").click()
        page.get_by_role("button", name="Save").click()
        assert page.locator("h1").inner_text() == "Saved"
        context.close()


def test_figures_that_are_saved_come_back_to_no_box(browser: Any, plan: Path) -> None:
    with site(plan) as where:
        context = browser.new_context()
        page = context.new_page()
        page.goto(where.door)
        page.goto(f"{where.start}plans/exampleshire/figures")
        box = page.locator("input.figure-box").first
        box.fill("soon")
        page.reload()
        assert box.input_value() == "soon"
        box.fill("")
        last = page.locator("td[data-column='Last figure']").first.inner_text()
        box.fill(last.split()[0])
        page.get_by_label("The date of these figures").fill("yesterday")
        for _ in range(2):  # it may be asked about
            for question in page.get_by_label("It is right, keep it").all():
                question.check()
            page.get_by_role("button", name="Save the figures").last.click()
            if page.locator("h1").inner_text() == "Saved":
                break
        assert page.locator("h1").inner_text() == "Saved"
        page.goto(f"{where.start}plans/exampleshire/figures")
        assert box.input_value() == ""
        context.close()
