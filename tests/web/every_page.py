"""One of every kind of page, in every state: empty, with mistakes, in conflict."""

import re
import shutil
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cqcplan.files.commits import Commits
from cqcplan.files.proposals import Proposals
from cqcplan.web.guard import App
from tests.files.test_revisions import git
from tests.places import PLANS
from tests.web.browser import OURS, ask, post, serving
from tests.web.browser import sent as sent_by

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
PLAN = PLANS / "leicestershire"
BASE = "/plans/leicestershire"
ENTRY = f"{BASE}/entries/loughborough-recommendation"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
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
    "readers that are none": "/papers?kind=progress&for=part-2",
    "about": "/update",
    "priority": "/entries/carers",
    "measure": "/entries/ot-waiting",
    "question": "/entries/loughborough-recommendation/update",
    "figures": "/figures",
    "figures of nothing": "/figures?priority=communication&mine=yes",
    "figures saved": "/figures/saved?on=2026-06-01",
    "what to add": "/new",
    "a new action": "/new/action?under=carers",
    "a new assessment": "/new/assessment",
    "change": "/entries/ot-waiting/change",
    "change of the plan": "/entries/leicestershire/change",
    "one figure": "/entries/ot-waiting/change/observations/1",
    "a figure to add": "/entries/ot-waiting/change/observations/new",
    "a figure to take out": "/entries/ot-waiting/change/observations/1/remove",
    "an update": "/entries/loughborough-recommendation/change/updates/1",
    "a term to add": "/entries/leicestershire/change/glossary/new",
    "another id": "/entries/carers/rename",
    "another place": "/entries/loughborough-recommendation/move",
    "saved": "/saved?entry=carers&kind=priority",
    "nothing": "/nothing",
    "statement": "/accessibility",
    "everything": "/everything",
}
ANSWERED: dict[str, dict[str, Any]] = {
    "choices": {"at": "status", "text": "It came."},
    "why beside a colour": {"at": "text", "text": "It came."},
    "no reason": {"at": "rag", "rag": "red"},
    "a date that is none": {"at": "due", "due": "soon"},
    "check": {"go": "check", "text": "It came."},
    "nothing said": {"go": "save"},
    "conflict": {"go": "save", "text": "It came.", "shown": '[["due", "May 2026"]]'},
}
FIGURES: dict[str, dict[str, Any]] = {
    "figures that are wrong": {"value-ot-waiting": "many", "on": "soon"},
    "figures in doubt": {"value-ot-waiting": "54000", "on": "yesterday"},
    "figures that changed": {"value-ot-waiting": "540", "on": "yesterday", "shown-ot-waiting": "[]", "value-gone": "3"},
}
FILLED: dict[str, tuple[str, dict[str, Any]]] = {
    "a new entry that is wrong": ("/new/measure", {"field-baseline-on": "soon", "field-priorities": "nonsense"}),
    "a new entry as another": ("/new/priority", {"field-title": "Carers Strategy (2026-2030) and support services"}),
    "a new entry that a check minds": (
        "/new/action", {"field-title": "Old work", "field-due": "2025-01-31", "under": "carers"},
    ),
    "a change that conflicts": ("/entries/carers/change", {"field-title": "Mine", "was-field-title": "Another"}),
    "a figure that conflicts": (
        "/entries/ot-waiting/change/observations/1", {"field-text": "Mine. " * 90, "was-field-on": "1 May 2020"},
    ),
    "a figure that is wrong": ("/entries/ot-waiting/change/observations/new", {"field-on": "soon"}),
    "a figure taken out that changed": ("/entries/ot-waiting/change/observations/1/remove", {"was-field-on": "soon"}),
    "an id that is none": ("/entries/carers/rename", {"id": "Not an id"}),
    "a place that is none": ("/entries/loughborough-recommendation/move", {"place": ""}),
    "not taken out by these readers": ("/entries/carers/remove", {"mark": "old"}),
    "a change that is wrong": ("/entries/nothing/change", {"field-title": "Mine"}),
}  # fmt: skip


def the_app(**how: Any) -> App:
    """Return the pages of one plan, for its director."""
    return serving(PLAN, **{"audience": "internal", "me": "director"} | how)


