"""The golden thread as a graph: from what CQC found to what was done, what is measured and what proves it."""
