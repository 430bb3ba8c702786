"""What a plan says: frozen models, no input and no output."""
