"""Where things stand in a checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
FIXTURES = ROOT / "tests" / "fixtures"
SOURCE = ROOT / "src" / "cqcplan"

LOCK = (ROOT / "constraints.txt").as_uri()  # pip takes a blank in a path for the end of it, in its variables
LOCKED = {**os.environ, "PIP_CONSTRAINT": LOCK, "PIP_BUILD_CONSTRAINT": LOCK}
"""For a test that lets pip install: what somebody releases tomorrow must not turn it red."""
