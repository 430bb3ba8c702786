"""See that pip put nothing into .venv but the versions of the lock."""

import sys
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.lock import LOCK

OWN = {"cqcplan", "pip", "setuptools"}


def strays() -> list[str]:
    """Return what is installed here at a version that the lock does not give."""
    lines = [line.split("#")[0].strip() for line in LOCK.read_text(encoding="utf-8").splitlines()]
    locked = [Requirement(line) for line in lines if line]
    here = {(canonicalize_name(line.name), str(line.specifier).removeprefix("==")) for line in locked}
    installed = {(canonicalize_name(each.metadata["Name"]), each.version) for each in metadata.distributions()}
    return sorted(f"{name} {version}" for name, version in installed - here if name not in OWN)


if __name__ == "__main__":
    found = strays()
    if found:
        sys.exit(f"not from the lock: {', '.join(found)}: make lock")
