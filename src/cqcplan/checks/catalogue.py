"""The catalogue of rules. A rule is registered by being there: one module in a family's folder."""

from functools import cache
from importlib import import_module
from pathlib import Path

from cqcplan.checks.rule import Rule

FOLDER = Path(__file__).parent
READER_FAMILIES = ("file", "schema", "dates")
"""Families whose rules are found while reading: their modules only say what they mean."""
WAIVER_FAMILY = "waivers"
"""The family about waivers themselves, found when they are applied."""
PLAN_FAMILIES = (
    "references", "periods", "thread", "status", "figures", "scores", "governance", "publication", "language",
)  # fmt: skip
"""Families whose rules look at a plan that has been read."""
SOUND_FAMILIES = ("references",)
"""Those of them that must be clean before a plan can be scored or printed."""


@cache
def rules(families: tuple[str, ...] = (*READER_FAMILIES, *PLAN_FAMILIES, WAIVER_FAMILY)) -> tuple[Rule, ...]:
    """Return the rules of some families, by code."""
    found = []
    for family in families:
        for path in sorted((FOLDER / family).glob("[a-z]*.py")):
            module = import_module(f"cqcplan.checks.{family}.{path.stem}")
            rule = getattr(module, "RULE", None)
            if isinstance(rule, Rule):
                found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))
