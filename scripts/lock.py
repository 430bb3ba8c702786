"""Write down one version of everything that pyproject.toml names, and of all that needs in turn.

``make lock`` writes ``constraints.txt``, which the README's commands and CI install from: the newest versions, for
every Python and system that cqcplan is for. CI also asks for the lowest that pyproject.toml allows, for one Python.
"""

import argparse
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
MACOS = "15.0"
"""The oldest macOS that the wheels of every dependency are for."""
ABOUT = "# The versions that `make demo`, `make test` and CI install. Written by `make lock`: do not edit.\n"


def to_build() -> list[str]:
    """Return what building the package needs; `editables` is what hatchling asks for beside that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["build-system"]["requires"], "editables>=0.5"]


def resolved(*words: str) -> str:
    """Return the versions that fit together, one to a line; uv says why when there are none."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--annotation-style", "line"]
    sources = ["--all-extras", "pyproject.toml", "-"]
    done = subprocess.run(
        [*uv, *words, *sources],
        cwd=ROOT,
        env=os.environ | {"MACOSX_DEPLOYMENT_TARGET": MACOS},
        input="\n".join(to_build()),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"these do not fit together: {' '.join(words)}")
    return done.stdout


def lock() -> None:
    """Write the lock, and see that all of it can be installed without a compiler everywhere."""
    text = resolved("--universal", "--python-version", PYTHONS[0])
    LOCK.write_text(ABOUT + text, encoding="utf-8", newline="\n")
    for python in PYTHONS:
        for system in SYSTEMS:
            place = ["--python-version", python, "--python-platform", system]
            resolved("--constraints", LOCK.name, "--only-binary", ":all:", *place)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lowest", action="store_true", help="print the lowest versions instead, for this Python")
    parser.add_argument("--newest", action="store_true", help="print the newest versions instead, for this Python")
    chosen = parser.parse_args()
    if chosen.lowest or chosen.newest:
        sys.stdout.write(resolved("--resolution", "lowest-direct" if chosen.lowest else "highest"))
    else:
        lock()


if __name__ == "__main__":
    main()
