"""A plugin's settings: read once, every fault named with its path (插件配置)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import cattrs

from gongtong.core.codec import JsonValue, from_json
from gongtong.core.errors import CodecError

if TYPE_CHECKING:
    from collections.abc import Mapping

C = TypeVar("C")


def read_config(plugin: str, kind: type[C], settings: Mapping[str, JsonValue]) -> C:
    """Read the settings of a plugin as its configuration class (读取配置).

    Raises `CodecError` with one line for each fault, such as
    `sanitation-fee.fee.amount_fen: must be above nothing`; unknown keys are faults too.
    """
    try:
        return from_json(dict(settings), kind)
    except CodecError as error:
        cause = error.__cause__
        if not isinstance(cause, cattrs.BaseValidationError):
            raise CodecError([f"{plugin}: {fault}" for fault in error.faults]) from cause
        lines = cattrs.transform_error(cause, path=plugin, format_exception=_said)
        raise CodecError([_path_first(line) for line in lines]) from cause


def _said(error: BaseException, kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"unknown settings: {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return "is missing"
    expected = "" if kind is None else f" (expected {getattr(kind, '__name__', kind)})"
    return f"{error}{expected}"


def _path_first(line: str) -> str:
    said, _, path = line.rpartition(" @ ")
    return f"{path}: {said}"
