"""Where templates are: in a council's own folder, then among those that come with the tool."""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound

SHIPPED = "cqcplan"
"""The folder under which the templates that come with the tool can always be named."""
LAYOUTS = "layouts"
"""The folder whose templates can be named without it."""
ENDINGS = (".j2", ".css", ".typ")
_PACKAGE = Path(__file__).parent.parent


class TemplateProblemError(Exception):
    """A template, most likely a council's own, could not be used."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        place = Path(file).as_posix()
        super().__init__(f"{place}:{line}: {message}" if line else f"{place}: {message}")
        self.help = "mend the template, or leave it out: the one that comes with cqcplan is then used"


def template_folders() -> list[Path]:
    """Return where the templates are: in the installed package, or beside the source tree."""
    return [folder for folder in (_PACKAGE / "templates", _PACKAGE.parent.parent / "templates") if folder.is_dir()]


def canonical(name: str) -> str:
    """Return the full name of a template: ``paper.md.j2`` is ``layouts/paper.md.j2``."""
    return name if "/" in name else f"{LAYOUTS}/{name}"


class Loader(BaseLoader):
    """Finds templates by name: never outside its folders, whatever the name or a link says."""

    def __init__(self, own: Sequence[Path] = ()) -> None:
        self._own = list(own)

    def path_of(self, name: str) -> Path | None:
        """Return where a template stands."""
        parts = canonical(name).split("/")
        folders = [*self._own, *template_folders()]
        if parts[0] == SHIPPED:
            parts, folders = parts[1:], template_folders()
            parts = parts if len(parts) > 1 else [LAYOUTS, *parts]
        if not parts[-1].endswith(ENDINGS) or any(
            part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts
        ):
            return None
        for folder in folders:
            # a council's layouts may stand at the top of its folder
            for path in (folder.joinpath(*parts), *([folder / parts[-1]] if parts[0] == LAYOUTS else [])):
                if path.is_file() and os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
                    return path
        return None

    def text_of(self, name: str) -> str:
        """Return a template as it is written.

        Raises:
            TemplateNotFound: there is none of the name.
            TemplateProblemError: it is not plain UTF-8.
        """
        path = self.path_of(name)
        if path is None:
            raise TemplateNotFound(name)
        return text_of(path)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Read a template, for Jinja."""
        path = self.path_of(template)
        if path is None:
            raise TemplateNotFound(template)
        return text_of(path), path.as_posix(), lambda: True

    def sections(self) -> list[str]:
        """Return the names of all sections there are, in order."""
        return section_names(self._own)


def section_names(own: Sequence[Path] = ()) -> list[str]:
    """Return the names of all sections there are, a council's own and those that come with the tool, in order."""
    folders = [*own, *template_folders()]
    return sorted({path.name.removesuffix(".md.j2") for folder in folders for path in folder.glob("sections/*.md.j2")})


class Found(NamedTuple):
    """One template."""

    name: str
    """Its folder and file: ``sections/risks.md.j2``."""
    path: Path
    is_own: bool
    """Whether it stands in the council's own folder."""


def all_templates(own: Sequence[Path] = ()) -> list[Found]:
    """Return every template, the council's own where it has one of the name, by name."""
    loader = Loader(own)
    shipped = {
        path.relative_to(folder).as_posix()
        for folder in template_folders()
        for path in folder.rglob("*")
        if _is_one(path)
    }
    theirs = {
        canonical(path.relative_to(folder).as_posix()) for folder in own for path in folder.rglob("*") if _is_one(path)
    }
    found = ((name, loader.path_of(name)) for name in sorted(shipped | theirs))
    mine = {path for name in theirs if (path := loader.path_of(name))}
    return [Found(name, path, path in mine and name in theirs) for name, path in found if path]


def _is_one(path: Path) -> bool:
    return path.name.endswith(ENDINGS) and path.is_file()


def about(found: Found) -> str:
    """Return what a template says of itself in the comment that it begins with."""
    told = re.match(r"\s*(?:\{#-?|/\*|//)\s*(.*?)\s*(?:-?#\}|\*/|\n)", text_of(found.path), re.DOTALL)
    return " ".join(told[1].split()) if told else ""


def text_of(path: Path) -> str:
    """Read a template.

    Raises:
        TemplateProblemError: it is not plain UTF-8.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        raise TemplateProblemError(path.as_posix(), None, error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TemplateProblemError(path.as_posix(), line, "this is not UTF-8: save the file as UTF-8") from error
    if text.startswith("\ufeff"):
        message = "the file begins with a byte order mark: save it as UTF-8 without one"
        raise TemplateProblemError(path.as_posix(), 1, message)
    return text
