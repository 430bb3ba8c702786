"""House styles from YAML: those that come with the tool, and a council's own."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cqcplan.files.loaded import LoadedFile
from cqcplan.files.read_file import read_file
from cqcplan.model.house_style import LINE_FACTS, Head, HouseStyle
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Problem

BASE = "plain"
"""The style from which comes whatever another leaves out."""


class StyleNotFoundError(Exception):
    """No house style has the name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f'there is no house style "{name}"')
        self.help = did_you_mean(name, known) or f"the house styles are {', '.join(known)}"


def style_names(folders: Sequence[Path]) -> list[str]:
    """Return the names of the house styles in some folders, in order."""
    return sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})


def load_style(name: str, folders: Sequence[Path], sections: Sequence[str]) -> tuple[HouseStyle | None, list[Problem]]:
    """Read a house style, with what it takes from others.

    Args:
        name: the name of a style in one of the folders, or the path of a file.
        folders: where styles are looked for, a council's own folder first.
        sections: the names of the sections there are.

    Returns:
        The style, or nothing where there are problems; and the problems.

    Raises:
        StyleNotFoundError: no folder has it.
    """
    return _load(name, folders, sections, ())


@cache
def _read_shipped(path: Path, model: type[HouseStyle]) -> tuple[LoadedFile, bool]:
    """Read a style that comes with the tool: once, however many others are like it."""
    return read_file(path, model)


def _load(
    name: str, folders: Sequence[Path], sections: Sequence[str], asked: tuple[str, ...]
) -> tuple[HouseStyle | None, list[Problem]]:
    path = _path(name, folders)
    loaded, _ = (_read_shipped if path.parent == folders[-1] else read_file)(path, HouseStyle)
    problems = list(loaded.problems)
    style = loaded.content
    if not isinstance(style, HouseStyle):
        return None, problems
    problems += _unknown_facts(loaded, style)
    problems += _unknown_sections(loaded, style, sections)
    parent_name = style.like or BASE
    if path.stem == BASE and style.like is None:
        whole = style
    elif parent_name in (*asked, path.stem):
        problems.append(loaded.problem("CQC103", ("like",), f'this style is like itself, through "{parent_name}"'))
        return None, problems
    else:
        try:
            parent, more = _load(parent_name, folders, sections, (*asked, path.stem))
        except StyleNotFoundError as error:
            problems.append(loaded.problem("CQC103", ("like",), str(error), help=error.help))
            return None, problems
        problems += more
        if parent is None:
            return None, problems
        whole = _inherit(style, parent)
    problems += _unknown_papers(loaded, whole)
    return (None if problems else whole), problems


def _path(name: str, folders: Sequence[Path]) -> Path:
    if name.endswith((".yaml", ".yml")) and Path(name).is_file():
        return Path(name)
    for folder in folders:
        path = folder / f"{name}.yaml"
        if path.is_file():
            return path
    raise StyleNotFoundError(name, style_names(folders))


def _inherit(style: HouseStyle, parent: HouseStyle) -> HouseStyle:
    """Fill in from another style what one leaves out."""
    return style.model_copy(
        update={
            "head": style.head or parent.head,
            "numbering": style.numbering or parent.numbering,
            "money": style.money or parent.money,
            "paper": style.paper or parent.paper,
            "set": style.set or parent.set,
            "papers": {**parent.papers, **style.papers},
        }
    )


def _unknown_sections(loaded: LoadedFile, style: HouseStyle, known: Sequence[str]) -> list[Problem]:
    """Report the sections that are named and have no template."""
    named: list[tuple[tuple[str | int, ...], str]] = []
    for kind, form in style.papers.items():
        for place, item in enumerate(form.sections):
            route = ("papers", kind, "sections", place)
            if isinstance(item, str):
                named.append((route, item))
            else:
                named += [((*route, "parts", number), part) for number, part in enumerate(item.parts)]
        used = [part for item in form.sections for part in ([item] if isinstance(item, str) else item.parts)]
        for place, parts in enumerate(form.needed):
            named += [(("papers", kind, "needed", place), part) for part in parts if part not in used]
    return [
        loaded.problem(
            "CQC103",
            route,
            f'no section of this paper is "{name}"' if "needed" in route else f'there is no section "{name}"',
            help="name parts that stand under sections"
            if "needed" in route
            else did_you_mean(name, known)
            or f"a section of your own is a template sections/{name}.md.j2 in your folder",
        )
        for route, name in named
        if name not in known or "needed" in route
    ]


def _unknown_papers(loaded: LoadedFile, style: HouseStyle) -> list[Problem]:
    """Report the kinds of paper that are named but not defined here or in what the style is like."""
    named: list[tuple[tuple[str | int, ...], str]] = [(("set", place), kind) for place, kind in enumerate(style.set)]
    if style.paper:
        named.append((("paper",), style.paper))
    return [
        loaded.problem(
            "CQC103",
            route,
            f'there is no kind of paper "{kind}"',
            help=did_you_mean(kind, list(style.papers)) or f"the kinds are {', '.join(style.papers)}",
        )
        for route, kind in named
        if kind not in style.papers
    ]


def _unknown_facts(loaded: LoadedFile, style: HouseStyle) -> list[Problem]:
    """Report every line that names a fact no paper has."""
    lines: list[tuple[tuple[str | int, ...], str | None]] = []
    heads: list[tuple[tuple[str, ...], Head | None]] = [(("head",), style.head)]
    for kind, form in style.papers.items():
        heads.append((("papers", kind, "head"), form.head))
        lines.append((("papers", kind, "title"), form.title))
    for route, head in heads:
        if head is None:
            continue
        lines.append(((*route, "title"), head.title))
        lines += [((*route, "above", place), line) for place, line in enumerate(head.above)]
        lines += [((*route, "below", place), line) for place, line in enumerate(head.below)]
        lines += [((*route, "facts", place, "value"), fact.value) for place, fact in enumerate(head.facts)]
    return [
        loaded.problem(
            "CQC103",
            route,
            f'a line cannot name "{named}"',
            help=did_you_mean(named, LINE_FACTS) or f"it may name {', '.join(LINE_FACTS)}",
        )
        for route, line in lines
        if line
        for named in re.findall(r"\{([^{}]*)\}", line)
        if named not in LINE_FACTS
    ]
