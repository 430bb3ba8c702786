"""One of every kind of page, in every state: empty, with mistakes, in conflict."""

from typing import Any

from cqcplan.web.guard import App
from tests.places import PLANS
from tests.web.browser import OURS, ask, post, serving

PLAN = PLANS / "leicestershire"
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
    "question": "/entries/loughborough-recommendation/update",
    "nothing": "/nothing",
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


def the_app(**how: Any) -> App:
    """Return the pages of one plan, for its director."""
    return serving(PLAN, **{"audience": "internal", "me": "director"} | how)


def every_page() -> dict[str, str]:
    """Return every page by name."""
    app = the_app()
    pages = {name: ask(app, BASE + address).text for name, address in READ.items()}
    pages |= {name: post(app, f"{ENTRY}/update", **form).text for name, form in ANSWERED.items()}
    pages["refused"] = ask(app, BASE + "/", headers={"host": OURS["host"]}).text
    return pages
