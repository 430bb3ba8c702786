"""Files made to bring the tool down, or damaged beyond use: each ends in a message, soon, and in little memory."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

resource = pytest.importorskip("resource", reason="memory is limited in the manner of Unix")
MEMORY = 1536 * 1024 * 1024
SECONDS = 20
HEADER = "schema: 1\nplan: {id: exampleshire, council: {name: Exampleshire}, framework: la-2026-04}\n"


def limit_memory() -> None:
    with contextlib.suppress(ValueError):  # macOS does not limit address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def validate(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, but with little memory and little time; it must end in good order."""
    done = subprocess.run(
        [sys.executable, "-m", "cqcplan", "validate", *words],
        capture_output=True,
        check=False,
        cwd=folder,
        timeout=SECONDS,
        preexec_fn=limit_memory,
    )
    # strict decoding: whatever the file holds, what is printed is UTF-8
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode in (0, 1, 2), (done.returncode, err)
    assert "Traceback" not in out + err
    assert "bug in cqcplan" not in out + err
    assert not any(character in out + err for character in "\x00\x07\x1b"), "control characters reach the terminal"
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def yaml_of(text: str) -> bytes:
    return (HEADER + text).encode()


def alias_bomb() -> bytes:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "alias bomb": (alias_bomb, "PLAN006", "an alias (*a0) is not allowed"),
    "10,000 levels of lists in brackets": (
        lambda: yaml_of("risks: " + "[" * 10_000 + "]" * 10_000 + "\n"),
        "PLAN001",
        "nested more than 64 deep",
    ),
    "100,000 levels of mappings in braces": (
        lambda: yaml_of("risks: " + "{a: " * 100_000 + "}" * 100_000 + "\n"),
        "PLAN001",
        "nested more than 64 deep",
    ),
    "10,000 levels of lists": (
        lambda: yaml_of("risks:\n" + " " + "- " * 10_000 + "x\n"),
        "PLAN001",
        "nested more than 64 deep",
    ),
    "5,000 levels of indented mappings": (
        lambda: "".join(f"{' ' * n}a:\n" for n in range(5_000)).encode(),
        "PLAN001",
        "nested more than 64 deep",
    ),
    "a text of 50 MB": (
        lambda: yaml_of("risks: [{id: capacity, title: " + "x" * 50 * 1024 * 1024 + "}]\n"),
        "PLAN001",
        "larger than 40 MB",
    ),
    "a text of 30 MB": (
        lambda: yaml_of("risks: [{id: capacity, title: " + "x" * 30 * 1024 * 1024 + "}]\n"),
        "PLAN001",
        "this text is 31,457,280 characters long; the limit is 200,000",
    ),
    "a text one character too long": (
        lambda: yaml_of("risks:\n- id: capacity\n  title: " + "x" * 200_001 + "\n"),
        "PLAN001",
        "this text is 200,001 characters long",
    ),
    "a key of 30 MB": (lambda: yaml_of("x" * 30 * 1024 * 1024 + ": 1\n"), "PLAN004", "longer than 1,024 characters"),
    "a key of 1,025 characters": (lambda: yaml_of("x" * 1025 + ": 1\n"), "PLAN004", "longer than 1,024 characters"),
    "a quoted key of 1,100 characters": (
        lambda: yaml_of('risks: [{"' + "x" * 1100 + '": 1}]\n'),
        "PLAN004",
        "longer than 1,024 characters",
    ),
    "36 MB of small numbers": (
        lambda: yaml_of("risks: [" + "1," * 18_000_000 + "1]\n"),
        "PLAN001",
        "more than 2,000,000 names and values",
    ),
    "35 MB of comments": (lambda: b"# nothing\n" * 3_500_000, "PLAN011", "the file is empty"),
    "a number of 6,000 figures": (
        lambda: yaml_of(f"risks:\n- {{id: capacity, title: Too few, likelihood: {'9' * 6_000}}}\n"),
        "PLAN001",
        "this number is 6,000 figures long",
    ),
    "a hexadecimal number of 6,000 figures": (
        lambda: yaml_of(f"risks:\n- {{id: capacity, title: Too few, raised: 0x{'f' * 6_000}}}\n"),
        "PLAN001",
        "this number is 6,002 figures long",
    ),
    "NUL bytes": (lambda: yaml_of("risks:\n- {id: capacity, title: Too\x00few}\n"), "PLAN003", "4:28: "),
    "nothing but NUL bytes": (lambda: b"\x00" * 1000, "PLAN002", "saved as UTF-16"),
    "NUL written as an escape": (
        lambda: yaml_of('risks:\n- {id: capacity, title: Too few, "id\\0": "a\\0b"}\n'),
        "PLAN003",
        "the character U+0000",
    ),
    "colours for the terminal": (
        lambda: yaml_of('risks:\n- {id: capacity, title: Too few, source: "\\e[31mpaper", owner: "\\x1b[0m"}\n'),
        "PLAN003",
        "the character U+001B",
    ),
    "half a surrogate pair": (lambda: yaml_of('risks:\n- {id: capacity, title: "\\uD83D"}\n'), "PLAN004", "4:26: "),
    "bytes that are no UTF-8": (lambda: yaml_of("risks: ") + b"\xff\xfe\x00", "PLAN002", "3:8: "),
    "Windows-1252": (lambda: yaml_of("risks:\n- {id: capacity, title: ") + b"\x93Too few\x94}\n", "PLAN002", "0x93"),
    "UTF-16 with a mark": (lambda: (HEADER + "risks: []\n").encode("utf-16"), "PLAN002", "saved as UTF-16"),
    "UTF-16 without a mark": (lambda: (HEADER + "risks: []\n").encode("utf-16-be"), "PLAN002", "saved as UTF-16"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PLAN002", "0x89"),
    "tabs": (lambda: yaml_of("risks:\n\t- {id: capacity, title: Too few}\n"), "PLAN004", "a tab stands here"),
    "an empty file": (lambda: b"", "PLAN011", "the file is empty"),
    "only comments": (lambda: b"# one\n# two\n", "PLAN011", "the file is empty"),
    "a list at the top": (lambda: b"- a\n- b\n", "PLAN011", "not a list"),
    "a Python object": (
        lambda: b"!!python/object/apply:os.system ['echo gone']\n",
        "PLAN010",
        "a tag (!!python/object/apply:os.system) is not allowed",
    ),
    "a million documents": (lambda: b"--- {}\n" * 1_000_000, "PLAN008", "a second YAML document"),
    "a date of nothing but by": (
        lambda: yaml_of("risks:\n- {id: capacity, title: Too few, raised: " + "by " * 60_000 + "2026}\n"),
        "PLAN301",
        "is not a date",
    ),
    "a date of nothing but week of": (
        lambda: yaml_of("risks:\n- {id: capacity, title: Too few, raised: " + "week of " * 20_000 + "2026-06-01}\n"),
        "PLAN301",
        "is not a date",
    ),
    "an id of 100,000 characters": (
        lambda: yaml_of("risks:\n- {id: " + "a-" * 50_000 + "a, title: Too few}\n"),
        "PLAN107",
        "100,001 characters",
    ),
    "a line of hyphens": (
        lambda: yaml_of("risks:\n" + "-" * 1_000_000 + " a b: c: d\n"),
        "PLAN004",
        "longer than 1,024",
    ),
    "long texts on a line with a mistake": (
        lambda: yaml_of("risks: [{" + ("x" * 190_000 + ": " + "y" * 190_000 + ", ") * 50 + "a: b: c}]\n"),
        "PLAN004",
        "",
    ),
    "quotation marks without end": (
        lambda: yaml_of("risks:\n- {id: capacity, title: Too few, owner: '" + "''" * 50_000 + "'}\n"),
        "PLAN107",
        "50,000 characters",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_in_a_message(name: str, tmp_path: Path) -> None:
    make, code, words = CASES[name]
    (tmp_path / "plan.yaml").write_bytes(make())

    done = validate(tmp_path, "plan.yaml", "--format", "concise")

    assert done.returncode == 1
    assert code in done.stdout
    assert words in done.stdout
    assert len(done.stdout) < 5_000, "a message repeats what it is about at length"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + HEADER.encode(), id="byte-order mark"),
        pytest.param(HEADER.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(HEADER.replace("\n", "\r").encode(), id="lone CR"),
        pytest.param(HEADER.replace("\n", "\r\n", 1).encode(), id="LF and CRLF"),
        pytest.param(HEADER.encode().rstrip(b"\n"), id="no line end"),
        pytest.param(HEADER.encode() + b"\n" * 100_000, id="100,000 empty lines"),
        pytest.param(yaml_of("risks:\n- {id: capacity, title: Too\tfew}\n"), id="a tab in a text"),
        pytest.param(yaml_of("risks:\n- {id: capacity, title: " + "😀" * 200_000 + "}\n"), id="200,000 emoji"),
        pytest.param(yaml_of("risks:\n- {id: capacity, title: 'null', text: ... }\n"), id="words of YAML"),
    ],
)
def test_what_only_looks_odd_is_read(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(raw)
    done = validate(tmp_path, "plan.yaml")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(line_end: str, tmp_path: Path) -> None:
    text = HEADER + "risks:\n\n  - id: capacity\n    titel: Too few people\n    title: Too few\n"
    (tmp_path / "plan.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", line_end).encode())

    done = validate(tmp_path, "plan.yaml")

    assert 'plan.yaml:6:5: error[PLAN101] unknown field "titel"' in done.stdout
    assert "\n 6 |     titel: Too few people\n   |     ^^^^^ not a field of a risk\n" in done.stdout
    assert "\r" not in done.stdout


