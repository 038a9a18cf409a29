"""The JSON Schema of a rule file, for editors.

`python -m helper.rulebook.schema > rules/schema.json` writes it. It comes from the same tables
that the loader reads, and a test holds the file to it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from helper.rulebook import shape
from helper.rulebook.shape import Key


def _object(keys: Mapping[str, Key]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.about, **key.schema} for name, key in keys.items()
        },
    }
    required = [name for name, key in keys.items() if key.required]
    return {**found, "required": required} if required else found


def _fixes() -> dict[str, Any]:
    choices = {**shape.EDITING, "do": shape.ACTIONS}
    return {
        "type": "array",
        "minItems": 1,
        "items": {
            "oneOf": [
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": [kind],
                    "properties": {kind: {"enum": list(titles)}, "title": {"type": "string"}},
                }
                for kind, titles in choices.items()
            ]
        },
    }


def generate() -> dict[str, Any]:
    """The schema."""
    condition = {
        "oneOf": [
            {"type": "string", "description": "A concept that must be there."},
            {"type": "array", "items": {"type": "string"}, "description": "One is enough."},
            _object(shape.CONDITION),
        ]
    }
    example = {"oneOf": [{"type": "string"}, _object(shape.EXAMPLE)]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A PostCheck rule",
        **_object(shape.RULE),
        "$defs": {
            "condition": condition,
            "conditions": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}},
            "context": _object(shape.CONTEXT),
            "fixes": _fixes(),
            "examples": {"type": "array", "minItems": 1, "items": example},
            "rule-examples": _object(shape.EXAMPLES),
        },
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(generate(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
