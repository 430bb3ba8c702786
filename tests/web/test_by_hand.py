"""Every kind of page for hands and eyes: nothing to scroll sideways for, nothing too small to hit, keys alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import programs
from tests.places import FIXTURES
from tests.web.every_page import ANSWERED, PLAN, READ
from tests.web.real import Site, chromium, site

pytestmark = [pytest.mark.browser, programs.needs("chromium", "playwright")]

ZOOMED = (320, 256)
"""A window of 1280 by 1024 pixels, zoomed to 400 per cent."""
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && getComputedStyle(each).position !== "absolute")
  .map(each => each.outerHTML.slice(0, 120)).slice(0, 3)
  .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["it scrolls"] : [])"""
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter(each => {
    const box = each.getBoundingClientRect();
    const label = each.type === "radio" && each.labels.length;
    const isText = each.closest("p, dd, .points, .numbered")?.textContent.trim() !== each.textContent.trim();
    const inASentence = each.tagName === "A" && getComputedStyle(each).display === "inline" && isText;
    const isSeen = box.width && !each.matches(".skip, .unseen[tabindex]");
    return isSeen && !label && !inASentence && (box.width < 24 || box.height < 24);
  })
  .map(each => each.outerHTML.slice(0, 120)).slice(0, 5)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def every_page(page: Any, where: Site) -> Iterator[str]:
    """Go to one of every kind of page; give its name."""
    page.goto(where.door)
    base = f"{where.start}plans/leicestershire"
    for name, address in READ.items():
        page.goto(base + address)
        yield name
    for name, form in ANSWERED.items():
        page.goto(f"{base}/entries/loughborough-recommendation/update")
        with page.expect_navigation():
            page.evaluate(POSTS, form)
        yield name


POSTS = """form => {
  const sent = document.createElement("form");
  sent.method = "post";
  for (const [name, value] of Object.entries(form)) {
    const field = document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
}"""


def test_nothing_is_too_wide_or_too_small(browser: Any) -> None:
    found = {}
    with site(PLAN, audience="internal", me="director") as where:
        context = browser.new_context(viewport={"width": ZOOMED[0], "height": ZOOMED[1]})
        page = context.new_page()
        for name in every_page(page, where):
            found[name] = [*page.evaluate(WIDER), *page.evaluate(SMALL)]
        context.close()
    assert len(found) == len(READ) + len(ANSWERED)
    assert {name: each for name, each in found.items() if each} == {}


def test_a_month_s_update_is_said_with_the_keyboard_alone(browser: Any, tmp_path: Path) -> None:
    plan = tmp_path / "exampleshire"
    shutil.copytree(FIXTURES / "good" / "exampleshire", plan)
    with site(plan, audience="internal", me="Head of Occupational Therapy") as where:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(where.door)
        page.keyboard.press("Tab")
        assert in_focus(page) == "Skip to the page"
        page.keyboard.press("Enter")
        reach(page, "Report on your work", "Enter")
        reach(page, "External occupational therapy service", "Enter")
        reach(page, "What happened?", "")
        page.keyboard.type("The list has halved.")
        reach(page, "Continue", "Enter")
        reach(page, "Leave it as it is", "ArrowUp")
        for _ in range(2):
            page.keyboard.press("ArrowUp")
        assert in_focus(page) == "At risk"
        reach(page, "If it is not on track: why?", "")
        page.keyboard.type("Two posts are empty.")
        reach(page, "That is all: check and save", "Enter")
        reach(page, "Save", "Enter")
        assert page.locator("h1").inner_text() == "Saved"
        reach(page, "Take it back", "Enter")
        assert page.locator("h1").inner_text() == "Taken back"
        context.close()


FOCUSED = """() => {
  const each = document.activeElement;
  return (each.labels?.[0] ?? each).innerText.trim();
}"""
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return ring && box.bottom > 0 && box.top < innerHeight;
}"""


def in_focus(page: Any) -> str:
    """Return the words of what the keyboard is at."""
    return str(page.evaluate(FOCUSED))


def reach(page: Any, words: str, key: str) -> None:
    """Go on with the tabulator until something is reached, which must show that it is; then press a key."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if in_focus(page) == words:
            assert page.evaluate(RING), f"it does not show that the keyboard is at {words}"
            break
    else:
        pytest.fail(f"{words} cannot be reached on {page.url}")
    if key == "Enter":
        with page.expect_navigation():
            page.keyboard.press(key)
    elif key:
        page.keyboard.press(key)