MANY: dict[str, tuple[str, int]] = {
    "10,000 entries with a wrong field": (
        "updates:\n" + "  - {on: 2026-06-01, about: exampleshire-1, txt: Some words}\n" * 10_000,
        20_000,
    ),
    "10,000 wrong fields on one line": (
        "risks: [{id: capacity, title: Too few, " + ", ".join(f"field {n}: 1" for n in range(10_000)) + "}]\n",
        10_000,
    ),
    "10,000 references to nothing": (
        f"priorities:\n- {{id: one, title: One, findings: [{', '.join(f'f{n}' for n in range(10_000))}]}}\n",
        10_000,
    ),
    "10,000 times the same id": ("risks:\n" + "  - {id: capacity, title: Too few}\n" * 10_000, 9_999),
    "10,000 anchors": ("risks:\n- " + "\n- ".join(f"&a{n} {{id: r{n}, title: T}}" for n in range(10_000)), 10_000),
}


@pytest.mark.parametrize("name", MANY)
def test_many_problems_take_no_longer_each(name: str, tmp_path: Path) -> None:
    text, count = MANY[name]
    (tmp_path / "plan.yaml").write_text(HEADER + text)
    began = time.monotonic()

    done = validate(tmp_path, "plan.yaml")

    assert done.returncode == 1
    assert done.stderr.replace(",", "").startswith(f"{count} ")
    assert time.monotonic() - began < 15


