"""Points, percentages and ratings: pure functions over whole numbers."""
