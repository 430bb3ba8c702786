"""Where things stand in a checkout."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "plans"
FIXTURES = ROOT / "tests" / "fixtures"
SOURCE = ROOT / "src" / "cqcplan"
