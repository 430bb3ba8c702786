"""What CQC publishes: themes, quality statements, bands and results, in dated vintages. Data, and one loader."""
