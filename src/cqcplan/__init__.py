"""cqcplan: adult social care improvement plans as checked, scored, printable YAML."""

__version__ = "0.2.0"
