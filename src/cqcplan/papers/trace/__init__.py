"""A trace of the golden thread, as a tree, as two kinds of diagram and as data."""
