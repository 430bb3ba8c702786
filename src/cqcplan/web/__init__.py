"""The plan in a browser: pages made through the view, changes made through the same editing as the commands."""
