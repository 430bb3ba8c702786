"""A few kills of each command that writes several files; ``killed_commands.py`` makes many."""

from pathlib import Path

import pytest

from tests.files.killed_commands import COMMANDS, try_many

FEW = 1


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_all_old_or_all_new(tmp_path: Path, name: str) -> None:
    tried, wrong = try_many(name, tmp_path, lambda tried: tried >= FEW)
    assert tried == FEW
    assert wrong == []
