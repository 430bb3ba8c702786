"""Small programs for those who work on cqcplan itself."""
