"""The letters of papers: Arimo, as wide as Arial, from a package, so that they are the same on every machine."""

import importlib.util
from pathlib import Path

FAMILY = "Arimo"


def font_folder() -> Path | None:
    """Return the folder with the font's files, if its package is installed."""
    found = importlib.util.find_spec("fontpkg_arimo")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "files"


def upright_fonts() -> list[str]:
    """Return the font's files but for the slanted letters, which no chart has."""
    folder = font_folder()
    return sorted(str(path) for path in folder.glob("*.ttf") if "Italic" not in path.name) if folder else []
