"""Which parser turns a text into events: libyaml where it is, else PyYAML's own."""

from typing import Any

import yaml


def event_parser(text: str) -> Any:
    """Return libyaml's event parser, or PyYAML's own where libyaml is missing."""
    if yaml.__with_libyaml__:
        return yaml.CSafeLoader(text)
    from cqcplan.yamltext.pure import PureParser  # noqa: PLC0415 - seldom needed

    return PureParser(text)
