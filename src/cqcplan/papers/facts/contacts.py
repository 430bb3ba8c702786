"""Whom to ask about the plan."""

from cqcplan.model.governance import Role
from cqcplan.papers.occasion import Occasion


def of_paper(occasion: Occasion) -> list[Role]:
    """Return the posts to ask, the one for the meeting first where the plan does not name it already."""
    ids = list(occasion.plan.header.contact)
    if occasion.meeting and occasion.meeting.contact and occasion.meeting.contact not in ids:
        ids.insert(0, occasion.meeting.contact)
    posts = {role.id: role for role in occasion.plan.roles}
    return [posts[role] for role in ids]


def reachable(occasion: Occasion) -> list[Role]:
    """Return the plan's posts to ask that have a telephone or an address of their own, in plan order."""
    wanted = occasion.plan.header.contact
    return [role for role in occasion.plan.roles if role.id in wanted and (role.phone or role.email)]


def meets_in_public(occasion: Occasion) -> bool:
    """Whether the paper's meeting is still to come, is held by members, and is open to the public."""
    meeting = occasion.meeting
    ours = meeting is not None and occasion.bodies[meeting.body].kind in ("cabinet", "council", "scrutiny")
    return bool(meeting and ours and meeting.open and meeting.on.latest >= occasion.as_of)
