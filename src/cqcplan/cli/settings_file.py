"""The settings file, for the commands that take one."""

from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.talk import Exit, complain, fail, leave

if TYPE_CHECKING:
    from cqcplan.config.config import Config


def the_config(path: Path | None, *, no_config: bool) -> "Config":
    """Read the settings file that was named, or the one found here or above; stop where it has mistakes."""
    from cqcplan.config.config import Config

    if no_config:
        if path:
            fail("--config and --no-config do not go together", "leave out one of the two")
        return Config()
    if path is None and not may_exist():
        return Config()
    from cqcplan.checks.catalogue import rules
    from cqcplan.config.read import Known, find_config, read_config

    found = path or find_config(Path.cwd())
    if found is None:
        return Config()
    config, mistakes = read_config(found, {rule.code: Known(rule.name, rule.options) for rule in rules()})
    for mistake in mistakes:
        complain(str(mistake), mistake.help)
    if mistakes:
        leave(Exit.FAILED)
    return config


def may_exist() -> bool:
    """Look, without importing a TOML reader, whether any folder above has a file with settings for cqcplan."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "cqcplan.toml").is_file():
            return True
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.cqcplan" in project.read_bytes():
            return True
    return False
