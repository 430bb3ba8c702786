"""What pages say is meant for a reader."""

import re
from collections import Counter

from tests.web.every_page import every_page


def test_no_two_things_of_a_page_have_one_name() -> None:
    twice = {name: Counter(re.findall(r'\bid="([^"]*)"', text)) for name, text in every_page().items()}
    assert {name: found.most_common(1) for name, found in twice.items() if found and max(found.values()) > 1} == {}


def test_no_page_shows_what_is_no_word() -> None:
    shown = {
        name: re.search(r"\w*(?:None|True|False)\b|None\w+|\[\]|\{\{|&lt;", text) for name, text in every_page().items()
    }
    assert {name: found[0] for name, found in shown.items() if found} == {}
