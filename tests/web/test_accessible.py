"""Every kind of page before axe-core, on a phone, empty and with mistakes: no breach of WCAG 2.2 level A or AA."""

from pathlib import Path

import pytest

from tests import programs
from tests.papers.test_accessible import breaches
from tests.web.browser import ask
from tests.web.every_page import every_page, the_app

pytestmark = [pytest.mark.browser, programs.needs("chromium", "axe-core")]


def test_axe_finds_nothing(tmp_path: Path) -> None:
    pages = every_page()
    style = ask(the_app(), "/site.css").text
    link = '<link rel="stylesheet" href="/site.css">'
    shown = {name: text.replace(link, f"<style>{style}</style>") for name, text in pages.items()}
    assert sum(text != pages[name] for name, text in shown.items()) == len(pages) - 1
    assert breaches(tmp_path, shown, 360) == {name: [] for name in pages}
