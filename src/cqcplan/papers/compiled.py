"""Templates that come with the tool, compiled once and kept beside its own compiled modules, as Python keeps those.

A council's own templates are compiled each time: nothing is ever written beside them.
"""

import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType

from jinja2 import FileSystemBytecodeCache
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket

from cqcplan.papers import template_files

_HERE = Path(__file__).parent
KEPT_IN = _HERE / "__pycache__"
_MADE_BY = ("sections.py", "templating.py", "printed.py", "compiled.py", "formats/templates.py")
"""What decides how a template is compiled, besides the template and Jinja."""


_KNOWN: dict[tuple[str, str, str], CodeType] = {}
"""What was compiled in this process, a council's own too: by kind, name and the checksum of what it says."""


@cache
def _key() -> str:
    made_by = b"".join((_HERE / name).read_bytes() for name in _MADE_BY)
    return sha256(jinja_version.encode() + made_by).hexdigest()[:12]


class Compiled(FileSystemBytecodeCache):
    """Keeps what was compiled, where that is allowed."""

    def __init__(self, kind: str) -> None:
        # the pages' own stand in the package
        folders = [*template_files.template_folders(), _HERE.parent]
        self._shipped = [folder.as_posix() + "/" for folder in folders]
        self._kind = kind
        super().__init__(KEPT_IN.as_posix(), f"template-{kind}-{_key()}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept: in this process first, which may make many papers."""
        key = self._kind, bucket.key, bucket.checksum
        if key in _KNOWN:
            bucket.code = _KNOWN[key]
            return
        with suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)
        if bucket.code:
            _KNOWN[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        filename = bucket.code.co_filename if bucket.code else ""
        if bucket.code:
            _KNOWN[self._kind, bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode and any(filename.startswith(folder) for folder in self._shipped):
            with suppress(OSError):
                KEPT_IN.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
