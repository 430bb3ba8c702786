"""Tables as a folder of Parquet files, with the meaning of every column kept in them."""

import io

from cqcplan.exchange.missing import need
from cqcplan.exchange.table import ColumnKind, Table, Tables, Value
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.made_for import mark_for


def parquet_files(tables: Tables) -> dict[str, bytes]:
    """Return the files of the folder by name.

    Raises:
        MissingPackageError: when pyarrow is not installed.
    """
    return {f"{table.name}.parquet": _file(table, tables.audience) for table in tables.tables}


def _file(table: Table, readers: Visibility) -> bytes:
    arrow = need("pyarrow", "writing Parquet", "parquet")
    parquet = need("pyarrow.parquet", "writing Parquet", "parquet")
    types: dict[ColumnKind, object] = {
        "text": arrow.string(),
        "number": arrow.float64(),
        "whole": arrow.int64(),
        "date": arrow.date32(),
        "flag": arrow.bool_(),
    }
    schema = arrow.schema(
        [
            arrow.field(column.name, types[column.kind], metadata={"description": column.meaning})
            for column in table.columns
        ],
        metadata={"readers": mark_for(readers)},
    )
    columns: list[tuple[Value, ...]] = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    columns = [_fitting(column.kind, values) for column, values in zip(table.columns, columns, strict=True)]
    arrays = [arrow.array(list(values), field.type) for values, field in zip(columns, schema, strict=True)]
    written = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), written)
    return written.getvalue()


def _fitting(kind: ColumnKind, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return figures as Parquet holds them: a whole number of more than 19 figures is no integer to it."""
    return tuple(float(value) if isinstance(value, int) else value for value in values) if kind == "number" else values
