"""Plans in and out of other programs: tables, the tracker workbook, other people's trackers, calendars."""
