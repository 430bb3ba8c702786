"""Figures of England, regions and councils from the CSV file that ASCOF is published in."""