# --- files and folders ----------------------------------------------------------------------------------------------


def plan_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(HEADER)
    return folder


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (plan_in(tmp_path / "p") / "risks.yaml").mkdir()
    assert validate(tmp_path, "p").returncode == 0

    done = validate(tmp_path, "p/risks.yaml")

    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no plan in p/risks.yaml" in done.stderr


def test_a_link_to_itself(tmp_path: Path) -> None:
    (plan_in(tmp_path / "p") / "loop.yaml").symlink_to("loop.yaml")

    done = validate(tmp_path, "p")

    assert done.returncode == 2
    assert "p/loop.yaml:1:1: error[PLAN012] this cannot be opened: Too many levels of symbolic links" in done.stdout
    done = validate(tmp_path, "p/loop.yaml")
    assert done.returncode == 2
    assert "p/loop.yaml cannot be opened: Too many levels of symbolic links" in done.stderr


def test_a_link_to_a_folder_above(tmp_path: Path) -> None:
    (plan_in(tmp_path / "p") / "above").symlink_to("..", target_is_directory=True)
    done = validate(tmp_path, "p")
    assert done.returncode == 0
    assert done.stderr.endswith(" in 1 plan, 1 file\n")


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (plan_in(tmp_path / "p") / "gone.yaml").symlink_to("nowhere.yaml")
    done = validate(tmp_path, "p")
    assert done.returncode == 2
    assert "p/gone.yaml:1:1: error[PLAN012] this cannot be opened: No such file or directory" in done.stdout


