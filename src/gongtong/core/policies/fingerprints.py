"""Fingerprints of provisions: the same text, the same fingerprint, on any machine (规定指纹)."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from hashlib import sha256
from types import BuiltinFunctionType, FunctionType
from typing import TYPE_CHECKING

import attrs

from gongtong.core.codec import JsonValue, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.policies.provisions import AnyProvision


def fingerprint_of(provision: AnyProvision) -> str:
    """Give the fingerprint of one provision as hexadecimal digits (单条规定指纹).

    Rules that are functions are named and their source goes in; a function that captures variables
    is refused, because what it captured could not be seen.
    """
    return digest_of(
        {
            "id": provision.id,
            "point": provision.point.name,
            "value": describe(provision.value),
            "area": provision.area,
            "in_force": describe(provision.in_force),
            "rank": provision.rank.name,
            "mode": provision.mode.value,
            "cites": describe(provision.cites),
            "conditions": [
                [item.fact.name, *sorted(str(value) for value in item.values)]
                for item in sorted(provision.conditions, key=lambda item: item.fact.name)
            ],
            "replaces": [*sorted(provision.replaces)],
            "recorded_on": describe(provision.recorded_on),
            "withdrawn_on": describe(provision.withdrawn_on),
            "plugin": provision.plugin,
        }
    ).hex()


def fingerprint_of_all(provisions: Iterable[AnyProvision]) -> str:
    """Give the fingerprint of a whole book, in whatever order it was put together (政策汇编指纹)."""
    return digest_of([*sorted(fingerprint_of(provision) for provision in provisions)]).hex()


def describe(value: object) -> JsonValue:
    """Write a value so that equal values are written equally (规范表述)."""
    match value:
        case Enum():
            return f"{type(value).__qualname__}.{value.name}"
        case None | bool() | int() | str():
            return value
        case date() | Fraction():
            return f"{type(value).__name__} {value}"
        case FunctionType() | BuiltinFunctionType() | type():
            return _describe_code(value)
        case _:
            return _describe_parts(value)


def _describe_parts(value: object) -> JsonValue:
    match value:
        case list() | tuple():
            return [describe(item) for item in value]
        case frozenset():
            return sorted((describe(item) for item in value), key=str)
        case Mapping():
            return {str(key): describe(item) for key, item in value.items()}
        case partial():
            return [describe(value.func), describe(value.args), describe(value.keywords)]
        case _:
            return _describe_instance(value)


def _describe_instance(value: object) -> JsonValue:
    kind = type(value)
    if not attrs.has(kind):
        raise TypeError(f"a {kind.__name__} has no fingerprint; use a frozen attrs class")
    fields = {item.name: describe(getattr(value, item.name)) for item in attrs.fields(kind)}
    name: JsonValue = _describe_code(kind) if callable(value) else kind.__qualname__
    return {"class": name, "fields": fields}


def _describe_code(code: FunctionType | BuiltinFunctionType | type) -> JsonValue:
    if getattr(code, "__closure__", None):
        raise TypeError(
            f"{code!r} captures variables; use a module's function or a frozen attrs class"
        )
    name = f"{code.__module__}:{code.__qualname__}"
    try:
        source = inspect.getsource(code)
    except (OSError, TypeError):  # written at a prompt, or in another language
        return name
    return [name, sha256(source.encode()).hexdigest()]
