"""The one door to a plan for anything that is shown: what had happened by the day, and what an audience may read."""
