"""What every workbook written here has in common: no clock."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from cqcplan.exchange.missing import need
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.made_for import mark_for, not_for_the_public


@contextmanager
def new_workbook(written: io.BytesIO, title: str, as_of: date, readers: Visibility) -> Iterator[Any]:
    """Open a workbook that is written to memory when it is closed.

    Raises:
        MissingPackageError: when XlsxWriter is not installed.
    """
    xlsxwriter = need("xlsxwriter", "writing a workbook", "xlsx")
    options = {
        "in_memory": True,
        "default_date_format": "yyyy-mm-dd",
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    with xlsxwriter.Workbook(written, options) as book:
        # the day of the data, not of the clock: the same plan gives the same bytes
        made = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001 - workbooks keep no time zone
        marking = not_for_the_public(readers)
        told = {"title": f"{title} ({marking})" if marking else title, "category": marking}
        book.set_properties({**told, "keywords": mark_for(readers), "created": made})
        yield book
