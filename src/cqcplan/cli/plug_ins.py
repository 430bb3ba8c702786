"""Keeps pydantic from looking for plug-ins: no command uses one, and looking takes a tenth of a small plan's time."""

import importlib
import os
import sys
from types import ModuleType
from typing import Any

_NAME = "importlib.metadata"


class _NotYetImported(ModuleType):
    """Stands in for importlib.metadata until somebody has a use for it.

    Told not to look for plug-ins, pydantic imports the module all the same, and with it
    all that reads mail and zip archives.
    """

    def __init__(self) -> None:
        super().__init__(_NAME)
        self.__path__ = [f"{folder}/metadata" for folder in importlib.__path__]

    def __getattr__(self, name: str) -> Any:
        return getattr(_metadata(), name)

    def entry_points(self, **chosen: Any) -> Any:
        """Ask the module itself: pydantic takes this by name when it is imported, and calls it only to look."""
        return _metadata().entry_points(**chosen)


def look_for_none() -> None:
    """Tell pydantic, for this process, to do without plug-ins; somebody else's word on them stands."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _NAME not in sys.modules:
        stand_in = _NotYetImported()
        sys.modules[_NAME] = stand_in
        importlib.metadata = stand_in


def _metadata() -> ModuleType:
    """Import the real module in place of the stand-in."""
    if isinstance(sys.modules.get(_NAME), _NotYetImported):
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)
