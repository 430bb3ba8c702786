"""Write a whole folder of files in one step: all of them are there, or those that were."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex


class OtherFilesError(Exception):
    """The folder holds files that are none of those to be written, and would be lost."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder of their own, in the place of an earlier set.

    Raises:
        OtherFilesError: the folder holds other files than these.
        OSError: as the system gives it; the old folder is then as it was.
    """
    if folder.exists():
        others = sorted(path.name for path in folder.iterdir() if path.name not in contents)
        if others:
            raise OtherFilesError(others)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f".{folder.name}.{token_hex(8)}.tmp")
    made.mkdir()
    try:
        for name, content in contents.items():
            (made / name).write_bytes(content)
        if folder.exists():
            old = folder.with_name(f".{folder.name}.{token_hex(8)}.old")
            folder.rename(old)
            try:
                made.rename(folder)
            except OSError:
                old.rename(folder)
                raise
            shutil.rmtree(old)
        else:
            made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
