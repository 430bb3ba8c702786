"""What papers are written as: one module per format, and ``write`` that picks it."""
