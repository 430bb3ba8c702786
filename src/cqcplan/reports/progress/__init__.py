"""The progress paper: one module per part of it, and ``paper`` that puts them in order."""
