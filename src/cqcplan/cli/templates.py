"""``cqcplan templates``: what the words and the looks of papers are made of, and how to make them one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cqcplan.cli.options import Folder
from cqcplan.cli.paper_choices import own_folders
from cqcplan.cli.settings_file import the_config
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from cqcplan.papers.template_files import Found

app = typer.Typer(
    help="The templates of papers: list them, print one, copy one into a folder of your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Such as risks, or sections/risks.md.j2.", show_default=False)
]


@app.command("list")
def list_templates(templates: Folder = None) -> None:
    """List every template with what it is, and whether it is the council's own.

    Exit code 0: listed; 2: the folder is not there.
    """
    from cqcplan.papers.template_files import about, all_templates

    found = all_templates(_own(templates))
    width = max(len(item.name) for item in found)
    write(
        "".join(
            f"{item.name:<{width}}  {'(own) ' if item.is_own else ''}{about(item)}".rstrip() + "\n" for item in found
        )
    )


@app.command()
def show(name: Name, templates: Folder = None) -> None:
    """Print a template: the council's own where it has one, else the one that comes with cqcplan.

    Exit code 0: printed; 2: there is none of the name.
    """
    from cqcplan.papers.template_files import TemplateProblemError, text_of

    try:
        write(text_of(_the_template(name, _own(templates)).path))
    except TemplateProblemError as error:
        fail(str(error), "save the file as UTF-8 without a byte order mark")


@app.command()
def copy(name: Name, templates: Folder = None) -> None:
    """Copy a template that comes with cqcplan into the council's own folder, to be changed there. Never over a file.

    Exit code 0: copied; 2: there is none of the name, no folder, or a file in its place.
    """
    from cqcplan.papers.template_files import SHIPPED

    folder = templates or the_config(None, no_config=False).templates
    if folder is None:
        fail(
            "there is no folder of your own templates",
            "name one with --templates, or as papers.templates in the settings",
        )
    found = _the_template(name, [])
    target = folder / found.name
    if target.exists():
        fail(
            f"{target.as_posix()} is there already",
            f'it is left as it is; "cqcplan templates show {found.name}" prints yours',
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(found.path.read_bytes())
    except OSError as error:
        fail(f"{target.as_posix()} cannot be written: {error.strerror}", "name another folder with --templates")
    say(f"wrote {target.as_posix()}")
    begin = f'{{% extends "{SHIPPED}/{found.name}" %}}'
    say(f"to change only part of it, begin it with {begin} and keep no more than the blocks you change")


def _own(templates: Path | None) -> list[Path]:
    return own_folders(templates or the_config(None, no_config=False).templates)


def _the_template(name: str, own: list[Path]) -> "Found":
    from cqcplan.papers.template_files import all_templates
    from cqcplan.problems.nearest import did_you_mean

    every = all_templates(own)
    wanted = name.replace("\\", "/").removeprefix("cqcplan/")
    for item in every:
        short = item.name.rpartition("/")[2]
        if wanted in (item.name, short, short.removesuffix(".md.j2")):
            return item
    known = [item.name.rpartition("/")[2].removesuffix(".md.j2") for item in every]
    return fail(f'there is no template "{name}"', did_you_mean(wanted, known) or '"cqcplan templates list" lists them')
