"""A request's JSON body: bounded before it is parsed, checked before it is used."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import fastjsonschema

from helper import settings
from helper.web import contract, problems
from helper.web.problems import ProblemError

# Possessive and with an optional close, so that it walks any bytes once.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def depth(raw: bytes) -> int:
    """How deeply lists and objects are nested in `raw`, whether or not it is JSON."""
    level = deepest = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", raw)):
        if bracket in b"[{":
            level += 1
            deepest = max(deepest, level)
        else:
            level -= 1
    return deepest


def shallow(raw: bytes) -> None:
    """Checks the nesting before anything parses it.

    Raises:
        ProblemError: 400 with the `limit`.
    """
    if depth(raw) > settings.DEPTH_LIMIT:
        raise ProblemError(problems.TOO_DEEP, limit=settings.DEPTH_LIMIT)


def parse(raw: bytes) -> Any:
    """The JSON value of `raw`; lone surrogates survive.

    Raises:
        ProblemError: 400 for bytes that are not UTF-8 or not JSON.
    """
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ProblemError(problems.NOT_JSON) from None


def conform(value: Any, schema: str) -> None:
    """Checks `value` against a schema of the OpenAPI document.

    Raises:
        ProblemError: 413 for a text that is too long, 422 with `errors` for any other shape.
    """
    try:
        contract.checker(schema)(value)
    except fastjsonschema.JsonSchemaValueException as error:
        complaint = contract.complaint(error)
        if error.rule == "maxLength" and complaint["pointer"] == "/text":
            raise ProblemError(problems.TEXT_TOO_LONG, limit=error.rule_definition) from None
        raise ProblemError(problems.WRONG_SHAPE, errors=[complaint]) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are Python's idea of JSON, not the standard's
