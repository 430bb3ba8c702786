"""The lock holds one version of everything that pyproject.toml names, for every Python and system, and no address."""

import re
import tomllib

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.lock import LOCK, PYTHONS, to_build

from tests.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NAMED = {
    "dependencies": PROJECT["dependencies"],
    **{f"the extra {extra}": needs for extra, needs in EXTRAS.items()},
    "build-system": to_build(),
}
SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]
LINES = [line.split("  #")[0].strip() for line in LOCK.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
LOCKED = [Requirement(line) for line in LINES]


def versions(name: str, python: str, system: dict[str, str]) -> list[str]:
    """Return what the lock says of a name, for one Python on one system."""
    here = {key: str(value) for key, value in default_environment().items()}
    place = here | system | {"python_version": python, "python_full_version": f"{python}.9"}
    return [
        str(line.specifier).removeprefix("==")
        for line in LOCKED
        if canonicalize_name(line.name) == name and (line.marker is None or Marker(str(line.marker)).evaluate(place))
    ]


@pytest.mark.parametrize("where", NAMED)
def test_everything_named_is_locked_once_at_a_version_that_fits(where: str) -> None:
    """A dependency that was added, or whose range was moved, without ``make lock``."""
    wrong = []
    for text in NAMED[where]:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        if name == "cqcplan":
            continue
        for python in PYTHONS:
            for system in SYSTEMS:
                found = versions(name, python, system)
                if len(found) != 1 or not wanted.specifier.contains(found[0], prereleases=True):
                    wrong.append(f"{text}: {found or 'nothing'} for {python} on {system['platform_system']}")
    assert wrong == [], "make lock"


def test_every_range_says_where_it_begins() -> None:
    """CI tries the lowest versions, so each must be named."""
    open_below = [
        text
        for needs in NAMED.values()
        for text in needs
        if not re.search(r">=|~=|==", text) and not text.startswith("cqcplan[")
    ]
    assert open_below == []


def test_the_lock_holds_names_and_versions_only() -> None:
    """No address of a registry, no path of a machine: pip finds each by its name, wherever it looks."""
    assert len(LINES) > 40
    form = re.compile(r"[a-z0-9.-]+==[0-9a-z.]+( ; [a-z_' <>=!.*0-9A-Z]+)?")
    assert [line for line in LINES if not form.fullmatch(line)] == []
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_the_makefile_installs_from_the_lock() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "CONSTRAINTS := constraints.txt" in text
    loose = [line for line in text.splitlines() if "pip install" in line and "--quiet" in line and "'uv" not in line]
    assert loose == ["  $(BIN)/python -m pip install --quiet --disable-pip-version-check"], "say $(INSTALL)"
