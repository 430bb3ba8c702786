"""The commands that are timed, and which of them are installed."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

_HERE = Path(__file__).parent
_PLAIN_LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
_SCHEMA = (
    "import json, sys; from cqcplan.model.document import PlanFile; json.dump(PlanFile.model_json_schema(), sys.stdout)"
)
_NATIVE = (
    "import json, re, sys, yaml, jsonschema_rs; "
    "loader = type('Plain', (yaml.CSafeLoader,), {}); "
    # the words of YAML 1.2: on is a key, and JSON Schema knows no dates
    "loader.yaml_implicit_resolvers = {sign: [(tag, re.compile('(?:true|false)$') if 'bool' in tag else words) "
    "for tag, words in kinds if 'timestamp' not in tag] for sign, kinds in loader.yaml_implicit_resolvers.items()}; "
    "valid = jsonschema_rs.validator_for(json.load(open(sys.argv[1]))); "
    "sys.exit(not valid.is_valid(yaml.load(open(sys.argv[2], 'rb'), Loader=loader)))"
)
_YAMLLINT_SETTINGS = (
    "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}"
)
"""yamllint's own defaults, less what any plan breaks: so that it checks rather than prints."""

BARE = (sys.executable, "-c", "pass")


def program(name: str, module: str) -> tuple[str, ...] | None:
    """Return the start of a command line: the script beside this Python or, failing that, its module."""
    folder = Path(sys.executable).parent
    for file in (name, f"{name}.exe"):
        if (folder / file).is_file():
            return (str(folder / file),)
    return (sys.executable, "-m", module) if find_spec(module) else None


def cqcplan() -> tuple[str, ...] | None:
    """Return the command line of the tool itself."""
    return program("cqcplan", "cqcplan")


def is_editable() -> bool:
    """Tell whether cqcplan is installed in place, which makes every start a little slower."""
    try:
        text = importlib.metadata.distribution("cqcplan").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return True
    return bool(text and json.loads(text).get("dir_info", {}).get("editable"))


def has_slow_script(command: tuple[str, ...]) -> bool:
    """Tell whether the installed script imports ``re``, as those of older pips do: half a bare start on its own."""
    script = Path(command[0])
    return len(command) == 1 and script.suffix != ".exe" and b"\nimport re\n" in script.read_bytes()


def plain_load(plan: Path) -> tuple[str, ...]:
    """Return a process that loads a plan with PyYAML's fast safe loader and does nothing with it."""
    return (sys.executable, "-c", _PLAIN_LOAD, str(plan))


def yamllint(plan: Path) -> tuple[str, ...] | None:
    """Return yamllint on a plan, if it is installed."""
    start = program("yamllint", "yamllint")
    return (*start, "-d", _YAMLLINT_SETTINGS, str(plan)) if start else None


def check_jsonschema(plan: Path, schema: Path) -> tuple[str, ...] | None:
    """Return check-jsonschema on a plan, if it is installed."""
    start = program("check-jsonschema", "check_jsonschema")
    return (*start, "--schemafile", str(schema), str(plan)) if start else None


def jsonschema_rs(plan: Path, schema: Path) -> tuple[str, ...] | None:
    """Return a process that holds a plan against the schema with a validator written in Rust, if it is installed."""
    return (sys.executable, "-c", _NATIVE, str(schema), str(plan)) if find_spec("jsonschema_rs") else None


def write_schema(path: Path) -> None:
    """Write the JSON Schema of a plan file, as the models give it."""
    with path.open("wb") as file:
        subprocess.run((sys.executable, "-c", _SCHEMA), stdout=file, check=True)


def write_plans(folder: Path, sizes: Sequence[str], *, errors: int = 0) -> None:
    """Generate plans in a process of its own, so that this one stays small."""
    chosen = [word for size in sizes for word in ("--size", size)]
    command = (sys.executable, str(_HERE / "generate.py"), "--out", str(folder), "--errors", str(errors), *chosen)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def time_in_process(plan: Path, rounds: int) -> dict[str, list[float]]:
    """Time the reader and its rivals inside one fresh process."""
    command = (sys.executable, str(_HERE / "inprocess.py"), str(plan), str(rounds))
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    times: dict[str, list[float]] = json.loads(done.stdout)
    return times
