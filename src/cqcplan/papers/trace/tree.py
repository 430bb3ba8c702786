"""A trace as a tree of lines."""

import textwrap
from collections.abc import Iterator, Sequence

from cqcplan.english import first_upper
from cqcplan.papers.trace.node_words import NodeWords
from cqcplan.thread.orphans import Orphans
from cqcplan.thread.walk import Branch, Trace

LEAST = 40
"""How many letters a line keeps however deep it stands."""


def tree(trace: Trace, words: NodeWords, width: int) -> str:
    """Draw what a thing comes from, what follows from it and what else it is linked to, in lines so wide."""
    stands = words.stands(trace.root)
    lines = textwrap.wrap(words.named(trace.root), width)
    lines += textwrap.wrap(f"{first_upper(stands) if words.is_ours(trace.root) else stands}.", width) if stands else []
    parts = (("Comes from", trace.above), ("Leads to", trace.below), ("Also linked to", trace.beside))
    for heading, branches in parts:
        if branches:
            lines += ["", heading, *_branches(branches, words, "", width)]
    if not (trace.above or trace.below or trace.beside):
        lines += ["", "Nothing in the plan is linked to it."]
    return "\n".join(lines) + "\n"


def _branches(branches: Sequence[Branch], words: NodeWords, lead: str, width: int) -> Iterator[str]:
    for place, branch in enumerate(branches):
        is_last = place == len(branches) - 1
        below = f"{lead}{'   ' if is_last else '│  '}"
        stands = words.stands(branch.node)
        said = f"{branch.words}: {words.named(branch.node)}{f': {stands}' if stands else ''}"
        said += " (see above)" if branch.told_above and branch.node.kind != "update" else ""
        stem = f"{below}{'│  ' if branch.branches else '   '}"
        wrapped = textwrap.wrap(said, max(width - len(stem), LEAST), break_on_hyphens=False, break_long_words=False)
        yield f"{lead}{'└─ ' if is_last else '├─ '}{wrapped[0]}"
        yield from (f"{stem}{rest}" for rest in wrapped[1:])
        yield from _branches(branch.branches, words, below, width)


def orphan_lines(found: Sequence[Orphans], words: NodeWords, width: int) -> str:
    """List the breaks in the thread, in lines so wide."""
    if not found:
        return "No break in the thread was found.\n"
    lines: list[str] = []
    for group in found:
        lines += ["", f"{group.lack} ({len(group.entries)})"]
        for entry in group.entries:
            said = f"- {words.entry_title(entry)} ({entry.id})"
            lines += textwrap.wrap(said, width, subsequent_indent="  ", break_on_hyphens=False)
    return "\n".join(lines[1:]) + "\n"