def every_page() -> dict[str, str]:
    """Return every page by name."""
    app = the_app()
    pages = {name: ask(app, BASE + address).text for name, address in READ.items()}
    pages |= {name: post(app, f"{ENTRY}/update", **form).text for name, form in ANSWERED.items()}
    with TemporaryDirectory() as top:
        pages |= of_git(Path(top)) | begun(Path(top) / "state")
    shown = {unescape(name): unescape(value) for name, value in HIDDEN.findall(pages["figures"])}
    pages |= {name: post(app, f"{BASE}/figures", **shown | form, go="save").text for name, form in FIGURES.items()}
    pages |= {name: post(app, BASE + address, **form, go="save").text for name, (address, form) in FILLED.items()}
    to_right = ask(the_app(audience="confidential"), f"{BASE}/problems").text
    stand = next(iter(re.findall('href="([^"]*/let-stand)"', to_right)))
    pages |= {"to put right": to_right, "let it stand": ask(the_app(audience="confidential"), stand).text}
    pages["no reason to let it stand"] = post(the_app(audience="confidential"), stand, until="soon").text
    for name, entry in (("taking out", "loughborough-recommendation"), ("taking out what is pointed at", "carers")):
        pages[name] = ask(the_app(audience="confidential"), f"{BASE}/entries/{entry}/remove").text
    pages["refused"] = ask(app, BASE + "/", headers={"host": OURS["host"]}).text
    return pages


def begun(state: Path) -> dict[str, str]:
    """Return the pages of what was begun before, of an entry that is there, of one that is gone, and of figures."""
    app = the_app(state=state)
    forms = {
        "report": (f"{ENTRY}/update", {"text": "It came. " * 90, "rag": "red", "due": "soon"}),
        "change of what is gone": (f"{BASE}/entries/nothing/change", {"field-title": "Mine", "was-field-text": "Old"}),
        "figures": (f"{BASE}/figures", {"value-ot-waiting": "540", "on": "yesterday", "text-ot-waiting": "It fell."}),
        "new entry": (f"{BASE}/new/action", {"field-title": "Mine"}),
    }
    for address, form in forms.values():
        post(app, address, **form, go="check")
    pages = {f"begun before: {name}": ask(app, address).text for name, (address, _) in forms.items()}
    assert all("You began on this before" in text for text in pages.values())
    return pages | {"overview with what was begun": ask(app, f"{BASE}/").text}


def carried(text: str) -> dict[str, str]:
    """Return what a form carries on without anybody typing it."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(text)}


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
    pages |= of_proposals(top)
    file = top / "leicestershire" / "updates-2026-27-q1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(">-\n      ", ">-\n      Now: ", 3), encoding="utf-8")
    form = carried(ask(app, f"{ENTRY}/update").text) | {"text": "It came.", "go": "save"}
    del form["at"]
    pages["what else goes in"] = post(app, f"{ENTRY}/update", **form, git="yes").text
    assert "Something else" in pages["what else goes in"]
    saved = ask(app, post(app, f"{ENTRY}/update", **form, git="all").headers["location"])
    pages |= {"saved in git": saved.text, "history": ask(app, f"{BASE}/history").text}
    (top / ".git" / "MERGE_HEAD").touch()
    pages["stays"] = post(app, f"{ENTRY}/saved", **carried(saved.text)).text
    pages["why not"] = post(app, f"{ENTRY}/update", go="check", text="It came.").text
    pages["none"] = ask(serving(PLANS / "leicestershire", audience="confidential"), f"{BASE}/history").text
    return pages


def of_proposals(top: Path) -> dict[str, str]:
    """Return the pages of what is sent for approval."""
    first, second = (
        serving(top / "leicestershire", audience="confidential", me=me, git=Commits(), proposals=Proposals())
        for me in ("director", "deputy-director")
    )
    form = carried(ask(first, f"{ENTRY}/update").text) | {"text": "It came.", "rag": "red", "reason": "Late. " * 40}
    del form["at"]
    pages = {"nothing for approval": ask(first, f"{BASE}/proposals").text}
    sent = post(first, f"{ENTRY}/update", **form, go="propose").headers["location"]
    where = sent.partition("?")[0]
    pages |= {"sent for approval": ask(first, sent).text, "for approval": ask(second, where).text}
    pages["no word"] = post(second, where, go="return").text
    pages["changed meanwhile"] = post(second, where, go="accept", shown="[]").text
    returned = post(second, where, go="return", word="By when?").headers["location"]
    pages |= {"returned": ask(second, returned).text, "returned to me": ask(first, where).text}
    assert "Accept it" in pages["for approval"]
    forms = {
        "figures": (f"{BASE}/figures", {"value-ot-waiting": "540", "on": "yesterday"}),
        "a new entry": (f"{BASE}/new/action", {"field-title": "Mine", "under": "carers"}),
        "a change": (f"{BASE}/entries/carers/change", {"field-note": "Mine"}),
    }
    for name, (address, said) in forms.items():
        made = post(first, address, **sent_by(ask(first, address)) | said, go="propose-anyway")
        if made.status == 422:
            made = post(first, address, **sent_by(made) | {"keep-ot-waiting": "540"}, go="propose-anyway")
        assert made.status == 303, name
        pages[f"for approval: {name}"] = ask(second, made.headers["location"].partition("?")[0]).text
    pages["more for approval"] = ask(second, f"{BASE}/proposals").text
    post(first, where, go="drop")
    return pages
