"""A mapping as a workbook, for those who would not write YAML: written, filled in, and read as the mapping it is."""
