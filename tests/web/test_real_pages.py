"""What only a real browser can tell of pages: where things stand, what has the focus, and what comes out on paper."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests import programs
from tests.exchange.round_trip import fine
from tests.places import PLANS
from tests.web.real import PHONE, Site, chromium, site

pytestmark = [pytest.mark.browser, programs.needs("chromium", "playwright")]

BASE = "plans/leicestershire/"
FOCUSED = "() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
HEIGHTS = (
    """() => [...document.querySelectorAll("main li > a:first-child")].map(each => each.getClientRects()[0].height)"""
)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    plan = tmp_path_factory.mktemp("real") / "leicestershire"
    shutil.copytree(PLANS / "leicestershire", plan)
    with site(plan, audience="exempt") as found:
        yield found


@pytest.fixture(scope="module")
def page(where: Site) -> Iterator[Any]:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
        page.goto(where.door)
        yield page


def test_a_title_of_several_lines_begins_beside_its_bullet(where: Site, page: Any) -> None:
    for address in ("search?words=carers", "meetings", "update"):
        page.goto(f"{where.start}{BASE}{address}")
        heights = page.evaluate(HEIGHTS)
        # a link in lines of its own is a block, whose bullet stands beside its last line; a finger needs 24 pixels
        assert heights
        assert 24 <= min(heights) <= max(heights) < 32, address


def test_a_mistake_is_where_the_reader_is_and_leads_to_its_box(where: Site, page: Any) -> None:
    page.goto(f"{where.start}{BASE}entries/loughborough-recommendation/update?ask=due")
    with page.expect_navigation():
        page.locator("#due").fill("soon")
        page.locator("#due").press("Enter")
    assert page.title().startswith("Error: ")
    assert page.evaluate(FOCUSED) == "errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "due"
    assert page.locator("#due").input_value() == "soon"


def test_the_first_key_skips_to_the_page(where: Site, page: Any) -> None:
    page.goto(f"{where.start}{BASE}")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "main"


def test_every_sheet_says_that_it_is_not_for_the_public(where: Site, page: Any, tmp_path: Path) -> None:
    paper = tmp_path / "paper.html"
    fine("report", PLANS / "leicestershire", "--paper", "board", "--period", "Q1", "--as-of", "2026-06-01",
         "--audience", "exempt", "-o", paper)  # fmt: skip
    for address, words in ((f"{where.start}{BASE}measures", "exempt: not for the public"),
                           (paper.as_uri(), "NOT FOR PUBLICATION: exempt")):  # fmt: skip
        page.goto(address)
        printed = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
        assert len(printed) > 1
        assert [number for number, text in enumerate(printed) if words not in text] == []
        assert "Fill in the month" not in printed[0]
        assert "/plans/" not in "".join(printed)
