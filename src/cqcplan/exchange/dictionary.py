"""The data dictionary: what every column of every table means."""

from collections.abc import Sequence

from cqcplan.exchange.table import Column, Table


def dictionary_of(tables: Sequence[Table]) -> Table:
    """Make the data dictionary: a row for each column of each table."""
    columns = (
        Column("table", "text", "The table.", "actions"),
        Column("column", "text", "The column.", "owner_id"),
        Column("meaning", "text", "What it means.", "Who answers for it."),
        Column("type", "text", "text, number, whole (a whole number), date, or flag (true or false).", "text"),
        Column("key", "flag", "Whether it is part of what tells a row from every other.", "false"),
        Column("points_at", "text", "The table whose id it holds.", "roles"),
        Column("example", "text", "What it may look like.", "head-of-ot"),
    )
    rows = tuple(
        (
            table.name,
            column.name,
            column.meaning,
            column.kind,
            column.name in table.key,
            column.points_at,
            column.example,
        )
        for table in (*tables, Table("dictionary", "", columns, (), ("table", "column")))
        for column in table.columns
    )
    return Table("dictionary", "What every column of every table means.", columns, rows, ("table", "column"))
