"""Provisions made for tests (测试用规定)."""

from collections.abc import Callable
from typing import Any

import pytest

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, PolicyPoint, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound

QUORUM = PolicyPoint[Bound]("test.quorum", zh="参与比例", value_type=Bound, floor_and_ceiling=True)


def _provision(identity: str, **changes: Any) -> AnyProvision:
    fields: dict[str, Any] = {
        "point": QUORUM,
        "value": AtLeast(1, 2),
        "area": "42",
        "in_force": since("2020-01-01"),
        "rank": Rank.LOCAL_REGULATION,
        "cites": (Source("某条例", "第1条"),),
        "plugin": f"plugin-of-{identity}",
        **changes,
    }
    return Provision(identity, **fields)


@pytest.fixture(name="quorum")
def _quorum() -> PolicyPoint[Bound]:
    """A point answered by a bound, with floor and ceiling."""
    return QUORUM


@pytest.fixture(name="provision")
def _make() -> Callable[..., AnyProvision]:
    """Make a provision, with whatever a test wants different."""
    return _provision
