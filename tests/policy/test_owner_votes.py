"""Decisions of owners in worked cases: 民法典 278, and 物权法 76 with 物业管理条例 12 before it."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.plugins.host import Host
from gongtong.voting.decisions import Finding
from gongtong.voting.owners_votes import BallotRules, OwnersVote, count_owners_vote
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Matter,
    in_heads_and_area,
)
from gongtong.voting.weights import Weight

BOOK = Host.of().book
CASES: Mapping[str, Any] = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parent / "cases" / "owner_vote.json").read_text(encoding="utf-8")
    )["cases"]
}
SETTLED = [name for name, case in CASES.items() if case["status"] == "settled"]
BY_CASE_LAW = [name for name, case in CASES.items() if case["status"] == "case-law"]
TAKES_PART = SpoiltBallots.TAKES_PART_APPROVES_NOBODY
DID_NOT = SpoiltBallots.DID_NOT_TAKE_PART


def square_metres(text: str) -> int:
    """Read square metres with two decimals as cm2."""
    whole, decimals = text.split(".")
    return int(whole + decimals) * 100


def weight(given: Mapping[str, Any], *path: str) -> Weight:
    """Read a weight below a path; what a case does not say is nothing."""
    found: Mapping[str, Any] = given
    for key in path:
        found = found.get(key, {})
    return Weight(found.get("heads", 0), square_metres(found.get("area", "0.00")))


def rule_for(matter: str, day: str) -> DecisionRule:
    """Ask the policy book which rule the law sets for a matter on a day."""
    facts = {MATTER.name: Matter(matter)}
    return BOOK.resolve(DECISION_RULE, "421003", date.fromisoformat(day), facts=facts).value


def decide(case: Mapping[str, Any], spoilt: SpoiltBallots = TAKES_PART) -> Finding:
    """Decide a case through the public functions."""
    given = case["given"]
    vote = OwnersVote(
        everyone=weight(given, "total"),
        approving=weight(given, "returned", "for"),
        opposing=weight(given, "returned", "against"),
        abstaining=weight(given, "returned", "abstain"),
        spoilt=weight(given, "returned", "invalid"),
        silent=weight(given, "not_returned", "delivered"),
    )
    rule = rule_for(given["matter"], given["date"])
    if case["expected"].get("heads_only"):
        rule = rule.only_in(Dimension.HEADS)
    silent = SilentBallots(given["rules"].get("silent", "not_counted"))
    rules = BallotRules(spoilt=spoilt, silent=silent, following=FollowingBallots.NOT_ALLOWED)
    return count_owners_vote(vote, rule, rules)


def shares(finding: Finding, kind: str) -> dict[str, str]:
    """Give the shares of a finding as the cases write them."""
    checks = finding.participation if kind == "participation" else finding.approval
    return {check.threshold.dimension.value: str(check.share) for check in checks}


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("name", [*SETTLED, *BY_CASE_LAW])
def test_a_vote_is_decided_as_the_case_says(name: str) -> None:
    """Quorum, outcome, exact shares and base of every settled or judged case."""
    case = CASES[name]
    expected, finding = case["expected"], decide(case)
    assert finding.has_quorum is expected["quorum"]
    assert finding.is_passed is expected["passed"]
    for kind in ("participation", "approval"):
        if kind in expected:
            assert shares(finding, kind) == expected[kind]
    if "basis" in expected:
        assert {check.threshold.of.value for check in finding.approval} == {expected["basis"]}


@pytest.mark.parametrize(("spoilt", "reading"), [(TAKES_PART, 0), (DID_NOT, 1)])
@pytest.mark.policy(source="house", clause="voting.spoilt_ballots")
def test_each_reading_of_a_spoilt_ballot_has_its_outcome(
    spoilt: SpoiltBallots, reading: int
) -> None:
    """The law is silent on spoilt ballots: the two readings of the case are both to be had by name."""
    case = CASES["CC278-17"]
    expected, finding = case["expected"]["alternatives"][reading], decide(case, spoilt)
    assert (finding.has_quorum, finding.is_passed) == (expected["quorum"], expected["passed"])
    if "approval" in expected:
        assert shares(finding, "approval") == expected["approval"]


def test_every_case_in_the_file_is_decided_here() -> None:
    """No case of the file is left aside."""
    assert {*SETTLED, *BY_CASE_LAW, "CC278-17"} == set(CASES)


@pytest.mark.parametrize("matter", [m.value for m in Matter])
@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_two_thirds_take_part_and_items_six_to_eight_need_three_quarters(matter: str) -> None:
    """民法典 278(2): for items 6 to 8 three quarters of those who take part, else more than half."""
    weighty = matter in {
        "raise_maintenance_fund",
        "rebuild_or_alter",
        "change_or_profit_from_common_parts",
    }
    rule = rule_for(matter, "2024-05-01")
    counts = Abstention.COUNTS
    assert rule.participation == in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=counts)
    assert rule.approval == in_heads_and_area(
        AtLeast(3, 4) if weighty else MoreThan(1, 2), of=Base.TAKING_PART, abstention=counts
    )
