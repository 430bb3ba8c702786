"""3xx: dates and periods, seen over a whole plan."""
