"""Plan files on disk: finding them, reading them, and turning them into models."""
