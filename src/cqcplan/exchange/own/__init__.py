"""A council's own tracker: what is where in it, proposed, approved and read."""
