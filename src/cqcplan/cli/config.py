"""``cqcplan config show``."""

import typer

from cqcplan.cli.options import SettingsFile
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.talk import write

app = typer.Typer(
    help="The settings file.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def show(config: SettingsFile = None) -> None:
    """Print the settings in force, and where each comes from."""
    from cqcplan.checks.catalogue import rules
    from cqcplan.config.option import as_toml

    found = the_config(config, no_config=False)
    source = found.path.as_posix() if found.path else "the default"
    lines = [f"settings file: {found.path.as_posix() if found.path else 'none found'}"]
    defaults = {"select": "every rule that is on by default", "fail_on": "error", "papers.style": "plain"}
    for name, value in (
        ("select", ", ".join(found.select)),
        ("ignore", ", ".join(found.ignore)),
        ("fail_on", found.fail_on or ""),
        ("severity", ", ".join(f"{code} {level}" for code, level in sorted(found.severity.items()))),
        ("papers.style", found.style or ""),
        ("papers.templates", found.templates.as_posix() if found.templates else ""),
        ("papers.reference", found.reference.as_posix() if found.reference else ""),
        ("per_path", "; ".join(f"{pattern}: {', '.join(words)}" for pattern, words in sorted(found.per_path.items()))),
    ):
        lines.append(f"{name}: {value or defaults.get(name, 'nothing')} ({source if value else 'the default'})")
    for rule in rules():
        for option in rule.options:
            set_ = found.options.get(rule.code, {}).get(option.name)
            value = as_toml(option.default if set_ is None else set_)
            lines.append(f"rules.{rule.name}.{option.name}: {value} ({'the default' if set_ is None else source})")
    write("\n".join(lines) + "\n")
