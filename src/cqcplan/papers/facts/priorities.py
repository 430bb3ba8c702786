"""The council's priorities."""

from cqcplan.framework.vintage import Theme
from cqcplan.model.delivery import Priority
from cqcplan.papers.occasion import Occasion


def answered(occasion: Occasion, priority: Priority) -> list[str]:
    """Return the titles of the findings that a priority answers, in plan order."""
    return [item.title for item in occasion.plan.findings if item.id in priority.findings]


def themes(occasion: Occasion, priority: Priority) -> list[Theme]:
    """Return the themes of a priority, as the council calls them: its own or its statements', in CQC's order."""
    ids = (
        {priority.theme}
        if priority.theme
        else {item.theme for item in occasion.vintage.statements if item.id in priority.quality_statements}
    )
    own = {name.theme: name.name for name in occasion.plan.header.labels.themes}
    return [theme._replace(name=own.get(theme.id, theme.name)) for theme in occasion.vintage.themes if theme.id in ids]
