"""What ``-o`` and its like never write over: the files that cqcplan reads, and what people type in."""

import os
import re
from pathlib import Path

from cqcplan.editing.lock import NAME as LOCK
from cqcplan.files.discover import (
    DEFAULT_FOLDER,
    PLAN_FILE_NAMES,
    SUFFIXES,
    NotFoundError,
    folder_above,
    is_plan_file,
)
from cqcplan.files.unfinished import NAME as RECORD

PLAN_ENDINGS = SUFFIXES
_TEMPLATE_ENDINGS = (".j2", ".typ")
_TEMPLATE_NAMES = ("paper.css",)
_LOOKED_AT = 1 << 20
"""How much of a file is looked at to tell what it is."""
_IS_PLAN = re.compile(rb"^(plan:(\s|$)|schema:[ \t]*\d)|^\{\s*\"?(schema\"?:\s*\d|plan\"?:\s*\{)", re.MULTILINE)
_IS_STYLE = re.compile(rb"^(papers|head|like):(\s|$)", re.MULTILINE)
_IS_BASELINE = re.compile(
    rb'\s*\{\s*"version":\s*\d+,\s*"problems":\s*\[\s*(\]\s*\}|\{\s*"code":\s*"\w+",\s*"file":[^,]*,\s*"entry")'
)


def what_is_lost(path: Path, templates: Path | None = None, reference: Path | None = None) -> str | None:
    """Say what would be lost or spoiled if a file were written there; nothing where it may be.

    Args:
        path: where a file is to be written.
        templates: the folder of the council's own templates, where there is one.
        reference: the council's own Word document, where there is one.
    """
    target = Path(os.path.realpath(path))
    if _is_in(target, templates):
        return "a template"
    if reference and _is_same(target, reference):
        return "the Word document that papers take their styles from"
    named = _name(target)
    if named is None and target.suffix in PLAN_ENDINGS:
        return _yaml(target)
    return named or (_content(target) if target.is_file() else None)


def _name(target: Path) -> str | None:
    """Tell what is known by its name or ending."""
    if ".git" in target.parts[:-1]:
        return "a file of git"
    if target.name == "cqcplan.toml" or (target.suffix == ".toml" and target.exists()):
        return "a settings file"
    if target.suffix in _TEMPLATE_ENDINGS or target.name in _TEMPLATE_NAMES:
        return "a template"
    if target.name in (LOCK, RECORD):
        return "a file by which cqcplan keeps its writers apart"
    if target.name in PLAN_FILE_NAMES:
        return "a plan"
    return None


def _yaml(target: Path) -> str | None:
    """Say what a file ending in .yaml is; one that would become part of a plan is none that may be written."""
    if target.parent.name == DEFAULT_FOLDER.name:
        return "a plan"
    try:
        plan = folder_above(target)
    except NotFoundError:
        plan = None
    if plan is not None and is_plan_file(target.relative_to(plan)):
        return f"part of the plan in {plan.name}"
    if not target.exists():
        return None
    return _content(target) or "a YAML file, as plans and house styles are"


def _content(target: Path) -> str | None:
    """Tell a plan, a house style, a baseline and a tracker by what is in them, whatever they are called."""
    try:
        with target.open("rb") as file:
            start = file.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return None
    if start.startswith(b"PK"):
        return "a tracker, and may hold what people have filled in" if _is_tracker(target) else None
    if _IS_BASELINE.match(start):
        return "a baseline"
    if _IS_PLAN.search(start):
        return "a plan"
    return "a house style" if target.suffix in PLAN_ENDINGS and _IS_STYLE.search(start) else None


def _is_tracker(target: Path) -> bool:
    from zipfile import BadZipFile, ZipFile

    from cqcplan.exchange.tracker.rows import GIVEN

    try:
        with ZipFile(target) as book:
            sheets = book.open("xl/workbook.xml").read(_LOOKED_AT)
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False
    return f'name="{GIVEN}"'.encode() in sheets


def _is_in(target: Path, folder: Path | None) -> bool:
    return folder is not None and target.is_relative_to(Path(os.path.realpath(folder)))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
