"""``cqcplan schema``."""

from cqcplan.cli.options import Output
from cqcplan.cli.save import save
from cqcplan.cli.talk import write


def schema(
    output: Output = None,
) -> None:
    """Write the JSON Schema of a plan file, for editors: completion, explanations, and mistakes as you type.

    Exit code 0: written; 2: the file could not be written.
    """
    from cqcplan.model.json_schema import schema_text

    text = schema_text()
    if output is None:
        write(text)
        return
    save(output, text.encode())
