"""Reading cases: areas exactly, jurisdictions strictly, nothing passed over."""

from datetime import date
from fractions import Fraction

import pytest

from gongtong.core.periods import since
from gongtong.core.policies import PolicyBook, Provision, Rank
from gongtong.core.rulings import Reason, Source, Standing
from gongtong.voting.franchise.case_reading import (
    CaseSetting,
    area_cm2,
    area_text,
    check_keys,
    owners_of,
    refusal,
    share,
)
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.policies import MAY_TAKE_BALLOT, VOTE_CHANGES

RULES = Source("议事规则", "第9条", standing=Standing.HOUSE)
BOOK = PolicyBook(
    (
        Provision(
            "house.changes",
            VOTE_CHANGES,
            VoteChanges.ONCE,
            area="4201/test-place",
            in_force=since("2025-01-01"),
            rank=Rank.HOUSE_RULE,
            cites=(RULES,),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "cm2"),
    [("100.00", 1_000_000), ("12.5", 125_000), ("7", 70_000), ("0.0001", 1), ("0.01", 100)],
)
def test_areas_are_read_exactly(text: str, cm2: int) -> None:
    """Square metres with up to four decimals are whole cm2."""
    assert area_cm2(text) == cm2


@pytest.mark.parametrize("text", ["", "1.", "-1.00", "1.00001", "1,5", "一"])
def test_other_areas_are_refused(text: str) -> None:
    """Nothing is rounded and nothing is guessed."""
    with pytest.raises(ValueError, match="not an area"):
        area_cm2(text)


def test_areas_are_written_as_cases_write_them() -> None:
    """Two decimals, more only where they are needed."""
    assert [area_text(cm2) for cm2 in (1_000_000, 125_000, 1)] == ["100.00", "12.50", "0.0001"]


def test_shares_are_exact() -> None:
    """0.05 is one in twenty, not a binary fraction."""
    assert share("0.05") == share("1/20") == Fraction(1, 20)


@pytest.mark.parametrize(
    ("jurisdiction", "area"), [("CN", ""), ("CN-42", "42"), ("CN-420100", "420100")]
)
def test_a_jurisdiction_is_an_area(jurisdiction: str, area: str) -> None:
    """The country is no digits, the rest are those of GB/T 2260."""
    assert CaseSetting.of({"jurisdiction": jurisdiction}, BOOK).area == area
    assert CaseSetting.of({"jurisdiction": jurisdiction}, BOOK, "a").area == f"{area}/a"


@pytest.mark.parametrize("jurisdiction", ["US", "CN-4", "CN-4201000", "CN-", "420100"])
def test_other_jurisdictions_are_refused(jurisdiction: str) -> None:
    """A code that no area has is a mistake of the case."""
    with pytest.raises(ValueError, match="not a jurisdiction"):
        CaseSetting.of({"jurisdiction": jurisdiction}, BOOK)


def test_a_case_without_a_day_plays_when_all_texts_are_in_force() -> None:
    """2026-03-01, by the convention of the cases; else the day stated."""
    assert CaseSetting.of({}, BOOK).on == date(2026, 3, 1)
    assert CaseSetting.of({"date": "2020-01-01"}, BOOK).on == date(2020, 1, 1)


def test_rules_are_found_or_not() -> None:
    """Where nobody answers there is nothing, not a default."""
    here = CaseSetting.of({"jurisdiction": "CN-420100"}, BOOK, "test-place")
    found = here.find(VOTE_CHANGES)
    assert found is not None
    assert found.value is VoteChanges.ONCE
    assert CaseSetting.of({"jurisdiction": "CN-420100"}, BOOK).find(VOTE_CHANGES) is None
    assert here.guards(MAY_TAKE_BALLOT) == ()


def test_what_is_not_read_is_refused() -> None:
    """Every key that would be passed over is named."""
    check_keys({"date": "", "jurisdiction": "", "rules": {}, "a": 1}, {"a"})
    with pytest.raises(ValueError, match="not read: b, c"):
        check_keys({"a": 1, "c": 2, "b": 3}, {"a"})
    with pytest.raises(ValueError, match=r"not read: b, rules\.silent"):
        check_keys({"b": 1, "rules": {"silent": "x"}}, {"a"})


def test_owners_are_those_named() -> None:
    """The owners of the unit, else the one owner, else somebody."""
    assert owners_of({"unit": {"owners": ["A", "B"]}}) == ("A", "B")
    assert owners_of({"unit": "u1", "owner": "A"}) == ("A",)
    assert owners_of({}) == ("owner",)


def test_a_refusal_has_all_grounds() -> None:
    """The first is the error; all are listed with their sources."""
    reasons = [
        Reason(code, zh="", en="", source=Source("条例", "第1条")) for code in ("first", "second")
    ]
    assert refusal(reasons) == {
        "error": "first",
        "accepted": False,
        "counted": None,
        "grounds": [
            {"code": "first", "source": "《条例》第1条"},
            {"code": "second", "source": "《条例》第1条"},
        ],
    }
