"""JSON Schema of the values that cross the edge (JSON 模式)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

import attrs

from gongtong.core.codec import BOUND_TAGS, JsonValue

_SCALARS: dict[object, dict[str, JsonValue]] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
    str: {"type": "string"},
    bytes: {"type": "string", "pattern": "^([0-9a-f]{2})*$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    time: {"type": "string", "format": "time"},
    UUID: {"type": "string", "format": "uuid"},
    Fraction: {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"},
}


def json_schema(kind: Any) -> dict[str, JsonValue]:
    """Give the JSON Schema (2020-12) of a type that the codec writes (JSON 模式).

    Attrs classes become definitions under `$defs`, by their names; raises `TypeError` for a type
    without a JSON form, and for two classes of one name.
    """
    definitions: dict[type, JsonValue] = {}
    root = _schema(kind, definitions)
    named: dict[str, JsonValue] = {one.__name__: schema for one, schema in definitions.items()}
    if len(named) < len(definitions):
        twice = Counter(one.__name__ for one in definitions).most_common(1)[0][0]
        message = f"two classes of one schema are called {twice}"
        raise TypeError(message)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": named}


def _schema(kind: Any, definitions: dict[type, JsonValue]) -> dict[str, JsonValue]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple or (origin is Mapping and arguments[0] is str):
        return _many_schema(arguments, definitions, are_named=origin is Mapping)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if isinstance(kind, type) and attrs.has(kind):
        return _class_schema(kind, definitions)
    message = f"{kind!r} has no JSON form"
    raise TypeError(message)


def _many_schema(
    arguments: tuple[Any, ...], definitions: dict[type, JsonValue], *, are_named: bool
) -> dict[str, JsonValue]:
    if are_named:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...] has two arguments
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    items: list[JsonValue] = [_schema(argument, definitions) for argument in arguments]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _class_schema(kind: type, definitions: dict[type, JsonValue]) -> dict[str, JsonValue]:
    reference: dict[str, JsonValue] = {"$ref": f"#/$defs/{kind.__name__}"}
    if kind in definitions:
        return reference
    definitions[kind] = None
    attrs.resolve_types(kind)
    properties: dict[str, JsonValue] = {}
    required: list[JsonValue] = []
    if kind in BOUND_TAGS:
        properties["bound"] = {"const": BOUND_TAGS[kind]}
        required.append("bound")
    for attribute in attrs.fields(kind):
        properties[attribute.name] = _schema(attribute.type, definitions)
        # a literal tells the classes of a union apart, so it is always written
        if attribute.default is attrs.NOTHING or get_origin(attribute.type) is Literal:
            required.append(attribute.name)
    definitions[kind] = {
        "type": "object",
        "title": (kind.__doc__ or kind.__name__).strip().splitlines()[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    return reference
