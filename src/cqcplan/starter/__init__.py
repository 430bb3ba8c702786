"""What ``cqcplan init`` writes: the files as templates, and their filling in."""
