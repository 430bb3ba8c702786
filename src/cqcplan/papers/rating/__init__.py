"""The rating in blocks, for papers and for ``cqcplan score`` alike."""
