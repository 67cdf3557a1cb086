"""GitHub's own description of its REST API, and what a request says that is not in it.

The description is OpenAPI 3.0, npm ``@octokit/openapi``. It allows any further field in a body and says
nothing of further parameters; here both are faults, since GitHub ignores them without a word.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from jsonschema import Draft4Validator

GENERATED = "@octokit/openapi/generated"
DESCRIPTION = "api.github.com.json"
_SHARED = "#/components/"


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of GitHub at one kind of address.

    Attributes:
        name: verb and address, with names in braces for what differs (``GET /repos/{owner}/{repo}``).
        address: matches an address of this kind, with a group for each name.
        places: schema of each part of the address, by name.
        query: schema of each parameter, by name.
        body: schema of the body; None where none is sent.
    """

    name: str
    address: re.Pattern[str]
    places: dict[str, Draft4Validator]
    query: dict[str, Draft4Validator]
    body: Draft4Validator | None


class Contract:
    """The description, read as far as requests ask for it."""

    def __init__(self, modules: Path) -> None:
        self._raw = json.loads((modules / GENERATED / DESCRIPTION).read_bytes())
        self._paths = [
            (self._pattern(path, operations), path, operations)
            for path, operations in self._raw["paths"].items()
        ]
        self._known: dict[str, Operation] = {}

    def operation(self, verb: str, address: str) -> Operation | None:
        """The operation that a request asks for; where several match, the one that names most."""
        found = [
            (path.count("{"), path, pattern, operations[verb.lower()])
            for pattern, path, operations in self._paths
            if verb.lower() in operations and pattern.fullmatch(address)
        ]
        if not found:
            return None
        _, path, pattern, raw = min(found, key=lambda one: one[:2])
        name = f"{verb} {path}"
        if name not in self._known:
            self._known[name] = self._read(name, pattern, raw)
        return self._known[name]

    def faults(self, verb: str, target: str, body: bytes) -> list[str]:
        """What is wrong with a request; empty when GitHub describes it just so."""
        address, _, query = target.partition("?")
        operation = self.operation(verb, address)
        if operation is None:
            return [f"{verb} {address} is no operation of GitHub's."]
        match = operation.address.fullmatch(address)
        assert match is not None
        values = [(operation.places, name, unquote(value)) for name, value in match.groupdict().items()]
        values += [(operation.query, name, value) for name, value in parse_qsl(query, keep_blank_values=True)]
        found = [
            fault for schemas, name, value in values for fault in _of_value(schemas.get(name), value, name)
        ]
        if body and operation.body is None:
            found.append("There is a body, and none is described.")
        elif operation.body is not None:
            sent = json.loads(body or b"{}")
            found += [f"{error.json_path}: {error.message}" for error in operation.body.iter_errors(sent)]
        return [f"{operation.name}: {fault}" for fault in found]

    def _pattern(self, path: str, operations: dict[str, Any]) -> re.Pattern[str]:
        long = {
            one["name"]
            for raw in operations.values()
            for one in self._parameters(raw)
            if one.get("x-multi-segment")
        }
        parts = re.split(r"\{([^}]+)\}", path)
        names = {name: ".+" if name in long else "[^/]+" for name in parts[1::2]}
        written = [
            f"(?P<{re.sub(r'[^a-z]', '_', part)}>{names[part]})" if at % 2 else re.escape(part)
            for at, part in enumerate(parts)
        ]
        return re.compile("".join(written))

    def _parameters(self, raw: dict[str, Any]) -> list[dict[str, Any]]:
        return [self._shared(one) for one in raw.get("parameters", ())]

    def _shared(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What a reference stands for."""
        found = raw
        while "$ref" in found:
            kind, _, name = found["$ref"].removeprefix(_SHARED).partition("/")
            found = self._raw["components"][kind][name]
        return found

    def _read(self, name: str, address: re.Pattern[str], raw: dict[str, Any]) -> Operation:
        schemas: dict[str, dict[str, Draft4Validator]] = {"path": {}, "query": {}}
        for one in self._parameters(raw):
            if one["in"] in schemas:
                key = re.sub(r"[^a-z]", "_", one["name"]) if one["in"] == "path" else one["name"]
                schemas[one["in"]][key] = Draft4Validator(self._strict(one["schema"]))
        content = self._shared(raw.get("requestBody", {})).get("content", {}).get("application/json")
        body = Draft4Validator(self._strict(content["schema"])) if content else None
        return Operation(name, address, schemas["path"], schemas["query"], body)

    def _strict(self, schema: Any) -> Any:
        """A schema without references, with null where it may be, and no field that it does not name."""
        if isinstance(schema, list):
            return [self._strict(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        found = {key: self._strict(value) for key, value in self._shared(schema).items()}
        if found.get("nullable") is True and isinstance(found.get("type"), str):
            found["type"] = [found["type"], "null"]
        if isinstance(found.get("properties"), dict):
            found.setdefault("additionalProperties", False)
        return found


def _of_value(schema: Draft4Validator | None, text: str, name: str) -> list[str]:
    """What is wrong with a part of an address, which is text and may stand for a number or for yes or no."""
    if schema is None:
        return [f"{name} is no parameter."]
    kind = schema.schema.get("type")
    value: object = text
    if kind == "integer" and re.fullmatch(r"-?\d+", text):
        value = int(text)
    elif kind == "boolean" and text in ("true", "false"):
        value = text == "true"
    return [f"{name}: {error.message}" for error in schema.iter_errors(value)]
