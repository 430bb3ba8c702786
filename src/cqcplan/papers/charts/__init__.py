"""Charts as inline SVG: one module per kind of chart, and ``draw`` that picks it."""
