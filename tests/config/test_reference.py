"""Schema and reference are what keys and rules say, and mean to an editor what they mean to the program."""

from __future__ import annotations

import json

import jsonschema
import pytest
from ruamel.yaml import YAML

from bot.config.model import keys
from bot.config.read import as_yaml, parse
from bot.lint import RULES
from tests.config.casebook import NAMES, WRONG
from tests.config.reference import PAGE, SCHEMA, full_schema, page, schema_text


def test_both_files_are_up_to_date():
    again = "run: uv run python -m tests.config.reference"
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), again
    assert PAGE.read_text(encoding="utf-8") == page(), again


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("text", [case[1] for case in WRONG], ids=NAMES)
def test_an_editor_finds_the_same_fault(text: str):
    said = YAML(typ="safe", pure=True).load(text)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, full_schema(), jsonschema.Draft7Validator)


@pytest.mark.parametrize(("name", "said"), list(keys()))
def test_every_key_has_an_example_and_a_default_that_hold(name: str, said: dict[str, object]):
    assert str(said["description"]).endswith(".")
    for value in (said["default"], *said["examples"]):  # type: ignore[misc]
        jsonschema.validate({name: value}, full_schema(), jsonschema.Draft7Validator)
        parse(as_yaml({name: value}).encode())


def test_an_editor_knows_every_rule_and_which_can_be_pinned():
    for name, rule in RULES.items():
        pinned = {"rules": {name: {"pin": "x"}}}
        if rule.pin:
            jsonschema.validate(pinned, full_schema(), jsonschema.Draft7Validator)
        else:
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(pinned, full_schema(), jsonschema.Draft7Validator)
        jsonschema.validate({"rules": {name: "off"}}, full_schema(), jsonschema.Draft7Validator)
