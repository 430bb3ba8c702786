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
