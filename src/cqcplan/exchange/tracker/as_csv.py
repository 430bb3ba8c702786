"""The tracker as a folder of CSV files, for those without a spreadsheet program that reads workbooks."""

from collections.abc import Sequence

from cqcplan.exchange.csv_text import write_csv
from cqcplan.exchange.tracker.rows import (
    GIVEN,
    MEASURE_HEADINGS,
    MEASURES,
    TRACKER,
    Heading,
    Row,
    Tracker,
    given_rows,
    work_headings,
)

FILES = {TRACKER: "tracker.csv", MEASURES: "measures.csv", GIVEN: "given.csv"}
"""The file of each sheet."""


def tracker_files(tracker: Tracker) -> dict[str, bytes]:
    """Return the files of the folder by name."""
    given = given_rows(tracker)
    return {
        FILES[TRACKER]: _file(work_headings(tracker.plan), tracker.work),
        FILES[MEASURES]: _file(MEASURE_HEADINGS, tracker.measures),
        FILES[GIVEN]: write_csv([str(value) for value in given[0]], given[1:]),
    }


def _file(headings: Sequence[Heading], rows: Sequence[Row]) -> bytes:
    return write_csv(
        [heading.title for heading in headings],
        [[row.values.get(heading.key, "") for heading in headings] for row in rows],
    )
