"""The HTML paper as a page: structure that a screen reader and the law ask for."""

from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.papers.example_papers import PAPERS, paper

VOID = {"meta", "br", "link", "hr", "img"}
SHAPES = {"rect", "line", "path", "svg"}
"""Parts of a drawing, which hold nothing."""


class Page(HTMLParser):
    """What stands in a page, checked for nesting on the way."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.filled = [True]
        """For each open element, and the page itself, whether it has held any text."""
        self.empty: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.filled.append(False)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"<{tag}> closes something else"
        # what a cell leaves blank is not known
        if not self.filled.pop() and tag not in SHAPES and tag != "td":
            self.empty.append(f"{tag} at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.filled = [True] * len(self.filled)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.starts)


@pytest.fixture(scope="module", params=sorted(PAPERS))
def page(request: pytest.FixtureRequest) -> Page:
    return Page(paper(request.param, "html"))


def test_nesting_is_sound(page: Page) -> None:
    assert page.open == []


def test_language_title_landmarks_and_skip_link(page: Page) -> None:
    assert dict(page.starts)["html"] == {"lang": "en-GB"}
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert page.count(landmark) == 1, landmark
    ids = {attributes.get("id") for _, attributes in page.starts}
    links = [attributes["href"] or "" for tag, attributes in page.starts if tag == "a"]
    assert links[0] == "#paper"
    assert all(link[1:] in ids for link in links if link.startswith("#"))


def test_ids_are_unique(page: Page) -> None:
    counted = Counter(attributes["id"] for _, attributes in page.starts if "id" in attributes)
    assert [name for name, number in counted.items() if number > 1] == []


def test_headings_go_down_one_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.starts if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(page: Page) -> None:
    assert page.count("table") == page.count("caption") > 0
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in page.starts if tag == "th")


def test_every_chart_is_named_and_described(page: Page) -> None:
    ids = {attributes.get("id") for _, attributes in page.starts}
    for tag, attributes in page.starts:
        if tag == "svg" and "x" not in attributes:  # those with a place of their own are parts of a chart
            assert attributes["role"] == "img"
            named = (attributes["aria-labelledby"] or "").split()
            assert len(named) == 2
            assert set(named) <= ids


def test_no_script_and_nothing_fetched(page: Page) -> None:
    assert page.count("script") == 0
    for tag, attributes in page.starts:
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
        assert tag not in {"link", "iframe", "object"}
        if tag == "a":
            assert (attributes["href"] or "").startswith(("#", "https://", "http://"))


def test_nothing_is_empty(page: Page) -> None:
    # a line of a head with nothing in it is a box to fill in by hand
    assert [place for place in page.empty if not place.startswith("dd ")] == []
