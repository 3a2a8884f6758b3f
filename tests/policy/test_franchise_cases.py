"""Worked cases of ballots, of the register and of petitions, all through one door."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import PolicyBook, house_rule, with_house_rules
from gongtong.core.rulings import Source, Standing
from gongtong.plugins.host import Host
from gongtong.voting.franchise.case_answers import answer_case
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.policies import VOTE_CHANGES

FOLDER = Path(__file__).parent / "cases"
BOOK = Host.of().book
NO_RESULTS = frozenset({"alternatives", "preferred", "by_rule", "requirement"})
TEST_PLACE = Place("test-place", "测试小区", "420100")


def cases_of(kind: str) -> list[Mapping[str, Any]]:
    """Read the worked cases of a kind."""
    found: list[Mapping[str, Any]] = json.loads(
        (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    )["cases"]
    return found


CASES = [case for kind in ("ballot", "petition", "register") for case in cases_of(kind)]
# press reports a practice of that city; no text was found, so a place must adopt it first
NEEDS_A_HOUSE_RULE = frozenset({"BP-16"})
BY_LAW = [case for case in CASES if case["id"] not in NEEDS_A_HOUSE_RULE]


def book_of_the_test_place() -> PolicyBook:
    """A place that has decided that a vote may be changed once."""
    decision = Source("业主大会议事规则", "第9条", standing=Standing.HOUSE)
    rule = house_rule(
        "house.changes",
        VOTE_CHANGES,
        VoteChanges.ONCE,
        in_force=since("2025-01-01"),
        decision=decision,
    )
    points = {VOTE_CHANGES.name: VOTE_CHANGES}
    return with_house_rules(BOOK, [rule], place=TEST_PLACE, points=points)


@pytest.mark.policy(source="案例", clause="ballot, petition, register")
@pytest.mark.parametrize("case", BY_LAW, ids=lambda case: str(case["id"]))
def test_every_case_has_the_results_expected(case: Mapping[str, Any]) -> None:
    """Every result of a settled, local or ambiguous case is given, and every reading of it."""
    answer = answer_case(case["kind"], case["given"], BOOK)
    for key, expected in case["expected"].items():
        if key == "requirement":
            assert answer[key]
        else:
            assert answer[key] == expected


@pytest.mark.policy(source="house", clause="voting.vote_changes")
def test_case_bp_16_is_decided_by_a_house_rule() -> None:
    """BP-16: for, against, for; where the place allows one change, the second counts alone."""
    (case,) = (one for one in CASES if one["id"] == "BP-16")
    book = book_of_the_test_place()
    answer = answer_case("ballot", case["given"], book, place=TEST_PLACE.code)
    assert answer == case["expected"]


@pytest.mark.policy(source="house", clause="voting.vote_changes")
def test_case_bp_16_without_a_house_rule_lists_the_readings() -> None:
    """BP-16: no text is shipped for this city, so every reading is listed and none is chosen."""
    (case,) = (one for one in CASES if one["id"] == "BP-16")
    answer = answer_case("ballot", case["given"], BOOK)
    assert not {"counted", "rejected", "reason"} & answer.keys()
    assert [one["reading"] for one in answer["alternatives"]] == ["none", "once", "any"]
    assert case["expected"].items() <= answer["alternatives"][1].items()
    assert answer["requirement"] == "named policy: voting.vote_changes"


def test_every_case_in_the_file_is_decided_here() -> None:
    """The cases known, by their names: a new one is noticed."""
    assert [case["id"] for case in CASES] == [
        *("BP-01", "BP-06", "BP-07", "BP-11", "BP-15", "BP-16", "BP-17"),
        *("PE-03", "PE-04"),
        *("RG-02", "RG-05", "RG-08", "RG-09"),
    ]
    assert {key for case in CASES for key in case["expected"]} > NO_RESULTS
