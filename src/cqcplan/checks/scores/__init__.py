"""5xx: scores and ratings."""
