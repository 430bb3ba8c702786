"""Tables as one JSON document, version 1."""

from datetime import date
from typing import Any

from cqcplan.exchange.table import Tables, Value
from cqcplan.problems.json_text import json_text

VERSION = 1


def tables_json(tables: Tables) -> str:
    """Return every table as a list of rows, by name; the dictionary stands among them."""
    data: dict[str, Any] = {
        "version": VERSION,
        "plan": tables.plan,
        "as_of": tables.as_of.isoformat(),
        "audience": tables.audience,
        "tables": {
            table.name: [
                {column.name: _plain(value) for column, value in zip(table.columns, row, strict=True)}
                for row in table.rows
            ]
            for table in tables.tables
        },
    }
    return json_text(data)


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value
