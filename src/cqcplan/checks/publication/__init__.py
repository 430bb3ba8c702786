"""7xx: publication safety: what must not stand in a paper, or in the repository at all."""
