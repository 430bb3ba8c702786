"""The fields of a file that hold free text."""

from functools import cache

from pydantic import BaseModel

from cqcplan.model.links import shape_of
from cqcplan.typed.fields import field_of


@cache
def text_fields(root: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields that hold free text, in any model of a file."""
    models = [root]
    names: set[str] = set()
    for model in models:
        models += [child for _, child in shape_of(model).children if child not in models]
        names.update(name for name in shape_of(model).fields if name != "id" and field_of(model, name).what == "text")
    return frozenset(names)
