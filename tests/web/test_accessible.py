"""Every kind of page before axe-core, on a phone, empty and with mistakes: no breach of WCAG 2.2 level A or AA."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests import programs
from tests.papers.test_accessible import breaches
from tests.places import PLANS
from tests.web.browser import OURS, ask, post, serving
from tests.web.test_update import HIDDEN

pytestmark = [pytest.mark.browser, programs.needs("chromium", "axe-core")]
BASE = "/plans/leicestershire"
ENTRY = f"{BASE}/entries/loughborough-recommendation"
READ = {
    "overview": "/",
    "due": "/due",
    "priorities": "/priorities?due=overdue",
    "measures": "/measures",
    "risks": "/risks",
    "promises": "/promises",
    "meetings": "/meetings",
    "changes": "/changes",
    "a day that is none": "/changes?since=soon",
    "score": "/score?safeguarding=3",
    "problems": "/problems",
    "search": "/search?words=carers",
    "nothing found": "/search?words=zzz",
    "papers": "/papers?kind=progress",
    "a period that is none": "/papers?kind=progress&period=soon",
    "about": "/update",
    "priority": "/entries/carers",
    "measure": "/entries/ot-waiting",
    "figures": "/figures",
    "figures of nothing": "/figures?priority=communication&mine=yes",
    "figures saved": "/figures/saved?on=2026-06-01",
    "nothing": "/nothing",
}
ANSWERED: dict[str, dict[str, Any]] = {
    "choices": {"at": "status", "text": "It came."},
    "a date that is none": {"at": "due", "due": "soon"},
    "check": {"go": "check", "text": "It came."},
    "nothing said": {"go": "save"},
    "conflict": {"go": "save", "text": "It came.", "shown": '[["due", "May 2026"]]'},
}
FIGURES: dict[str, dict[str, Any]] = {
    "figures that are wrong": {"value-ot-waiting": "many", "on": "soon"},
    "figures in doubt": {"value-ot-waiting": "54000", "on": "yesterday", "shown-ot-waiting": ""},
    "figures that changed": {"value-ot-waiting": "540", "on": "yesterday", "value-gone": "3"},
}


def test_axe_finds_nothing(tmp_path: Path) -> None:
    app = serving(PLANS / "leicestershire", audience="internal", me="director")
    pages = {name: ask(app, BASE + address).text for name, address in READ.items()}
    pages["question"] = ask(app, f"{ENTRY}/update").text
    pages |= {name: post(app, f"{ENTRY}/update", **form).text for name, form in ANSWERED.items()}
    shown = dict(HIDDEN.findall(pages["figures"]))["shown-ot-waiting"]
    FIGURES["figures in doubt"]["shown-ot-waiting"] = unescape(shown)
    pages |= {name: post(app, f"{BASE}/figures", **form, go="save").text for name, form in FIGURES.items()}
    pages["refused"] = ask(app, BASE + "/", headers={"host": OURS["host"]}).text
    style = ask(app, "/site.css").text
    link = '<link rel="stylesheet" href="/site.css">'
    shown = {name: text.replace(link, f"<style>{style}</style>") for name, text in pages.items()}
    assert sum(text != pages[name] for name, text in shown.items()) == len(pages) - 1
    assert breaches(tmp_path, shown, 360) == {name: [] for name in pages}
