"""JSON as text, in one way: UTF-8, two spaces, fields in the order they were written."""

import json
from typing import Any


def json_text(data: Any) -> str:
    """Return some plain data as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
