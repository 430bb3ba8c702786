"""A rule's page, as data, as text and as Markdown; and the catalogue of all the pages."""

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from cqcplan.checks.rule import Rule
from cqcplan.checks.waivable import may_be_waived

WIDTH = 88
_MARK = re.compile(r"  # here$", re.MULTILINE)
"""What a bad example has at the line that is wrong. It is for the tests."""


def page_data(rule: Rule) -> dict[str, Any]:
    """Return what a rule says of itself, as plain data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "on_by_default": rule.on_by_default,
        "needs_day": rule.needs_day,
        "what": rule.what,
        "why": rule.why,
        "bad": _MARK.sub("", rule.bad) or None,
        "good": rule.good or None,
        "options": [
            {
                "name": option.name,
                "default": list(option.default) if isinstance(option.default, tuple) else option.default,
                "wanted": option.wanted,
                "meaning": option.meaning,
            }
            for option in rule.options
        ],
    }


def page_text(rule: Rule) -> str:
    """Return a rule's page for a terminal."""
    facts = "".join(f"  {name + ':':<{_WIDEST_FACT + 1}} {value}\n" for name, value in _facts(rule))
    parts = [f"{rule.code} {rule.name}\n\n{facts}"]
    for title, said in _prose(rule):
        parts.append(f"{title}\n{_indented(textwrap.fill(said, WIDTH - 2, break_on_hyphens=False))}")
    for title, example in _examples(rule):
        parts.append(f"{title}\n{_indented(example)}")
    if rule.options:
        said = "\n".join(textwrap.fill(line, WIDTH - 2, **_WHOLE_WORDS) for line in _options(rule))
        parts.append(f"Options\n{_indented(said)}")
    leaving = textwrap.fill(_leaving_out(rule), WIDTH - 2, break_on_hyphens=False, break_long_words=False)
    parts.append(f"Leaving it out\n{_indented(leaving)}")
    return "\n".join(parts)


def page_markdown(rule: Rule) -> str:
    """Return a rule's page in Markdown."""
    facts = "".join(f"| {name} | {value} |\n" for name, value in _facts(rule))
    parts = [f"# {rule.code} {rule.name}\n", f"| fact | value |\n| --- | --- |\n{facts}"]
    parts += [f"## {title}\n\n{textwrap.fill(said, 118, **_WHOLE_WORDS)}\n" for title, said in _prose(rule)]
    parts += [f"## {title}\n\n```yaml\n{example}```\n" for title, example in _examples(rule)]
    if rule.options:
        said = "\n".join(
            textwrap.fill(f"- {line}", 118, subsequent_indent="  ", **_WHOLE_WORDS) for line in _options(rule)
        )
        table = f"[rules.{rule.name}]\n" + "".join(f"{each.name} = {each.example}\n" for each in rule.options)
        parts.append(f"## Options\n\nIn the settings file, as it is without:\n\n```toml\n{table}```\n\n{said}\n")
    parts.append(f"## Leaving it out\n\n{textwrap.fill(_leaving_out(rule), 118, **_WHOLE_WORDS)}\n")
    return "\n".join(parts)


def catalogue_text(rules: Sequence[Rule]) -> str:
    """Return the catalogue for a terminal: one line to a rule."""
    rows = [_COLUMNS, *(_row(rule) for rule in rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def catalogue_markdown(rules: Sequence[Rule], *, linked: bool = False) -> str:
    """Return the catalogue as a Markdown table with what each rule checks.

    Args:
        rules: the rules, in the order of their codes.
        linked: whether the pages lie beside the table, so that codes can link to them.
    """
    columns = (*_COLUMNS, "what it checks")
    lines = [_line(columns), _line(["---"] * len(columns))]
    for rule in rules:
        code, *rest = _row(rule)
        lines.append(_line([f"[{code}]({page_file(rule)})" if linked else code, *rest, rule.what]))
    return "".join(lines)


def page_file(rule: Rule) -> str:
    """Return the name of the file that holds a rule's page in ``docs/rules``."""
    return f"{rule.code}.md"


_COLUMNS = ("code", "name", "severity", "on by default", "needs a day")


def _row(rule: Rule) -> tuple[str, ...]:
    return (rule.code, rule.name, rule.severity.value, _yes(rule.on_by_default), _yes(rule.needs_day))


def _line(cells: Sequence[str]) -> str:
    safe = (cell.replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(safe)} |\n"


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a yes or no, said in a word
    return "yes" if is_so else "no"


def _facts(rule: Rule) -> list[tuple[str, str]]:
    day = "yes: it looks from --as-of, which is today unless another day is named" if rule.needs_day else "no"
    return [("severity", rule.severity.value), ("on by default", _yes(rule.on_by_default)), ("needs a day", day)]


_WIDEST_FACT = len("on by default")
_WHOLE_WORDS: Any = {"break_on_hyphens": False, "break_long_words": False}


def _prose(rule: Rule) -> list[tuple[str, str]]:
    return [("What it checks", rule.what), ("Why it matters", rule.why)]


def _examples(rule: Rule) -> list[tuple[str, str]]:
    found = [("Bad", _MARK.sub("", rule.bad)), ("Good", rule.good)]
    return [(title, example) for title, example in found if example]


def _options(rule: Rule) -> list[str]:
    """Say what each option of a rule decides."""
    return [
        f"`{option.name}` ({option.wanted}; {option.example} unless it is set): {option.meaning}"
        for option in rule.options
    ]


def _leaving_out(rule: Rule) -> str:
    if rule.on_by_default:
        said = f"`cqcplan validate --ignore {rule.code}` (or `--ignore {rule.name}`) runs every other rule."
    else:
        said = f"It is left out unless asked for: `cqcplan validate --select {rule.code}` runs it alone."
    if may_be_waived(rule.code):
        said += f" One problem is let stand by a comment on its line: `# cqcplan: ignore[{rule.code}]` and the reason."
    return said


def _indented(text: str) -> str:
    return textwrap.indent(text.rstrip("\n"), "  ") + "\n"
