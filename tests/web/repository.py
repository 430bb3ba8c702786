"""A repository with a plan in it, whose pages are asked to save."""

from pathlib import Path

from tests.files.test_revisions import git


def repository_with(plan: str, above: Path) -> Path:
    """Make one below a folder, with a name that needs care; everything in it is committed."""
    top = above / "the council's päpers"
    (top / "plans" / "p").mkdir(parents=True)
    (top / "plans" / "p" / "plan.yaml").write_text(plan, encoding="utf-8")
    (top / "notes.txt").write_text("Notes.\n")
    git(top, "init", "--quiet", "--initial-branch=main")
    git(top, "config", "user.name", "Improvement office")
    git(top, "config", "user.email", "office@example.org")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "The plan")
    return top
