"""Store a draft: under the plan's lock, over nothing that has changed since it was read."""

from cqcplan.editing.draft import Draft


def store(drafted: Draft) -> None:
    """Write every file of a draft, each in one step.

    Raises:
        CannotEditError: where another writer holds the plan, or a file is no longer as it was read.
        OSError: where a file cannot be written.
    """
    raise NotImplementedError
