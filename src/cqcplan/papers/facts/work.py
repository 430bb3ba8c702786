"""Actions and milestones."""

from cqcplan.papers.setting import Setting


def rated(setting: Setting) -> bool:
    """Whether any work or priority has a colour."""
    return any(item.rag for item in setting.state.items) or any(state.rag for state in setting.state.priorities)
