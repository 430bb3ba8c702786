"""What is said when a paper cannot be written."""


class CannotWriteError(Exception):
    """A paper cannot be written in the format asked for: a package is missing, or the council's file will not do."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, in a line."""
        self.help = help_
        """What to do about it."""


def extra_missing(output_format: str, extra: str) -> CannotWriteError:
    """Say that a format needs packages that are not installed."""
    return CannotWriteError(
        f"papers as {output_format} need packages that are not installed", f"pip install 'cqcplan[{extra}]'"
    )
