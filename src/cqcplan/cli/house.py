"""What a council has of its own, for the pages: the same settings that ``report`` and ``validate`` go by."""

from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.paper_choices import made_from, own_folders, the_style
from cqcplan.cli.settings_file import the_config

if TYPE_CHECKING:
    from cqcplan.files.discover import Location
    from cqcplan.web.served import House


def the_house(templates: Path | None) -> "House":
    """Read the settings found here or above; stop where they, or the house style that they name, have mistakes."""
    from cqcplan.checks.settings import Settings
    from cqcplan.web.served import House

    config = the_config(None, no_config=False)
    folder = templates or config.templates
    own = own_folders(folder)
    checks = Settings(
        select=config.select,
        ignore=config.ignore,
        severities=config.severity,
        per_path=config.per_path,
        options=config.options,
        root=config.path.parent if config.path else None,
    )
    short = bool(config.style) and the_style(config.style or "", folder).money == "short"
    return House(tuple(own), config.style, config.reference, short, checks)


def paper_made_from(location: "Location") -> str:
    """Say which revision of the plan a paper is made from, and with which version of the tool."""
    return ". ".join(part for part in made_from(location, None) if part)
