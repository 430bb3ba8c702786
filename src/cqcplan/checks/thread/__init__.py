"""4xx: the golden thread from finding to priority to action, measure and evidence."""
