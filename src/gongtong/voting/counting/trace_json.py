"""A count as JSON and back, with every number exact (计票结果JSON).

`rounds` and `ties` are written as the codec writes their values; `scores` is an object, so that a figure
is found by the name of its candidate. Fractions are text such as `37/3`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import CodecError
from gongtong.voting.counting.traces import Count

if TYPE_CHECKING:
    from gongtong.core.codec import JsonValue


def count_to_json(count: Count) -> dict[str, JsonValue]:
    """Write a count as JSON (转为JSON).

    The keys are those of `Count`, but `scores` maps each candidate to its exact figure.
    """
    written = to_json(count)
    if not isinstance(written, dict):  # pragma: no cover - the codec writes a value as an object
        message = "a count is written as an object"
        raise TypeError(message)
    written["scores"] = {one.candidate: str(one.amount) for one in count.scores}
    return written


def count_from_json(data: JsonValue) -> Count:
    """Read a count from its JSON; raises `CodecError` where it is none (由JSON读取)."""
    scores = data.get("scores") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(scores, dict):
        message = "a count is an object with the figures of its candidates under `scores`"
        raise CodecError([message])
    listed: list[JsonValue] = [
        {"candidate": name, "amount": figure} for name, figure in scores.items()
    ]
    return from_json({**data, "scores": listed}, Count)
