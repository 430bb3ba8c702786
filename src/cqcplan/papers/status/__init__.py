"""Where a plan stands this morning: what is late, what is coming, what has gone quiet."""
