"""What a rule looks at: one plan, with what several rules need worked out once."""

from functools import cached_property

from cqcplan.checks.references.collect import Links, collect
from cqcplan.files.loaded import LoadedPlan
from cqcplan.framework.vintage import CURRENT, Vintage, load_vintage, vintage_ids


class Subject:
    """One plan under check."""

    def __init__(self, loaded: LoadedPlan) -> None:
        self.loaded = loaded

    @cached_property
    def links(self) -> Links:
        """Every id the plan defines and every reference it makes."""
        return collect(self.loaded)

    @cached_property
    def vintage(self) -> Vintage:
        """The vintage the plan names, or the current one where it names none that exists."""
        for file in self.loaded.files:
            header = file.data.get("plan") if isinstance(file.data, dict) else None
            named = header.get("framework") if isinstance(header, dict) else None
            if named in vintage_ids():
                return load_vintage(named)
        return load_vintage(CURRENT)
