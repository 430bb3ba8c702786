"""Changes to a plan's files that touch nothing else: what is to change, the draft of it, and its writing."""
