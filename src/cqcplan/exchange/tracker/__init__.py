"""The tracker: a workbook for people to fill in, and what they filled in read back as updates."""
