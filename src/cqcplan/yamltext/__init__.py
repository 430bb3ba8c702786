"""YAML text to plain data and exact positions, in one pass. Knows nothing of plans."""
