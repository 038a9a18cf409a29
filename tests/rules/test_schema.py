"""The schema that editors use is the one the loader reads by, and every rule obeys it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml

from helper.rulebook import find_rules, load, schema

RULES = find_rules()
FILES = [RULES / rule.file for rule in load(RULES).rules.values()]


def plain(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def validator() -> Any:
    found = {**schema.generate(), "$schema": "http://json-schema.org/draft-07/schema#"}
    return fastjsonschema.compile(found)


def test_the_schema_file_is_up_to_date() -> None:
    assert (RULES / "schema.json").read_text(encoding="utf-8") == schema.text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_rule_obeys_the_schema(file: Path) -> None:
    validator()(plain(file))


def test_the_schema_refuses_an_unknown_key() -> None:
    rule = {**plain(FILES[0]), "mesage": "x"}
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validator()(rule)


def test_the_schema_is_json_with_a_description_for_every_key() -> None:
    properties = json.loads(schema.text())["properties"]
    assert all(value.get("description") for value in properties.values())
