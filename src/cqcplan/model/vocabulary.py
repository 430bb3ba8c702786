"""How ratings are said."""

RATING_WORDS = {
    "inadequate": "Inadequate",
    "requires-improvement": "Requires improvement",
    "good": "Good",
    "outstanding": "Outstanding",
}
"""Ratings as papers print them, worst first."""

KIND_WORDS = {
    "pilot": "CQC pilot assessment",
    "comprehensive": "CQC assessment",
    "focused": "CQC focused assessment",
    "self": "self-assessment",
    "peer": "peer review",
    "mock": "mock assessment",
    "target": "target scores",
}
"""Kinds of assessment in words."""
