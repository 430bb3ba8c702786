"""Posts and priorities that only a mapping names: added with the first row that comes in under them, or not at all."""

from collections.abc import Mapping as Words
from typing import Any

from cqcplan.editing.changes import AddEntry
from cqcplan.exchange.intake import Intake
from cqcplan.exchange.proposal import RowChange, Where
from cqcplan.exchange.sheet_words import folded
from cqcplan.exchange.tracker.rows import named_priority
from cqcplan.problems.nearest import did_you_mean


class Made:
    """What the plan has and what the mapping adds to it."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.posts = {folded(role.title): role.id for role in intake.plan.roles}
        self.priorities = {
            folded(name): priority.id
            for priority in intake.plan.priorities
            for name in (
                priority.ref or priority.id,
                priority.title,
                named_priority(priority.ref, priority.title),
                priority.id,
            )
        }
        self.new_posts: list[RowChange] = []
        self._waiting: list[tuple[dict[str, str], str, RowChange]] = []
        """What the row that is being read would add."""

    def post(self, meant: str) -> str:
        """Return the id of a post that the mapping names; a title that the plan does not have is a new post.

        Raises:
            ValueError: where it looks like an id and is none.
        """
        if any(role.id == meant for role in self.intake.plan.roles):
            return meant
        if folded(meant) not in self.posts:
            if is_id(meant):
                near = did_you_mean(meant, [role.id for role in self.intake.plan.roles])
                raise ValueError(
                    f'the mapping names the post "{meant}", which is not in the plan{f": {near}" if near else ""}'
                )
            made = self.intake.free_id(meant)
            add = AddEntry("roles", self.intake.readers.kept({"id": made, "title": meant}))
            step = RowChange(Where("mapping", 1, "owners"), made, (f"new post: {meant}",), (add,))
            self._wait(self.posts, meant, step)
        return self.posts[folded(meant)]

    def priority(self, where: Where, meant: str, *, may_be_new: bool) -> str:
        """Return the id of a priority; a new one where the mapping says its title, and nothing where there is none.

        Raises:
            CannotKeepError: where it cannot be written for the readers it must have.
        """
        if folded(meant) not in self.priorities:
            if not meant or not may_be_new or is_id(meant):
                return ""
            made = self.intake.free_id(meant)
            values = self.intake.readers.kept({"id": made, "title": meant})
            self.intake.new[made] = values
            step = RowChange(where, made, (f"new priority: {meant}",), (AddEntry("priorities", values),))
            self._wait(self.priorities, meant, step)
        return self.priorities[folded(meant)]

    def _wait(self, names: dict[str, str], meant: str, step: RowChange) -> None:
        names[folded(meant)] = step.entry
        self._waiting.append((names, folded(meant), step))

    def keep(self) -> None:
        """Add what the row needed: the row comes in."""
        for names, _, step in self._waiting:
            if names is self.posts:
                self.new_posts.append(step)
            else:
                self.intake.proposal.steps.append(step)
        self._waiting.clear()

    def drop(self) -> None:
        """Forget what the row would have added: it was refused."""
        for names, name, step in self._waiting:
            del names[name]
            self.intake.ids.discard(step.entry)
            self.intake.new.pop(step.entry, None)
            self.intake.readers.new.pop(step.entry, None)
        self._waiting.clear()

    def finish(self) -> None:
        """Put the new posts before everything that names them."""
        self.intake.proposal.steps[:0] = self.new_posts


def is_id(text: str) -> bool:
    """Whether a text is written as ids are."""
    return " " not in text and text == text.lower()


def by_folded(words: Words[str, Any]) -> dict[str, Any]:
    """Return what words mean by what people mean by the same words."""
    return {folded(word): meaning for word, meaning in words.items()}
