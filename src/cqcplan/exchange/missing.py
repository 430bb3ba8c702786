"""What is said when an optional package is not installed."""

from importlib import import_module
from typing import Any


class MissingPackageError(Exception):
    """A format needs a package that is not installed. Carries one sentence, and what to do."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs a package that is not installed")
        self.message = f"{what} needs a package that is not installed"
        self.help = f"install it with: pip install 'cqcplan[{extra}]'"


def need(module: str, what: str, extra: str) -> Any:
    """Import a package of an extra.

    Raises:
        MissingPackageError: when it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingPackageError(what, extra) from error
