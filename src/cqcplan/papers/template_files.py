"""Where templates are: in a council's own folder, then among those that come with the tool."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from cqcplan.papers.formats.templates import TemplateProblemError, template_folders

SHIPPED = "cqcplan"
"""The folder under which the templates that come with the tool can always be named."""
ENDINGS = (".j2", ".css", ".typ")


class Loader(BaseLoader):
    """Finds templates by name: never outside its folders, whatever the name or a link says."""

    def __init__(self, own: Sequence[Path] = ()) -> None:
        self._own = list(own)

    def path_of(self, name: str) -> str:
        """Return where a template stands, as messages say it."""
        found = self._find(name)
        return found.as_posix() if found else name

    def exists(self, name: str) -> bool:
        """Whether there is a template of a name."""
        return self._find(name) is not None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Read a template, for Jinja."""
        path = self._find(template)
        if path is None:
            raise TemplateNotFound(template)
        return text_of(path), path.as_posix(), lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        names: set[str] = set()
        for folder in [*self._own, *template_folders()]:
            for path in folder.rglob("*"):
                if path.name.endswith(ENDINGS) and path.is_file():
                    names.add(path.relative_to(folder).as_posix())
        return sorted(names)

    def _find(self, name: str) -> Path | None:
        try:
            parts = split_template_path(name)
        except TemplateNotFound:
            return None
        folders = [*self._own, *template_folders()]
        if parts[0] == SHIPPED:
            parts, folders = parts[1:], template_folders()
        if not parts or not parts[-1].endswith(ENDINGS):
            return None
        for folder in folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                root = os.path.realpath(folder)
                if os.path.realpath(path).startswith(root + os.sep):
                    return path
        return None


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
