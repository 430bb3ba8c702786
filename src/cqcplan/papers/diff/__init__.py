"""What differs between two dates or two versions of a plan."""
