"""The wire's shape: the OpenAPI document, and checks compiled from its schemas once."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import fastjsonschema


@cache
def text() -> str:
    """The OpenAPI document as it stands in the package."""
    return resources.files("helper.web").joinpath("openapi.json").read_text("utf-8")


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, parsed."""
    loaded: dict[str, Any] = json.loads(text())
    return loaded


@cache
def checker(schema: str) -> Callable[[Any], Any]:
    """A function that raises `fastjsonschema.JsonSchemaValueException` on a wrong shape.

    Args:
        schema: A name under components/schemas.
    """
    root = {
        "$ref": f"#/components/schemas/{schema}",
        "components": {"schemas": document()["components"]["schemas"]},
    }
    compiled: Callable[[Any], Any] = fastjsonschema.compile(root, use_default=False)
    return compiled


def complaint(error: fastjsonschema.JsonSchemaValueException) -> dict[str, str]:
    """What is wrong and where, as a JSON pointer and a sentence without any of the values sent."""
    steps = [str(step).replace("~", "~0").replace("/", "~1") for step in error.path[1:]]
    return {
        "pointer": "".join(f"/{step}" for step in steps),
        "detail": error.message.removeprefix(error.name or "").strip(),
    }
