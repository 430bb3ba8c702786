"""What each thing on the thread is called, and how it stands."""

from cqcplan.framework.vintage import Statement
from cqcplan.model.assessments import Assessment, Finding
from cqcplan.model.base import Named
from cqcplan.model.dates import When
from cqcplan.model.delivery import Measure, Update
from cqcplan.model.entries import title_of
from cqcplan.model.governance import Commitment, Meeting, Submission
from cqcplan.model.papers import Evidence
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.papers.amounts import amount_of
from cqcplan.papers.occasion import Occasion
from cqcplan.thread.graph import Node
from cqcplan.timeline.figures import values_of
from cqcplan.timeline.state import Item, happened

LONGEST = 90
"""Letters of a title, or of what an update says, that are told."""


class NodeWords:
    """Words for the nodes of one plan on one day."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self._items = {item.entry.id: item for item in occasion.state.items}
        self._priorities = {state.priority.id: state for state in occasion.state.priorities}
        result = occasion.result
        self._scores = {item.id: item.score for item in result.statements} if result else {}

    def title(self, node: Node) -> str:
        """Return what a node is called, in one line; an update by its date."""
        if isinstance(node.thing, Update):
            return str(node.thing.on)
        if isinstance(node.thing, Meeting):
            body = self.occasion.body(node.thing.body)
            return f"{body}, {node.thing.on}"
        return _short(node.title)

    def entry_title(self, entry: Named) -> str:
        """Return what an entry is called, in one line."""
        return " ".join(title_of(entry).split())

    def named(self, node: Node) -> str:
        """Return kind, title and id: ``Backlog cleared (milestone ot-backlog-cleared)``."""
        if isinstance(node.thing, Update):
            return f"{self.title(node)} (update)"
        return f"{self.title(node)} ({node.kind} {node.key})"

    def stands(self, node: Node) -> str:
        """Say how a node stands on the day, in a few words; nothing where there is nothing to say."""
        said = ""
        match node.thing:
            case Update() as update:
                said = self._update(update)
            case Measure() as measure:
                values = values_of(measure, self.occasion.as_of)
                said = f"{amount_of(measure, values[-1])}, {values[-1].on}" if values else "no figure yet"
            case Submission() as sent:
                said = self._kept("sent", sent.submitted, sent.due)
            case Commitment() as promise:
                said = self._kept("kept", promise.met, promise.due)
            case Finding() as finding:
                said = finding.kind.replace("-", " ")
            case Assessment() as assessment:
                said = f"published {assessment.published}" if assessment.published else ""
            case Evidence() as piece:
                said = str(piece.on) if piece.on else ""
            case Named() as entry:
                said = self._work(entry)
            case Statement() as statement:
                score = self._scores.get(statement.id)
                said = f"scored {score}" if score else ""
        return said

    def is_ours(self, node: Node) -> bool:
        """Whether :meth:`stands` begins with words of our own: an update's, and a colour's, are the council's."""
        return not isinstance(node.thing, Update) and node.key not in self._priorities

    def _kept(self, word: str, on: When | None, due: When | None) -> str:
        if on and happened(on, self.occasion.as_of):
            return f"{word} {on}"
        return f"due {due}" if due else ""

    def _work(self, entry: Named) -> str:
        item = self._items.get(entry.id)
        if item:
            due = f", due {item.due}" if item.due and not item.is_done else ""
            late = ", overdue" if item.overdue(self.occasion.as_of) else ""
            return f"{self._position(item)}{due}{late}"
        state = self._priorities.get(entry.id)
        return self.occasion.rated(state.rag).word if state and state.rag else ""

    def _position(self, item: Item) -> str:
        said = _how_far(item)
        rag = f", {self.occasion.rated(item.rag).word}" if item.rag else ""
        return f"{said[0].lower()}{said[1:]}{rag}"

    def _update(self, update: Update) -> str:
        parts = [
            update.status.replace("-", " ") if update.status else "",
            self.occasion.rated(update.rag).word if update.rag else "",
            f"due {update.due}" if update.due else "",
            update.text or update.reason or "",
        ]
        return _short("; ".join(part for part in parts if part))


def _short(text: str) -> str:
    """Return a text in one line, cut at a word where it is long."""
    said = " ".join(text.split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _how_far(item: Item) -> str:
    """Say how far an action or milestone has got."""
    said = STATUS_WORDS[item.status] if item.status else "No progress recorded"
    return f"{said} (recorded {item.done_on})" if item.done_on and item.is_done else said