def test_a_pipe_among_the_files(tmp_path: Path) -> None:
    """Opening it would wait for ever for someone to write into it."""
    os.mkfifo(plan_in(tmp_path / "p") / "pipe.yaml")
    done = validate(tmp_path, "p")
    assert done.returncode == 2
    assert "p/pipe.yaml:1:1: error[PLAN012] this cannot be opened: it is not an ordinary file" in done.stdout


def test_a_file_without_end(tmp_path: Path) -> None:
    done = validate(tmp_path, "/dev/zero")
    assert done.returncode == 1
    assert "PLAN001" in done.stdout


def test_a_name_too_long_for_a_file(tmp_path: Path) -> None:
    done = validate(tmp_path, "x" * 5_000)
    assert (done.returncode, done.stdout) == (2, "")
    assert "File name too long" in done.stderr


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    folder = os.fsencode(plan_in(tmp_path / "p"))
    try:
        with open(folder + b"/caf\xe9.yaml", "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
            file.write(b"risk: []\n")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    done = validate(tmp_path, "p")
    assert done.returncode == 1
    assert r"p/caf\xe9.yaml:1:1: error[PLAN101]" in done.stdout
    assert r"p/caf\xe9.yaml" in validate(tmp_path, "p", "--format", "json").stdout.replace("\\\\", "\\")


# To whoever may read everything, as root may, permissions do not bite. The tests below let the system's refusal
# happen inside this process instead, at the call that would meet it.


def refusal(path: object) -> PermissionError:
    return PermissionError(13, "Permission denied", str(path))


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["validate", *words])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_in(tmp_path / "p")
    (plan / "secret.yaml").write_text("risks: []\n")
    opened = Path.open

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "secret.yaml":
            raise refusal(self)
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)

    code, out, _ = run(str(plan))

    assert code == 2
    assert f"{plan}/secret.yaml:1:1: error[PLAN012] this cannot be opened: Permission denied" in out


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_in(tmp_path / "plans" / "p")
    (plan / "secret").mkdir()
    (tmp_path / "plans" / "q").mkdir()
    scanned, listed = os.scandir, os.listdir

    def refuse_scan(path: Any) -> Any:
        if os.fspath(path).endswith(("secret", "q")):
            raise refusal(path)
        return scanned(path)

    def refuse_list(path: Any) -> Any:
        if os.fspath(path).endswith(("secret", "q")):
            raise refusal(path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse_scan)
    monkeypatch.setattr(os, "listdir", refuse_list)

    code, out, _ = run(str(plan))
    assert code == 2
    assert f"{plan}/secret:1:1: error[PLAN012] this cannot be opened: Permission denied" in out

    # a plan's whole folder: named by itself, and among all plans
    code, _, err = run(str(tmp_path / "plans" / "q"))
    assert code == 2
    assert f"{tmp_path}/plans/q cannot be read: Permission denied" in err
    code, out, _ = run(str(tmp_path / "plans"))
    assert code == 2
    assert f"{tmp_path}/plans/q:1:1: error[PLAN012]" in out


def test_a_folder_that_may_not_be_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_in(tmp_path / "p")
    asked = os.stat

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(path, str | Path) and Path(path).parent.name == "p":
            raise refusal(path)
        return asked(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)

    code, _, err = run(str(plan / "plan.yaml"))

    assert code == 2
    assert f"{plan}/plan.yaml cannot be opened: Permission denied" in err
