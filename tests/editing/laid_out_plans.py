"""Plans laid out in every way that people lay YAML out, for the tests of editing."""

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

WORDS = [
    "waiting",
    "no\xa0break",
    "tab\there",
    "list",
    "review",
    "no",
    "yes",
    "12:30",
    "a: b",
    "x #y",
    "it's",
    '"said"',
    "ü",
    "€5",
    "[1]",
    "{2}",
    "-",
    "end.",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=2, max_size=4)
    .map("\n".join)
    .filter(lambda text: text.strip()),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1)
    .filter(lambda text: text.strip()),
)  # fmt: skip
"""What people type, and what they paste."""
COMMENTS = ["# a remark", "# - {on: 2020-01-01}", "#", "# 'quoted: \"", "# ünïcode"]


@dataclass
class Laid:
    """A plan file as text, and what is in it."""

    text: str
    data: dict[str, Any]
    lists: dict[str, str | None] = field(default_factory=dict)
    """Lists that entries can join: the list's name and the id it stands under."""
    old: str = ""
    """How the value that ``SetField`` changes is written; stands once in the text."""
    eol: str = "\n"
    bom: bool = False

    @property
    def raw(self) -> bytes:
        """The file's bytes."""
        return (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode("utf-8")


class Layouts:
    """Draws how each thing is written."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.offset = draw(st.sampled_from([0, 2, 2, 4]))
        self.gap = draw(st.sampled_from([1, 1, 3]))
        self.remarks = draw(st.booleans())
        self.blank_between = draw(st.booleans())
        self.old = ""

    def chance(self, of: int) -> bool:
        return bool(self.draw(st.integers(0, of - 1)) == 0)

    def remark(self) -> str:
        return f"  {self.draw(st.sampled_from(COMMENTS))}" if self.remarks and self.chance(4) else ""

    def lines_between(self, column: int) -> list[str]:
        if not self.remarks or not self.chance(3):
            return []
        choices = ["", "   ", " " * column + "# between", "# at the edge", " " * (column + 6) + "# further in"]
        return list(self.draw(st.lists(st.sampled_from(choices), max_size=2)))

    def value(self, value: Any, *, flow: bool) -> str:
        """Write a value of one line."""
        if isinstance(value, list):
            return "[" + ", ".join(self.value(item, flow=True) for item in value) + "]"
        if not isinstance(value, str):
            return json.dumps(value)
        how = self.draw(st.sampled_from(["plain", "plain", "single", "double"]))
        if how == "plain" and value.replace("-", "").replace(" ", "").isalnum() and not value.isdigit():
            return value
        return "'" + value.replace("'", "''") + "'" if how == "single" else json.dumps(value)

    def field(self, key: str, value: Any, column: int) -> list[str]:
        """Write a field in block form."""
        pad = " " * column
        if key == "marked":
            return self.marked(value, column)
        if isinstance(value, list) and (not value or isinstance(value[0], dict)):
            return self.listing(key, value, column)
        if key in ("title", "text") and self.chance(4):
            head = self.draw(st.sampled_from([">-", "|-", ">", "|2-" if column else "|-"]))
            inner = pad + "  "
            return [f"{pad}{key}: {head}", f"{inner}{value}", *([""] if self.chance(3) else [])]
        space = " " * self.draw(st.sampled_from([1, 1, 3]))
        return [f"{pad}{key}:{space}{self.value(value, flow=False)}{self.remark()}"]

    def marked(self, value: str, column: int) -> list[str]:
        """Write the value that is going to be changed, and keep how."""
        pad = " " * column
        how = self.draw(st.sampled_from(["plain", "single", "double", "folded", "literal", "lines", "below"]))
        ways = {
            "single": f"'{value}'",
            "double": f'"{value}"',
            "folded": f">-\n{pad}    {value}",
            "literal": f"|-\n{pad}  {value}",
            "lines": f"{value}\n{pad}  more of it",
        }
        self.old = ways.get(how, value)
        first = f"\n{pad}   " if how == "below" else ""
        remark = "" if how in ("folded", "literal") else self.remark()
        return f"{pad}note: {first}{self.old}{remark}".split("\n")

    def flow_entry(self, entry: dict[str, Any]) -> str:
        space: str = self.draw(st.sampled_from(["", " "]))
        inner: str = ", ".join(
            f"{key}: [{', '.join(self.flow_entry(one) for one in value)}]"
            if isinstance(value, list) and value and isinstance(value[0], dict)
            else f"{key}: {self.value(value, flow=True)}"
            for key, value in entry.items()
            if key != "marked"
        )
        end: str = self.draw(st.sampled_from(["", "", ","]))
        return "{" + space + inner + end + space + "}"

    def listing(self, key: str, entries: list[dict[str, Any]], column: int) -> list[str]:
        """Write a field that has a list of entries."""
        pad = " " * column
        if not entries:
            empty = self.draw(st.sampled_from(["[]", "[ ]"]))
            return [f"{pad}{key}: {empty}{self.remark()}"]
        has_marked = "marked" in json.dumps(entries)
        how = self.draw(st.sampled_from(["block"] * 4 + ["flow", "flow lines"])) if not has_marked else "block"
        if how == "flow":
            comma = self.draw(st.sampled_from(["", ",", " "]))
            return [f"{pad}{key}: [{', '.join(self.flow_entry(one) for one in entries)}{comma}]{self.remark()}"]
        if how == "flow lines":
            last = self.draw(st.booleans())
            lines = [
                f"{pad}    {self.flow_entry(one)}{',' if last or one is not entries[-1] else ''}{self.remark()}"
                for one in entries
            ]
            return [f"{pad}{key}: [{self.remark()}", *lines, f"{pad}  ]{self.remark()}"]
        lines = [f"{pad}{key}:{self.remark()}", *self.lines_between(column)]
        hyphen = " " * (column + self.offset)
        for number, entry in enumerate(entries):
            if self.blank_between and number:
                lines.append("")
            if "marked" not in entry and self.chance(4):
                lines.append(f"{hyphen}-{' ' * self.gap}{self.flow_entry(entry)}{self.remark()}")
            else:
                inner = column + self.offset + 1 + self.gap
                written = [line for name, value in entry.items() for line in self.field(name, value, inner)]
                lines += [f"{hyphen}-{' ' * self.gap}{written[0].lstrip(' ')}", *written[1:]]
            lines += self.lines_between(column + self.offset)
        return lines


def update(number: int) -> dict[str, Any]:
    return {"on": f"2026-0{number + 1}-05", "about": "waits", "text": f"Number {number}"}


@st.composite
def plans(draw: Any) -> Laid:
    """Draw a plan of one file."""
    lay = Layouts(draw)
    count = st.integers(0, 3)
    milestones = [{"id": f"stone-{n}", "title": "A milestone", "due": "2026-09"} for n in range(draw(count))]
    actions: list[dict[str, Any]] = [
        {"id": f"action-{n}", "title": "An action"} for n in range(draw(st.integers(1, 3)))
    ]
    if milestones or draw(st.booleans()):
        actions[-1]["milestones"] = milestones
    waits: dict[str, Any] = {"id": "waits", "title": "Shorter waits", "marked": "the old words"}
    if draw(st.booleans()):
        waits["quality_statements"] = ["assessing-needs"]
    waits["actions"] = actions
    priorities = [waits, *({"id": f"other-{n}", "title": "Another"} for n in range(draw(st.integers(0, 2))))]
    measures = [{"id": "list", "title": "Waiting", "unit": "people",
                 "observations": [{"on": "2026-04-30", "value": n} for n in range(draw(count))]}]  # fmt: skip
    sections: dict[str, Any] = {
        "priorities": priorities,
        "measures": measures,
        "updates": [update(n) for n in range(draw(st.integers(0, 4)))],
    }
    if draw(st.booleans()):
        sections["risks"] = [{"id": "capacity", "title": "Too few people"}]
    if not draw(st.booleans()) and not sections["updates"]:
        del sections["updates"]
    lines = draw(st.sampled_from([[], ["# a plan"], ["# a plan", "", "# of two lines"], ["---"], ["%YAML 1.2", "---"]]))
    lines = [*lines, "schema: 1", "plan: {id: made-up, council: {name: 'Made-up Council'}, framework: la-2026-04}"]
    for name in draw(st.permutations(list(sections))):
        lines += [""] if lay.blank_between else []
        lines += lay.listing(name, sections[name], 0) if name != "priorities" else _block(lay, name, sections[name])
    lines += draw(st.sampled_from([[], [""], ["# the end"], ["", "# the end", ""], ["..."]]))
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = "\n".join(lines).rstrip("\n") + draw(st.sampled_from(["\n", "\n", ""]))
    laid = Laid(text.replace("\n", eol), {}, {}, lay.old.replace("\n", eol), eol, draw(st.booleans()))
    laid.lists = {"updates": None, "risks": None, "priorities": None, "actions": "waits",
                  "milestones": actions[-1]["id"], "observations": "list"}  # fmt: skip
    return laid


def _block(lay: Layouts, name: str, entries: list[dict[str, Any]]) -> list[str]:
    """Priorities hold the value that is changed, which stands in block form."""
    return lay.listing(name, entries, 0)
