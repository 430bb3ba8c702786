"""What can be recorded of each kind of entry, and the changes that record it: for commands and for pages alike."""
