"""Periods, a plan's state as of a date, and what changed between two dates: pure functions over dated events."""
