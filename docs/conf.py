"""How the documentation site is made: ``make docs`` builds it into out/docs, and a dead link fails.

Everything it needs lies in the site: no web fonts, nothing fetched from elsewhere, and it opens from a folder.
"""

from pathlib import Path

import typer
from sphinx.application import Sphinx
from typer.cli import get_docs_for_click

from cqcplan import __version__
from cqcplan.cli.app import app

HERE = Path(__file__).parent
CONTENTS = {
    "index": "install tutorial templates how-to/README reference/README method/README",
    "how-to/README": "browser programme-manager analyst director clerk region papers spreadsheets ci",
    "reference/README": (
        "commands fields metrics /rules/README output-formats score-json status-json diff-json trace-json"
    ),
    "method/README": "scoring measures withheld papers-beside-sources /design /performance",
    "rules/README": "PLAN*",
}
"""Which pages stand below which. A page that stands nowhere fails the build."""

project = "cqcplan"
copyright = "the cqcplan project, MIT licence"  # noqa: A001 - Sphinx reads this name
version = release = __version__
language = "en-GB"

extensions = ["myst_parser"]
myst_heading_anchors = 3
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # a transcript of a terminal holds more than one language

html_theme = "pydata_sphinx_theme"
html_title = f"cqcplan {version}"
html_show_sourcelink = False
html_copy_source = False
html_sidebars = {"**": ["sidebar-nav-bs"]}
html_theme_options = {
    "navbar_persistent": ["search-field"],  # the search button has another name than the words on it
    "footer_start": ["copyright"],
    "footer_end": [],
    "navigation_depth": 1,  # the toggles of deeper levels have no name
    "show_prev_next": False,
    "navigation_with_keys": False,
}


def command_reference() -> str:
    """Return every command with its arguments and options, from the commands themselves."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="cqcplan")
    with context:
        text = get_docs_for_click(obj=command, ctx=context, name="cqcplan", title="Every command")
    return f"{text.strip()}\n"


def add_contents(_: Sphinx, page: str, text: list[str]) -> None:
    """Put below a page those that belong to it: Markdown alone has no word for that."""
    if page in CONTENTS:
        text[0] += f"\n```{{toctree}}\n:hidden:\n:glob:\n\n{chr(10).join(CONTENTS[page].split())}\n```\n"


def setup(site: Sphinx) -> None:
    """Write the page that is made anew each time, and have Sphinx call what is above."""
    (HERE / "reference" / "commands.md").write_text(command_reference(), encoding="utf-8", newline="\n")
    site.connect("source-read", add_contents)
