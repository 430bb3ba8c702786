"""3xx: dates and periods."""
