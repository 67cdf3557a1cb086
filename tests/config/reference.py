"""``docs/paperlist.schema.json`` and ``docs/configuration.md``, made of what keys and rules say themselves.

Write both anew with ``uv run python -m tests.config.reference``.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

from bot.config.model import RULES, keys, schema
from bot.lint.registry import RULES as LINTER
from bot.lint.registry import summaries

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA, PAGE = DOCS / "paperlist.schema.json", DOCS / "configuration.md"

_HEAD = """# Configuration

None is needed: a list is its own style guide. What a maintainer wants otherwise stands in
`.github/paperlist.yml`. A key that is left out has its default.

Editors that know [YAML by its schema](https://github.com/redhat-developer/yaml-language-server) complete and
check the file when its first line names [the schema](paperlist.schema.json), by path or by address:

```yaml
# yaml-language-server: $schema=../docs/paperlist.schema.json
```

What cannot be meant is an error that names the key, the value and what may stand there. Nothing is done then.

This page and the schema are made of the same description that the program goes by.
"""
_RULES = """## What may be said of a rule

`off`, `info`, `warning` or `error`, in place of [its own severity](rules.md). Or a mapping of

- `severity`: one of these words;
- `pin`: the form that it holds the list to, whatever the list's majority is. It is written as it stands in
  the list. A rule that learns several forms (a date with and without a day; pipe, colon and dash) takes a
  list of them, and goes on learning those that are not given.

What is said under `sections` holds for the section and those below it; the innermost word counts. A section
is named as on the command line: a heading, any tail of the heading path, an anchor, an alias.
`<!-- paperlist-ignore rule -->` in the list itself silences a line or a section without any configuration.

These rules can be pinned:

| rule | for example |
|---|---|
"""


def full_schema() -> dict[str, Any]:
    """The schema with every rule by name, as editors want it."""
    whole = deepcopy(schema())
    said = summaries()
    rules = {
        **RULES,
        "additionalProperties": False,
        "properties": {name: _rule(name, text) for name, text in said.items()},
    }
    kept = {key: whole["properties"]["rules"][key] for key in ("description", "default", "examples")}
    whole["properties"]["rules"] = {"$ref": "#/definitions/rules", **kept}
    whole["properties"]["sections"]["additionalProperties"]["properties"]["rules"] = {
        "$ref": "#/definitions/rules"
    }
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": ".github/paperlist.yml"}
    learning = RULES["additionalProperties"]
    word, mapping = learning["anyOf"]
    severity = {"severity": mapping["properties"]["severity"]}
    plain = {"anyOf": [word, {**mapping, "properties": severity}]}
    return {**head, **whole, "definitions": {"learning": learning, "plain": plain, "rules": rules}}


def _rule(name: str, summary: str) -> dict[str, Any]:
    pin = LINTER[name].pin
    said = {"description": summary.replace("``", "`")}
    kind = {"allOf": [{"$ref": f"#/definitions/{'learning' if pin else 'plain'}"}]}
    return {**said, **kind, "examples": [{"pin": pin.example}]} if pin else {**said, **kind}


def page() -> str:
    """The reference."""
    chapters = [_chapter(name, said) for name, said in keys()]
    rows = "".join(
        f"| [{name}](rules.md#{name}) | `{rule.pin.example.replace('|', chr(92) + '|')}` |\n"
        for name, rule in LINTER.items()
        if rule.pin
    )
    return "\n".join([_HEAD, *chapters, _RULES + rows])


def _chapter(name: str, said: dict[str, Any]) -> str:
    default = f"`{said['default']}`" if said["default"] else "empty"
    kind = re.sub(
        "^must (be|give)", lambda word: {"be": "It is", "give": "It gives"}[word[1]], said["errorMessage"]
    )
    text = f"{said['description']} {kind}; by default {default}."
    return f"## `{name}`\n\n{text}\n\n```yaml\n{_yaml({name: said['examples'][0]})}```\n"


def _yaml(value: Any) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue()


def write() -> None:
    """Both files, as they are to stand."""
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(full_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write()
