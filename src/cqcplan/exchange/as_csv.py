"""Tables as a folder of CSV files, with a ``datapackage.json`` that says what is in them (Frictionless Data)."""

from typing import Any

from cqcplan.exchange.csv_text import write_csv
from cqcplan.exchange.table import ColumnKind, Table, Tables
from cqcplan.problems.json_text import json_text

_TYPES: dict[ColumnKind, str] = {
    "text": "string",
    "number": "number",
    "whole": "integer",
    "date": "date",
    "flag": "boolean",
}


def csv_files(tables: Tables) -> dict[str, bytes]:
    """Return the files of the folder by name."""
    files = {
        f"{table.name}.csv": write_csv([column.name for column in table.columns], table.rows) for table in tables.tables
    }
    package = json_text(_package(tables))
    return files | {"datapackage.json": package.encode()}


def _package(tables: Tables) -> dict[str, Any]:
    names = {table.name for table in tables.tables}
    return {
        "name": tables.plan,
        "title": f"Improvement plan {tables.plan}, as of {tables.as_of.isoformat()}, for {tables.audience}",
        "profile": "tabular-data-package",
        "audience": tables.audience,
        "resources": [_resource(table, names) for table in tables.tables],
    }


def _resource(table: Table, names: set[str]) -> dict[str, Any]:
    pointing = [column for column in table.columns if column.points_at in names and column.points_at != table.name]
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {"resource": str(column.points_at).replace("_", "-"), "fields": ["id"]},
                }
                for column in pointing
            ],
        },
    }
