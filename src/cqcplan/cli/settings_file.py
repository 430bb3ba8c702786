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
    found = path or found_here()
    if found is None:
        return Config()
    from cqcplan.checks.catalogue import rules
    from cqcplan.config.read import read_config
    from cqcplan.config.settings import Known

    config, mistakes = read_config(found, {rule.code: Known(rule.name, rule.options) for rule in rules()})
    for mistake in mistakes:
        complain(str(mistake), mistake.help)
    if mistakes:
        leave(Exit.FAILED)
    return config


def found_here() -> Path | None:
    """Return the settings file here or above; stop where it may not be used."""
    from cqcplan.config.find import RefusedError, find_config

    try:
        return find_config(Path.cwd())
    except RefusedError as refused:
        fail(refused.message, refused.help)
