"""Saving a file that was asked for."""

from pathlib import Path

from cqcplan.cli.talk import fail


def save(path: Path, content: bytes) -> None:
    """Write a file in one step; stop where it cannot be written."""
    from cqcplan.files.write_file import write_file

    try:
        write_file(path, content)
    except OSError as error:
        fail(f"{path.as_posix()} cannot be written: {error.strerror}", "check that its folder exists")
