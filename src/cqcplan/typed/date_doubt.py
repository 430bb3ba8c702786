"""What is said of a date that cannot be read."""

SUCH_AS = "31 March 2026, 31/03/2026, March 2026, end of April 2026, autumn 2026, Q1 2026/27 or w/c 15 June 2026"
"""What a date may look like when it is typed."""


class NoDateError(ValueError):
    """Words stand where a date should be and say that there is none yet: ``TBC``."""


class DateInDoubtError(ValueError):
    """It is a date, but it cannot be told which: it has no year, can be read two ways, or is not in the calendar."""


class NoYearError(DateInDoubtError):
    """A date without its year. Carries its form and whether it takes two years."""

    def __init__(self, message: str, form: str, span: int = 0) -> None:
        super().__init__(message)
        self.form, self.span = form, span
