"""What is given of a vote is read exactly, and everything wrong with it is named at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.owners.owner_vote_given import DEFAULT_DAY, GivenVote, read_given
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.silence import SilenceFacts
from gongtong.voting.thresholds import Matter
from gongtong.voting.weights import Weight

FULL: Mapping[str, Any] = {
    "date": "2024-05-01",
    "jurisdiction": "CN-310000",
    "matter": "covenant",
    "total": {"heads": 100, "area": "10000.00"},
    "returned": {
        "for": {"heads": 50, "area": "5000.5"},
        "against": {"heads": 5, "area": "500"},
        "abstain": {"heads": 4, "area": "400.0001"},
        "invalid": {"heads": 3, "area": "300"},
        "following": {"heads": 2, "area": "200"},
    },
    "not_returned": {
        "delivered": {"heads": 20, "area": "2000"},
        "undelivered": {"heads": 10, "area": "1000"},
    },
    "rules": {
        "silent": "count_with_majority",
        "spoilt": "did_not_take_part",
        "following": "with_majority",
        "in_rules_of_procedure": True,
        "warned_of_effect": False,
    },
}
LEAST: Mapping[str, Any] = {"matter": "covenant", "total": {"heads": 100, "area": "10000"}}


def read(data: object) -> GivenVote:
    return read_given(data, file="vote.json")


def problems(**changes: object) -> list[tuple[str | None, str]]:
    with pytest.raises(InputError) as caught:
        read({**LEAST, **changes})
    assert {problem.file for problem in caught.value.problems} == {"vote.json"}
    for problem in caught.value.problems:
        assert problem.message
        assert problem.message_zh
        assert problem.remedy
    return [(problem.column, problem.code) for problem in caught.value.problems]


def test_every_key_of_the_format_is_read() -> None:
    """Totals to the cm2, the day, the district, the matter, and what the place has said."""
    given = read(FULL)
    vote = given.vote
    assert (given.on, given.area, given.jurisdiction) == (date(2024, 5, 1), "310000", "CN-310000")
    assert given.matter is Matter.COVENANT
    assert given.has_area
    assert vote.everyone == Weight(100, 100_000_000)
    assert (vote.approving, vote.opposing) == (Weight(50, 50_005_000), Weight(5, 5_000_000))
    assert (vote.abstaining, vote.spoilt) == (Weight(4, 4_000_001), Weight(3, 3_000_000))
    assert (vote.following, vote.silent) == (Weight(2, 2_000_000), Weight(20, 20_000_000))
    assert given.unreached == Weight(10, 10_000_000)
    assert given.silent is SilentBallots.COUNT_WITH_MAJORITY
    assert given.spoilt is SpoiltBallots.DID_NOT_TAKE_PART
    assert given.following is FollowingBallots.WITH_MAJORITY
    assert given.facts == SilenceFacts(in_rules=True, warned=False)


def test_what_is_left_out_is_nothing_or_unknown() -> None:
    """Missing sections are no ballots; rules that were not stated stay unstated."""
    given = read(LEAST)
    assert (given.on, given.area, given.jurisdiction) == (DEFAULT_DAY, "", "CN")
    assert given.vote.approving == given.unreached == Weight(0, 0)
    assert (given.silent, given.spoilt, given.following) == (None, None, None)
    assert given.facts == SilenceFacts(in_rules=None, warned=None)


def test_a_whole_case_is_read_by_its_given() -> None:
    """The file may be the case as it stands in the collection."""
    assert read({"id": "X-1", "kind": "owner_vote", "given": FULL, "expected": {}}) == read(FULL)
    with pytest.raises(InputError, match="no owner_vote"):
        read({"kind": "notice", "given": FULL})


def test_heads_alone_may_be_stated() -> None:
    """Without an area in the total no part has one."""
    given = read({**LEAST, "total": {"heads": 3}, "returned": {"for": {"heads": 2}}})
    assert not given.has_area
    assert given.vote.approving == Weight(2, 0)
    mixed = {"total": {"heads": 3}, "returned": {"for": {"heads": 2, "area": "5"}}}
    assert problems(**mixed) == [("returned.for.area", "area_without_total")]


def test_an_area_must_not_be_missing_where_others_have_one() -> None:
    """Owners without a stated area beside a total with one would count as nothing."""
    assert problems(returned={"for": {"heads": 2}}) == [("returned.for.area", "area_missing")]
    assert read({**LEAST, "returned": {"for": {"heads": 0}}}).vote.approving == Weight(0, 0)


@pytest.mark.parametrize(
    "area", [1000, 1000.5, "1e3", "1,000", "-1", "", "1.00001", "１０", " 1", None, "1."]
)
def test_an_area_is_a_decimal_string(area: object) -> None:
    """Floats, numbers, signs and more than four decimals are refused, not rounded."""
    found = problems(returned={"for": {"heads": 1, "area": area}})
    assert found == [("returned.for.area", "not_an_area")]


@pytest.mark.parametrize("heads", [1.0, "1", -1, True, None, 10**12])
def test_heads_are_a_whole_number(heads: object) -> None:
    """A float, a text, a truth value or less than nothing is no number of owners."""
    found = problems(returned={"for": {"heads": heads, "area": "1"}})
    assert found == [("returned.for.heads", "not_a_number_of_owners")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"turnout": 1}, ("turnout", "unknown_key")),
        ({"total": {"heads": 1, "area": "1", "flats": 1}}, ("total.flats", "unknown_key")),
        ({"returned": {"yes": {}}}, ("returned.yes", "unknown_key")),
        ({"returned": {"for": {"votes": 1}}}, ("returned.for.votes", "unknown_key")),
        ({"not_returned": {"lost": {}}}, ("not_returned.lost", "unknown_key")),
        ({"rules": {"silence": "x"}}, ("rules.silence", "unknown_key")),
        ({"rules": {"silent": "x"}}, ("rules.silent", "unknown_silent")),
        ({"rules": {"spoilt": 1}}, ("rules.spoilt", "unknown_spoilt")),
        ({"rules": {"following": None}}, ("rules.following", "unknown_following")),
        ({"rules": {"warned_of_effect": "yes"}}, ("rules.warned_of_effect", "not_a_truth")),
        ({"rules": {"in_rules_of_procedure": 1}}, ("rules.in_rules_of_procedure", "not_a_truth")),
        ({"rules": []}, ("rules", "not_an_object")),
        ({"returned": {"for": 5}}, ("returned.for", "not_an_object")),
        ({"total": 5}, ("total", "not_an_object")),
        ({"total": None}, ("total", "total_missing")),
        ({"total": {"area": "1"}}, ("total.heads", "heads_missing")),
        ({"matter": "picnic"}, ("matter", "unknown_matter")),
        ({"matter": ["covenant"]}, ("matter", "unknown_matter")),
        ({"date": "2024-02-30"}, ("date", "not_a_day")),
        ({"date": "20240501"}, ("date", "not_a_day")),
        ({"date": None}, ("date", "not_a_day")),
        ({"jurisdiction": "CN-31"}, ("jurisdiction", "not_a_jurisdiction")),
        ({"jurisdiction": "FR"}, ("jurisdiction", "not_a_jurisdiction")),
        ({"jurisdiction": 310000}, ("jurisdiction", "not_a_jurisdiction")),
    ],
)
def test_what_cannot_be_read_is_named_by_its_path(
    changes: dict[str, object], found: tuple[str, str]
) -> None:
    """One problem, its path and its code."""
    assert problems(**changes) == [found]


@pytest.mark.parametrize("data", [None, [], "vote", 5, {"given": []}])
def test_a_vote_is_an_object(data: object) -> None:
    """Anything else is refused as such."""
    with pytest.raises(InputError, match="JSON object"):
        read(data)


def test_a_missing_matter_lists_the_nine() -> None:
    """The remedy says which matters there are."""
    with pytest.raises(InputError) as caught:
        read({"total": {"heads": 1}})
    (problem,) = caught.value.problems
    assert problem.code == "matter_missing"
    assert all(matter.value in problem.remedy for matter in Matter)


@pytest.mark.parametrize(
    ("heads", "area", "found"),
    [
        (100, "10000.0000", []),
        (101, "10000", ["total.heads"]),
        (100, "10000.0001", ["total.area"]),
        (101, "10001", ["total.heads", "total.area"]),
    ],
)
def test_the_parts_are_not_more_than_everybody(heads: int, area: str, found: list[str]) -> None:
    """Exactly everybody is right; one head or one cm2 more is a mistake in the totals."""
    unreached = {"undelivered": {"heads": heads - 1, "area": area.replace("100", "99", 1)}}
    data = {**LEAST, "returned": {"for": {"heads": 1, "area": "100"}}, "not_returned": unreached}
    if not found:
        assert read(data).vote.approving.heads == 1
        return
    with pytest.raises(InputError) as caught:
        read(data)
    assert [problem.column for problem in caught.value.problems] == found
    assert {problem.code for problem in caught.value.problems} == {"more_than_everybody"}


def test_every_problem_is_reported_at_once() -> None:
    """Four mistakes in one file are four problems of one error."""
    found = problems(
        date="yesterday",
        matter="picnic",
        returned={"for": {"heads": 1.5, "area": 2.5}},
    )
    assert found == [
        ("returned.for.heads", "not_a_number_of_owners"),
        ("returned.for.area", "not_an_area"),
        ("date", "not_a_day"),
        ("matter", "unknown_matter"),
    ]
