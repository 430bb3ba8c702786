"""Prove that a produced paper holds nothing withheld: what must not be in it, what is in it, and the search."""
