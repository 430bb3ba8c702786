"""What the ids of a plan stand for in words: posts, bodies, and the titles of other entries."""

from functools import cached_property

from cqcplan.model.document import Plan
from cqcplan.model.governance import Body


class Names:
    """The names in one plan, as far as whoever it is for may know them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def roles(self) -> dict[str, str]:
        """The titles of posts by id."""
        return {item.id: item.title for item in self._plan.roles}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """The plan's bodies by id."""
        return {item.id: item for item in self._plan.bodies}

    def role(self, role_id: str | None) -> str | None:
        """Return a post's title."""
        return self.roles.get(role_id) if role_id else None

    def body(self, body_id: str | None) -> str:
        """Return a body's name."""
        found = self.bodies.get(body_id) if body_id else None
        return found.name if found else ""

    def of(self, entry_id: str | None) -> str:
        """Return what an entry of any kind is called: a title, a name, a post; of a meeting, its body and date."""
        return self._every.get(entry_id, "") if entry_id else ""

    @cached_property
    def _every(self) -> dict[str, str]:
        plan = self._plan
        groups = (plan.self_assessments, plan.evidence, plan.measures, plan.advisers, plan.submissions)
        found = {entry.id: entry.title for group in groups for entry in group}
        found |= {item.id: f"{self.body(item.body)}, {item.on}" for item in plan.meetings}
        return found | {body_id: body.name for body_id, body in self.bodies.items()} | self.roles
