"""``cqcplan config show``, and the settings file for the commands that take one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.talk import Exit, complain, fail, write

if TYPE_CHECKING:
    from cqcplan.config.config import Config

app = typer.Typer(
    help="The settings file.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def the_config(path: Path | None, *, no_config: bool) -> "Config":
    """Read the settings file that was named, or the one found here or above; stop where it has mistakes."""
    from cqcplan.config.config import Config

    if no_config:
        if path:
            fail("--config and --no-config do not go together", "leave out one of the two")
        return Config()
    if path is None and not _may_exist():
        return Config()
    from cqcplan.checks.catalogue import rules
    from cqcplan.config.read import find_config, read_config

    found = path or find_config(Path.cwd())
    if found is None:
        return Config()
    config, mistakes = read_config(found, {rule.code: rule.name for rule in rules()})
    for mistake in mistakes:
        complain(str(mistake), mistake.help)
    if mistakes:
        raise typer.Exit(Exit.FAILED)
    return config


def _may_exist() -> bool:
    """Look, without importing a TOML reader, whether any folder above has a file with settings for cqcplan."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "cqcplan.toml").is_file():
            return True
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.cqcplan" in project.read_bytes():
            return True
    return False


@app.command()
def show(
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The settings file.", show_default="found")
    ] = None,
) -> None:
    """Print the settings in force, and where each comes from."""
    found = the_config(config, no_config=False)
    source = found.path.as_posix() if found.path else "the default"
    lines = [f"settings file: {found.path.as_posix() if found.path else 'none found'}"]
    for name, value in (
        ("select", ", ".join(found.select)),
        ("ignore", ", ".join(found.ignore)),
        ("fail_on", found.fail_on or ""),
        ("severity", ", ".join(f"{code} {level}" for code, level in sorted(found.severity.items()))),
        ("per_path", "; ".join(f"{pattern}: {', '.join(words)}" for pattern, words in sorted(found.per_path.items()))),
    ):
        default = {"select": "every rule that is on by default", "fail_on": "error"}.get(name, "nothing")
        lines.append(f"{name}: {value or default} ({source if value else 'the default'})")
    write("\n".join(lines) + "\n")
