"""Everyday words for what a plan can say in a few fixed ones: ``done``, ``In Progress``, ``monthly``, ``g``."""

from collections.abc import Collection, Mapping

from cqcplan.typed.plain import folded

SYNONYMS: dict[str, tuple[str, ...]] = {
    # how far work has got
    "not-started": ("to do", "todo", "yet to start", "not yet started", "not begun", "ns", "new", "planned", "pending"),
    "in-progress": (
        "progress", "under way", "underway", "started", "ongoing", "on going", "begun", "open", "wip", "in hand",
        "work in progress", "live", "active", "progressing",
    ),
    "complete": ("done", "completed", "finished", "achieved", "delivered", "c", "100%", "complete blue"),
    "embedded": ("business as usual", "bau", "sustained", "fully embedded"),
    "closed": ("ended", "stopped", "cancelled", "canceled", "withdrawn", "no longer needed", "superseded"),
    "transferred": ("moved", "handed over", "transfer"),
    # colours, and the letters that stand for them
    "green": ("g", "on track", "on target"),
    "amber": ("a", "yellow", "y", "orange", "at risk"),
    "red": ("r", "off track"),
    "blue": ("b",),
    "grey": ("gray",),
    # ratings
    "requires-improvement": ("ri", "requires improvements", "needs improvement"),
    # how often
    "day": ("daily", "every day"), "daily": ("day", "every day", "each day"),
    "week": ("weekly", "every week"), "weekly": ("week", "every week", "each week", "once a week"),
    "month": ("monthly", "every month", "each month", "once a month", "months"),
    "monthly": ("month", "every month", "each month", "once a month"),
    "quarter": ("quarterly", "every quarter", "each quarter", "once a quarter", "every 3 months", "every three months"),
    "quarterly": ("quarter", "every quarter", "each quarter", "once a quarter", "every 3 months", "every three months"),
    "half-year": ("half yearly", "six monthly", "6 monthly", "twice a year", "every six months", "every 6 months"),
    "half-yearly": ("half year", "six monthly", "6 monthly", "twice a year", "every six months", "every 6 months"),
    "year": ("yearly", "annual", "annually", "every year", "each year", "once a year"),
    "yearly": ("year", "annual", "annually", "every year", "each year", "once a year"),
    # which way is better
    "higher": ("up", "more", "increase", "higher is better", "bigger", "high"),
    "lower": ("down", "less", "fewer", "decrease", "lower is better", "smaller", "low"),
    # findings
    "area-for-improvement": (
        "improvement", "area of improvement", "areas for improvement", "improvement area", "weakness", "afi",
        "for improvement",
    ),
    "strength": ("strengths", "good practice"),
    "mixed": ("both",),
    # bodies and councils
    "scrutiny": (
        "scrutiny committee", "scrutiny panel", "overview and scrutiny", "overview and scrutiny committee", "panel",
        "select committee",
    ),
    "board": ("improvement board", "programme board"),
    "leadership-team": ("management team", "senior leadership team", "slt", "cmt", "dmt", "leadership"),
    "group": ("working group", "steering group", "task group"),
    "cabinet": ("executive", "cabinet committee"),
    "council": ("full council",),
    "government": ("government department", "department", "dhsc"),
    "regulator": ("cqc", "inspectorate", "ofsted"),
    "county": ("county council", "shire county"),
    "unitary": ("unitary authority", "unitary council"),
    "metropolitan": ("metropolitan borough", "metropolitan district", "met", "metropolitan borough council"),
    "london-borough": ("london", "london borough council"),
    "city": ("city council",),
    # readers
    "public": ("everyone", "everybody", "open", "anyone"),
    "internal": ("private", "council only", "officers", "staff", "staff only", "official"),
    "exempt": ("part 2", "part ii", "part two"),
    "confidential": ("secret", "restricted"),
    # decisions and money
    "approved": ("agreed", "accepted", "approve"), "noted": ("note",), "deferred": ("postponed", "defer"),
    "refused": ("rejected", "declined", "not approved"),
    "agreed": ("approved",), "requested": ("asked for", "bid"), "in-place": ("secured",),
    "money": ("funding", "budget", "cash", "finance"), "people": ("staffing", "staff", "posts", "workforce"),
    "technology": ("it", "ict", "digital", "system", "systems"),
    # challenges to CQC
    "not-upheld": ("rejected", "dismissed"), "upheld": ("accepted",),
    "self": ("self assessment", "self score", "self scores"), "peer": ("peer review", "peer challenge"),
    "mock": ("mock inspection", "mock assessment"), "comprehensive": ("full", "full assessment"),
}  # fmt: skip
"""What people say for a word of a plan. A word counts only where its field takes it."""
YES = ("yes", "y", "true", "on", "1")
NO = ("no", "n", "false", "off", "0")


def read_word(
    text: str, allowed: Collection[str], named: Mapping[str, str] | None = None, *, what: str = "answer"
) -> str:
    """Return the word of a plan that is meant: in any case, with blanks for hyphens, or by a synonym.

    Args:
        text: what was typed.
        allowed: the words that the field takes.
        named: the council's own words for some of them: ``on track`` for ``green``.
        what: what the word is for, as a message says it: ``a status``.

    Raises:
        ValueError: with one sentence, where none is meant, or more than one may be.
    """
    wanted = folded(text)
    named = {folded(word): meant for word, meant in (named or {}).items()}
    exact = next((word for word in allowed if folded(word) == wanted), None) or named.get(wanted)
    if exact:
        return exact
    meant = [word for word in allowed if wanted in (folded(other) for other in SYNONYMS.get(word, ()))]
    if len(meant) == 1:
        return meant[0]
    listed = ", ".join(allowed)
    if meant:
        raise ValueError(f'"{text}" may be {" or ".join(meant)}: write which')
    near = _near(wanted, allowed, named)
    offered = f'did you mean "{near}"? It takes' if near else "write"
    raise ValueError(f'"{text}" is not {what}: {offered} {listed}')


def read_flag(text: str) -> bool:
    """Return whether yes or no is meant.

    Raises:
        ValueError: with one sentence, where it is neither.
    """
    wanted = folded(text)
    if wanted in YES or wanted in NO:
        return wanted in YES
    raise ValueError(f'"{text}" is neither yes nor no: write one of them')


def _near(wanted: str, allowed: Collection[str], named: Mapping[str, str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only what is not understood needs it

    known = {folded(word): word for word in allowed}
    known |= {folded(other): word for word in allowed for other in SYNONYMS.get(word, ()) if len(other) > 3}
    known |= named
    found = get_close_matches(wanted, known, 1, 0.7)
    return known[found[0]] if found else None
