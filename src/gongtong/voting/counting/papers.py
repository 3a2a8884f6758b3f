"""The ballot paper: who can be chosen, in the order in which the paper names them (选票样式)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def distinct_names(candidates: Sequence[str]) -> tuple[str, ...]:
    """Take the names on a ballot paper; raises `ValueError` where two are the same (候选人名单)."""
    names = tuple(candidates)
    if not names or len(set(names)) < len(names):
        message = "there must be candidates, each with a name of its own"
        raise ValueError(message)
    return names
