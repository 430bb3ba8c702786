"""Which rules a waiver may name."""

from cqcplan.checks.catalogue import READER_FAMILIES, SOUND_FAMILIES, WAIVER_FAMILY, rules


def may_be_waived(code: str) -> bool:
    """Whether a waiver may name a rule: not one that keeps a plan from being read or printed, nor one about waivers."""
    return code not in {rule.code for rule in rules((*READER_FAMILIES, *SOUND_FAMILIES, WAIVER_FAMILY))}
