"""0xx: files and syntax, found by the reader."""
