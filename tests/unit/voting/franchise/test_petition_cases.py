"""Answers to petition cases: the rule in force, and the readings where they differ."""

from typing import Any

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.policies import PolicyBook
from gongtong.plugins.host import Host
from gongtong.voting.franchise.petition_cases import answer_petition

BOOK = Host.of().book


def asked(heads: int, area: str) -> dict[str, Any]:
    return {
        "total": {"heads": 100, "area": "10000.00"},
        "petitioners": {"heads": heads, "area": area},
    }


@pytest.mark.parametrize(
    ("heads", "area", "ok"),
    [
        (20, "2000.00", True),
        (19, "1999.99", False),
        (19, "9000.00", False),
        (21, "2000.01", True),
    ],
)
def test_where_the_readings_agree_there_is_one_answer(heads: int, area: str, ok: bool) -> None:
    """Heads and area on the same side, or too few heads under either reading."""
    assert answer_petition(asked(heads, area), BOOK) == {
        "ok": ok,
        "by": "《物业管理条例》第13条第2款",
    }


def test_where_they_differ_both_are_given() -> None:
    """Enough heads with too little area: the regulation is met, the guidance is not."""
    found = answer_petition(asked(20, "1999.99"), BOOK)
    assert [one["ok"] for one in found["alternatives"]] == [True, False]
    assert found["preferred"] == {"ok": True}
    assert found["ok"] is True


@pytest.mark.parametrize(
    ("delivered", "share", "ok"),
    [("0.50", "0.05", True), ("0.49", "0.05", False), ("0.50", "0.0499", False), ("1", "1", True)],
)
def test_beijing_counts_shares(delivered: str, share: str, ok: bool) -> None:
    """Shares are read exactly: half and 5% are reached, just under is not."""
    given = {
        "jurisdiction": "CN-110000",
        "purpose": "first_assembly",
        "delivered_share_of_area": delivered,
        "petitioners_heads": share,
    }
    assert answer_petition(given, BOOK)["ok"] is ok


@pytest.mark.parametrize("who", [{"petitioners_area": "0.05"}, {"by_developer": True}])
def test_beijings_other_routes(who: dict[str, Any]) -> None:
    """Owners of 5% of the area, or the developer, may ask as well."""
    given = {
        "jurisdiction": "CN-110000",
        "purpose": "first_assembly",
        "delivered_share_of_area": "0.50",
        **who,
    }
    assert answer_petition(given, BOOK)["ok"] is True


def test_without_a_rule_there_is_an_error() -> None:
    """No national text says who may ask for a first assembly; and an empty book says nothing."""
    with pytest.raises(NoProvisionError, match=r"voting\.petition_rule"):
        answer_petition({"purpose": "first_assembly"}, BOOK)
    with pytest.raises(NoProvisionError, match=r"voting\.petition_rule"):
        answer_petition(asked(20, "2000.00"), PolicyBook())


def test_unknown_keys_are_refused() -> None:
    """What is not read is an error."""
    with pytest.raises(ValueError, match="not read: tenants"):
        answer_petition({**asked(20, "2000.00"), "tenants": 3}, BOOK)
