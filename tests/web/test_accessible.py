"""Every kind of page before axe-core, on a phone, empty and with mistakes: no breach of WCAG 2.2 level A or AA."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from cqcplan.files.commits import Commits
from tests import programs
from tests.files.test_revisions import git
from tests.papers.test_accessible import breaches
from tests.places import PLANS
from tests.web.browser import OURS, ask, post, serving
from tests.web.test_update import carried

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
    "nothing": "/nothing",
}
ANSWERED: dict[str, dict[str, Any]] = {
    "choices": {"at": "status", "text": "It came."},
    "a date that is none": {"at": "due", "due": "soon"},
    "check": {"go": "check", "text": "It came."},
    "nothing said": {"go": "save"},
    "conflict": {"go": "save", "text": "It came.", "shown": '[["due", "May 2026"]]'},
}


def test_axe_finds_nothing(tmp_path: Path) -> None:
    app = serving(PLANS / "leicestershire", audience="internal", me="director")
    pages = {name: ask(app, BASE + address).text for name, address in READ.items()}
    pages["question"] = ask(app, f"{ENTRY}/update").text
    pages |= {name: post(app, f"{ENTRY}/update", **form).text for name, form in ANSWERED.items()}
    pages |= of_git(tmp_path / "git")
    pages["refused"] = ask(app, BASE + "/", headers={"host": OURS["host"]}).text
    style = ask(app, "/site.css").text
    link = '<link rel="stylesheet" href="/site.css">'
    shown = {name: text.replace(link, f"<style>{style}</style>") for name, text in pages.items()}
    assert sum(text != pages[name] for name, text in shown.items()) == len(pages) - 1
    assert breaches(tmp_path, shown, 360) == {name: [] for name in pages}


def of_git(top: Path) -> dict[str, str]:
    """Return the pages that have to do with git."""
    shutil.copytree(PLANS / "leicestershire", top / "leicestershire")
    git(top, "init", "--quiet")
    git(top, "config", "user.name", "Office")
    git(top, "config", "user.email", "office@example.org")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "The plan")
    app = serving(top / "leicestershire", audience="confidential", me="director", git=Commits())
    pages = {"the choice": post(app, f"{ENTRY}/update", go="check", text="It came.").text}
    file = top / "leicestershire" / "updates-2026-27-q1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(">-\n      ", ">-\n      Now: ", 3), encoding="utf-8")
    form = carried(ask(app, f"{ENTRY}/update")) | {"text": "It came.", "go": "save"}
    del form["at"]
    pages["what else goes in"] = post(app, f"{ENTRY}/update", **form, git="yes").text
    assert "Something else" in pages["what else goes in"]
    saved = ask(app, post(app, f"{ENTRY}/update", **form, git="all").headers["location"])
    pages |= {"saved in git": saved.text, "history": ask(app, f"{BASE}/history").text}
    (top / ".git" / "MERGE_HEAD").touch()
    pages["stays"] = post(app, f"{ENTRY}/saved", **carried(saved)).text
    pages["why not"] = post(app, f"{ENTRY}/update", go="check", text="It came.").text
    pages["none"] = ask(serving(PLANS / "leicestershire", audience="confidential"), f"{BASE}/history").text
    return pages
