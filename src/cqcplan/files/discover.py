"""Which plans a command is about, and which files make up a plan."""

import os
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import NamedTuple

PLAN_FILE_NAMES = ("plan.yaml", "plan.yml")
SUFFIXES = (".yaml", ".yml")
DEFAULT_FOLDER = Path("plans")


class NotFoundError(Exception):
    """What was asked for is not there. Carries one sentence, and what to do."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


class Location(NamedTuple):
    """Where one plan lives."""

    path: Path
    """A folder that holds ``plan.yaml``, or a single file."""
    name: str
    """What the user calls it."""


def locate(named: str | None = None) -> list[Location]:
    """Find the plans meant by one command-line word.

    Args:
        named: a path (a plan's folder, one of its files, a single-file plan, or a
            folder of plans), a pattern of paths such as ``plans/*``, or the id of a plan
            under ``./plans``; left out, every plan under ``./plans``.

    Raises:
        NotFoundError: when there is no such plan.
    """
    if named is None:
        if not DEFAULT_FOLDER.is_dir():
            raise NotFoundError(
                "there is no plans folder here",
                "run this where plans/ is, name a plan by its path, or start one with cqcplan init",
            )
        return _under(DEFAULT_FOLDER)
    return list(dict.fromkeys(location for word in _filled_in(named) for location in _named(word)))


def _named(named: str) -> list[Location]:
    path = Path(named)
    if not _exists(path):
        by_id = DEFAULT_FOLDER / named
        if _is_plan(by_id):
            return [Location(by_id, named)]
        for suffix in SUFFIXES:
            if _is_file(single := DEFAULT_FOLDER / f"{named}{suffix}"):
                return [Location(single, named)]
        from cqcplan.problems.nearest import did_you_mean  # noqa: PLC0415 - only for this mistake

        known = sorted(place.name for place in _under(DEFAULT_FOLDER)) if DEFAULT_FOLDER.is_dir() else []
        listed = f"plans here: {', '.join(known)}" if known else "name a plan by its path"
        raise NotFoundError(f'there is no plan or file "{named}"', did_you_mean(named, known) or listed)
    if path.is_dir():
        return [Location(path, path.resolve().name)] if _is_plan(path) else _under(path)
    return [_of_file(path)]


def _filled_in(word: str) -> list[str]:
    """Return the paths that a pattern or a ``~`` stands for: shells fill them in, but not that of Windows."""
    if not (word.startswith("~") or any(sign in word for sign in "*?[")) or _exists(Path(word)):
        return [word]
    from glob import glob  # noqa: PLC0415 - seldom needed

    return sorted(glob(os.path.expanduser(word))) or [word]  # noqa: PTH111, PTH207 - as a shell does it


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise NotFoundError(message, "check its name and who may read it") from error
    return True


def _is_file(path: Path) -> bool:
    """Whether this is a file; not, where the folder it is in may not be searched."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_plan(folder: Path) -> bool:
    return any(_is_file(folder / name) for name in PLAN_FILE_NAMES)


def _of_file(path: Path) -> Location:
    """Return the plan a file belongs to: the folder above it that holds ``plan.yaml``, or the file itself."""
    folder = folder_above(path)
    return Location(folder, folder.resolve().name) if folder else Location(path, path.stem)


def folder_above(path: Path) -> Path | None:
    """Return the folder of the plan that a file belongs to, or would if it were there; nothing if to none."""
    for folder in (path.parent, *path.parent.parents):
        if _is_plan(folder):
            return folder
        # a plan.yaml somewhere above the repository is somebody else's
        if folder.name == DEFAULT_FOLDER.name or _exists(folder / ".git"):
            break
    return None


def _under(folder: Path) -> list[Location]:
    """Return every plan in a folder of plans."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise NotFoundError(f"{folder} cannot be read: {error.strerror}", "check who may read it") from error
    found = []
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            if _is_plan(path):
                found.append(Location(path, name))
            elif any(plan_files(path)):
                # YAML that no plan.yaml claims, or a folder that cannot be opened: read as a plan, so that it is said
                found.append(Location(path, name))
        elif path.suffix in SUFFIXES:
            found.append(Location(path, path.stem))
    if not found:
        raise NotFoundError(f"there is no plan in {folder}", "a plan is a folder with a plan.yaml in it")
    return found


def plan_files(path: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files of a plan in reading order, and what could not be opened and why.

    ``plan.yaml`` comes first, then the rest by name. Hidden files and folders are passed over.
    """
    if not path.is_dir():
        return [path], []
    refused: list[tuple[Path, str]] = []

    def refuse(error: OSError) -> None:
        refused.append((Path(error.filename or path), error.strerror or "unreadable"))

    files: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and name.endswith(SUFFIXES):
                file = Path(folder) / name
                try:
                    ordinary = S_ISREG(file.stat().st_mode)
                except OSError as error:
                    refuse(error)
                    continue
                if ordinary:
                    files.append(file)
                else:
                    refused.append((file, "it is not an ordinary file"))  # a pipe would never end
    return in_reading_order(files, path), refused


def plan_folders(path: Path) -> list[Path]:
    """Return the folders that hold the files of a plan; of a plan that is one file, the folder it stands in."""
    if not _is_plan(path):
        return [path]
    found = []
    for folder, folders, _ in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.append(Path(folder))
    return found


def in_reading_order(files: list[Path], folder: Path) -> list[Path]:
    """Sort the files of a plan: ``plan.yaml`` first, then by name."""
    first = {folder / name for name in PLAN_FILE_NAMES}
    return sorted(files, key=lambda file: (file not in first, file.as_posix()))


def is_plan_file(inside: PurePath) -> bool:
    """Whether a path, taken from the plan's folder, is read as a file of the plan: YAML, and nothing on it hidden."""
    return inside.suffix in SUFFIXES and not any(part.startswith(".") for part in inside.parts)
