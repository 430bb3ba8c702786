"""8xx: plain language: what a reader stumbles over. Information only."""
