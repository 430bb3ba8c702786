"""Whom to ask about the plan."""

from cqcplan.model.governance import Role
from cqcplan.papers.setting import Setting


def of_paper(setting: Setting) -> list[Role]:
    """Return the posts to ask, the one for the meeting first where the plan does not name it already."""
    ids = list(setting.plan.header.contact)
    if setting.meeting and setting.meeting.contact and setting.meeting.contact not in ids:
        ids.insert(0, setting.meeting.contact)
    posts = {role.id: role for role in setting.plan.roles}
    return [posts[role] for role in ids]


def reachable(setting: Setting) -> list[Role]:
    """Return the plan's posts to ask that have a telephone or an address of their own, in plan order."""
    wanted = setting.plan.header.contact
    return [role for role in setting.plan.roles if role.id in wanted and (role.phone or role.email)]


def meets_in_public(setting: Setting) -> bool:
    """Whether the paper's meeting is still to come, is held by members, and is open to the public."""
    meeting = setting.meeting
    ours = meeting is not None and setting.bodies[meeting.body].kind in ("cabinet", "council", "scrutiny")
    return bool(meeting and ours and meeting.open and meeting.on.latest >= setting.as_of)
