"""typst, kept to the paper: it reads no file, fetches no package, and a council's own layout has bounds.

A layout of a council's own is set by a process of its own, because typst ends the whole process where it runs out of
memory, and nothing can stop it in between.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cqcplan.papers.formats.bounds import MEMORY, SECONDS, TooMuchError

_NOWHERE = "http://127.0.0.1:9"
"""Where nobody answers: what a layout would fetch comes from here."""
_RUN = "from cqcplan.papers.formats.typeset import answer; answer()"


class TypesetError(Exception):
    """typst could not set the paper."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.diagnostic = diagnostic


def typeset(template: str, data: str, fonts: Path) -> bytes:
    """Set a paper with a layout that came with the tool.

    Raises:
        TypesetError: typst found a mistake, or a character that the fonts lack.
        ImportError: typst is not installed.
    """
    import typst  # noqa: PLC0415 - large, and only for this format

    compile_: Any = typst.compile  # its types know no bytes beside a root
    source = template.encode()
    letters = typst.Fonts(include_system_fonts=False, font_paths=[fonts])
    with TemporaryDirectory(prefix="cqcplan-") as empty:
        try:
            made = compile_(
                source,
                root=empty,
                font_paths=letters,
                ignore_system_fonts=True,
                sys_inputs={"paper": data},
                pdf_standards=["ua-1"],
                package_path=empty,
                package_cache_path=empty,
            )
        except typst.TypstError as error:
            raise TypesetError(_in_our_words(str(error)), error.diagnostic) from error
    return bytes(made)


def _in_our_words(said: str) -> str:
    """Say of what a layout may not do that it may not; where it was looked for is nobody's affair."""
    if "package" in said and ("download" in said or "not found" in said):
        return "a layout may use no packages: write what it needs into the layout itself"
    if "file not found" in said or "escape the project root" in said:
        return "a layout may read no files: what it prints comes from the paper"
    return said


def typeset_own(template: str, data: str, fonts: Path, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """Set a paper with a council's own layout, within bounds.

    Raises:
        TypesetError: typst found a mistake, or a character that the fonts lack.
        TooMuchError: it took more time or memory than it may.
    """
    asked = json.dumps({"template": template, "data": data, "fonts": str(fonts), "memory": memory, "seconds": seconds})
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)
    environment = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    environment |= proxies | {name.upper(): value for name, value in proxies.items()}
    try:
        done = subprocess.run(  # noqa: S603 - this Python, no shell
            [sys.executable, "-c", _RUN],
            input=asked.encode(), capture_output=True, check=False, timeout=2 * seconds, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TooMuchError(f"the layout took more than {2 * seconds} seconds") from error
    if done.returncode == 0:
        return done.stdout
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise TooMuchError("the layout took more time or memory than it may") from None
    raise TypesetError(told["message"], told["diagnostic"])


def answer() -> None:
    """Set the paper that is asked for on stdin, as a process of its own."""
    asked = json.loads(sys.stdin.buffer.read())
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
        resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = typeset(asked["template"], asked["data"], Path(asked["fonts"]))
    except TypesetError as error:
        sys.stdout.write(json.dumps({"message": str(error), "diagnostic": error.diagnostic}))
        sys.stdout.flush()
        raise SystemExit(1) from None
    sys.stdout.buffer.write(made)
