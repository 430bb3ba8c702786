"""One reader of what people type: dates, everyday words, figures, and the entry that is meant. Knows no files."""
