"""The settings file: ``cqcplan.toml``, or ``[tool.cqcplan]`` in ``pyproject.toml``."""
