"""Every part a paper can be made of that is not a template yet, by the name that house styles use."""

from collections.abc import Callable

from cqcplan.papers.blocks import Section
from cqcplan.papers.parts import changes, return_pack
from cqcplan.papers.setting import Setting

PARTS: dict[str, Callable[[Setting], Section]] = {
    "changes": changes.changed,
    "return-changes": return_pack.changes_since,
    "return-summary": return_pack.summary,
}
