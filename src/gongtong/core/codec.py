"""Values to JSON and back, canonical bytes, and JSON Schema (编码).

The JSON is plain: strings, whole numbers below 2**53 (larger ones as strings), booleans, null, lists
and objects with ASCII keys. Canonical bytes of such JSON are those of RFC 8785, so that a digest
can be checked by anybody's program. There is no float anywhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime, time
from fractions import Fraction
from json.encoder import encode_basestring
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

import cattrs
from cattrs.strategies import configure_tagged_union

from gongtong.core.errors import CodecError
from gongtong.core.shares import AtLeast, MoreThan

T = TypeVar("T")
JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"

SAFE_INTEGER = 2**53 - 1
BOUND_TAGS: dict[type, str] = {AtLeast: "at_least", MoreThan: "more_than"}
_WHOLE = re.compile(r"-?[0-9]+")
_FRACTION = re.compile(r"-?[0-9]+(/[0-9]+)?")


def _instant_to_json(value: datetime) -> str:
    if value.tzinfo is None:
        message = "an instant needs a time zone"
        raise ValueError(message)
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _instant_from_json(data: object, _: type[datetime]) -> datetime:
    value = datetime.fromisoformat(_text(data))
    if value.tzinfo is None:
        message = "an instant needs a time zone"
        raise ValueError(message)
    return value.astimezone(UTC)


def _clock_to_json(value: time) -> str:
    if value.tzinfo is not None:
        message = "a time of day has no zone; an instant has"
        raise ValueError(message)
    return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")


def _clock_from_json(data: object, _: type[time]) -> time:
    value = time.fromisoformat(_text(data))
    if value.tzinfo is not None:
        message = "a time of day has no zone; an instant has"
        raise ValueError(message)
    return value


def _text(data: object) -> str:
    if not isinstance(data, str):
        message = f"expected text, got {type(data).__name__}"
        raise TypeError(message)
    return data


def _text_from_json(data: object, kind: type[str]) -> str:
    # the type asked for may be an enum whose members are text
    return kind(_text(data))


def _integer_to_json(value: int) -> int | str:
    number = int(value)
    return number if -SAFE_INTEGER <= number <= SAFE_INTEGER else str(number)


def _integer_from_json(data: object, kind: type[int]) -> int:
    if isinstance(data, bool) or not isinstance(data, int | str):
        message = f"expected a whole number, got {type(data).__name__}"
        raise TypeError(message)
    if isinstance(data, str) and not _WHOLE.fullmatch(data):
        # Python would also read blanks, underscores and the digits of other scripts
        message = f"{data!r} is not a whole number"
        raise ValueError(message)
    return kind(int(data))


def _boolean_from_json(data: object, _: type[bool]) -> bool:
    if not isinstance(data, bool):
        message = f"expected true or false, got {type(data).__name__}"
        raise TypeError(message)
    return data


def _fraction_from_json(data: object, _: type[Fraction]) -> Fraction:
    text = _text(data)
    if not _FRACTION.fullmatch(text):
        message = f"{text!r} is not a fraction"
        raise ValueError(message)
    return Fraction(text)


def _refuse_float(value: float) -> JsonValue:
    message = f"{value!r}: a float has no place in a decision"
    raise TypeError(message)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_unstructure_hook(datetime, _instant_to_json)
    converter.register_structure_hook(datetime, _instant_from_json)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda data, _: date.fromisoformat(_text(data)))
    converter.register_unstructure_hook(time, _clock_to_json)
    converter.register_structure_hook(time, _clock_from_json)
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda data, _: UUID(_text(data)))
    converter.register_unstructure_hook(Fraction, str)
    converter.register_structure_hook(Fraction, _fraction_from_json)
    converter.register_unstructure_hook(bool, bool)
    converter.register_structure_hook(bool, _boolean_from_json)
    converter.register_unstructure_hook(int, _integer_to_json)
    converter.register_structure_hook(int, _integer_from_json)
    converter.register_structure_hook(str, _text_from_json)
    converter.register_unstructure_hook(float, _refuse_float)
    converter.register_unstructure_hook(bytes, bytes.hex)
    converter.register_structure_hook(bytes, lambda data, _: bytes.fromhex(_text(data)))
    configure_tagged_union(
        AtLeast | MoreThan,
        converter,
        tag_name="bound",
        tag_generator=BOUND_TAGS.__getitem__,
    )
    # a bound that may be absent is a union of its own, which carries the same tags
    bound: Any = AtLeast | MoreThan
    converter.register_unstructure_hook(
        AtLeast | MoreThan | None,
        lambda value: None if value is None else converter.unstructure(value, unstructure_as=bound),
    )
    converter.register_structure_hook(
        AtLeast | MoreThan | None,
        lambda data, _: None if data is None else converter.structure(data, bound),
    )
    return converter


_CONVERTER = _converter()


def instant_text(value: datetime) -> str:
    """Write an instant as it stands in JSON: UTC, to the microsecond (时刻写法)."""
    return _instant_to_json(value)


def quoted(text: str) -> str:
    """Write text as a canonical JSON string, with its quotation marks (JSON 字符串).

    >>> quoted("一二")
    '"一二"'
    """
    return encode_basestring(text)


def to_json(value: object, kind: Any = None) -> JsonValue:
    """Give a value as plain JSON (转为 JSON)."""
    data = (
        _CONVERTER.unstructure(value, unstructure_as=kind)
        if kind is not None
        else _CONVERTER.unstructure(value)
    )
    return _plain(data)


def _plain(data: object) -> JsonValue:
    # by exact type, the common ones first: bodies of events have ten thousands of parts
    kind = type(data)
    if kind is dict:
        return {_text(key): _plain(item) for key, item in data.items()}  # type: ignore[attr-defined]  # its type was just asked for
    if kind is list or kind is tuple:
        return [_plain(item) for item in data]  # type: ignore[attr-defined]  # as above
    if data is None or isinstance(data, bool | str | int):
        return data
    message = f"{kind.__name__} has no JSON form here"
    raise TypeError(message)


def from_json(data: JsonValue, kind: type[T]) -> T:
    """Read a value of a type from plain JSON; raises `CodecError` with every fault (由 JSON 读取)."""
    try:
        return _CONVERTER.structure(data, kind)
    except Exception as error:
        faults = (
            cattrs.transform_error(error)
            if isinstance(error, cattrs.BaseValidationError)
            else [str(error)]
        )
        raise CodecError(faults) from error


def canonical(data: JsonValue) -> bytes:
    """Write plain JSON as the one byte string that it has (规范字节).

    Raises `CodecError` for what other programs would order or round otherwise: a key that is not
    ASCII, a whole number that needs more than 53 bits, a float.
    """
    _refuse_ambiguous(data)
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _refuse_ambiguous(data: JsonValue) -> None:
    if isinstance(data, dict):
        for key, item in data.items():
            if not key.isascii():
                raise CodecError([f"the key {key!r} is not ASCII"])
            # most parts of an event's body are text, which needs no further look
            if type(item) is not str:
                _refuse_ambiguous(item)
    elif isinstance(data, list):
        for item in data:
            _refuse_ambiguous(item)
    else:
        _refuse_ambiguous_part(data)


def _refuse_ambiguous_part(data: JsonValue) -> None:
    if isinstance(data, int):
        if abs(data) > SAFE_INTEGER:
            raise CodecError([f"{data}: write a number of more than 53 bits as text"])
    elif data is not None and not isinstance(data, str):
        raise CodecError([f"{type(data).__name__} has no canonical form"])


def digest_of(data: JsonValue) -> bytes:
    """Give the sha256 of the canonical bytes (摘要)."""
    return hashlib.sha256(canonical(data)).digest()


def parse(text: str | bytes) -> JsonValue:
    """Read JSON text, refusing floats and duplicate keys (解析 JSON)."""

    def unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        if len({key for key, _ in pairs}) != len(pairs):
            raise CodecError(["a key stands twice in one object"])
        return dict(pairs)

    def refuse(literal: str) -> JsonValue:
        raise CodecError([f"{literal}: write amounts as whole numbers of the smallest unit"])

    try:
        data: JsonValue = json.loads(
            text, object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse
        )
    except ValueError as error:
        raise CodecError([f"not JSON: {error}"]) from error
    return data
