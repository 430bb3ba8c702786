"""What pages say is meant for a reader."""

import re

from tests.web.every_page import every_page


def test_no_page_shows_what_is_no_word() -> None:
    shown = {
        name: re.search(r"\w*(?:None|True|False)\b|None\w+|\[\]|\{\{|&lt;", text) for name, text in every_page().items()
    }
    assert {name: found[0] for name, found in shown.items() if found} == {}
