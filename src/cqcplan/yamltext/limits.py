"""How much the reader takes before it says no."""

MAX_BYTES = 40 * 1024 * 1024
"""The largest file read: some forty years of a large council's updates."""

MAX_NODES = 2_000_000
"""The most names, values, lists and mappings in one file: some 150,000 updates, or 40 MB of an ordinary plan."""

MAX_DEPTH = 64
"""The deepest nesting of lists and mappings; a plan needs eight."""

MAX_SCALAR = 200_000
"""The longest single text, in characters: about seventy printed pages."""

MAX_FIGURES = 100
"""The longest number, in characters: a council's whole budget has twelve figures."""
