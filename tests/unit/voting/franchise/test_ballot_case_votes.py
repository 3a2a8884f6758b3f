"""Answers to cases of several ballots of one voter: at once, one after another, by channel."""

from typing import Any

import pytest

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, PolicyBook, PolicyPoint, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.voting.franchise.ballot_case_votes import answer_votes
from gongtong.voting.franchise.case_reading import CaseSetting
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.policies import VOTE_CHANGES
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED
from gongtong.voting.readings import ChannelPriority, PartsCovered

RULES = Source("议事规则", standing=Standing.HOUSE)
COUPLE = {"id": "u1", "area": "100.00", "owners": ["A", "B"]}
TWO_UNITS = [{"id": "u1", "area": "100.00"}, {"id": "u2", "area": "50.00"}]


def rule(point: PolicyPoint[Any], value: object) -> AnyProvision:
    span = since("2020-01-01")
    return Provision(
        point.name, point, value, area="", in_force=span, rank=Rank.BYLAW, cites=(RULES,)
    )


def answer(given: dict[str, Any], *rules: AnyProvision) -> dict[str, Any]:
    return answer_votes(given, CaseSetting.of(given, PolicyBook(rules)))


def by(**choices: str) -> list[dict[str, str]]:
    return [{"by": name, "choice": choice} for name, choice in choices.items()]


@pytest.mark.parametrize(
    ("representative", "choices", "expected"),
    [
        (None, {"A": "for", "B": "for"}, "for"),
        (None, {"B": "against"}, "against"),
        ("A", {"A": "for", "B": "against"}, "for"),
        ("B", {"A": "for", "B": "against"}, "against"),
    ],
)
def test_co_owners_count_once(
    representative: str | None, choices: dict[str, str], expected: str
) -> None:
    """One head and the whole area, whoever speaks."""
    given = {"unit": COUPLE, "representative": representative, "ballots": by(**choices)}
    assert answer(given) == {"counted": {"choice": expected, "heads": 1, "area": "100.00"}}


def test_co_owners_who_differ() -> None:
    """Without a representative nothing counts."""
    found = answer({"unit": COUPLE, "representative": None, "ballots": by(A="for", B="against")})
    assert (found["error"], found["counted"]) == ("co_owner_conflict", None)


def units(**choices: str) -> dict[str, Any]:
    ballots = [{"unit": unit, "choice": choice} for unit, choice in choices.items()]
    return {"owner": "A", "units": TWO_UNITS, "ballots": ballots}


def test_an_owner_of_two_units() -> None:
    """The same for both is one head and both areas; different is a split vote."""
    assert answer(units(u1="for", u2="for"))["counted"] == {
        "choice": "for",
        "heads": 1,
        "area": "150.00",
    }
    assert answer(units(u1="for", u2="against"))["error"] == "owner_split_vote"


@pytest.mark.parametrize(
    ("covered", "area"),
    [(PartsCovered.NAMED_PARTS_ONLY, "50.00"), (PartsCovered.ALL_PARTS_OF_THE_OWNER, "150.00")],
)
def test_a_ballot_for_one_of_two_units(covered: PartsCovered, area: str) -> None:
    """Undecided, both readings; decided, the one."""
    undecided = answer(units(u2="for"))
    assert {"heads": 1, "area": area} in undecided["alternatives"]
    assert undecided["requirement"] == "named policy: voting.parts_covered"
    assert answer(units(u2="for"), rule(PARTS_COVERED, covered))["counted"]["area"] == area


def in_time(*choices: str, closed: bool = False) -> dict[str, Any]:
    ballots = [{"at": at, "choice": choice} for at, choice in enumerate(choices, start=1)]
    return {"ballots": ballots, "closed": closed}


@pytest.mark.parametrize(
    ("allowed", "counted", "rejected"),
    [
        (VoteChanges.NONE, "for", [2]),
        (VoteChanges.ONCE, "against", [3]),
        (VoteChanges.ANY, "for", None),
    ],
)
def test_changes_by_the_rule_of_the_place(
    allowed: VoteChanges, counted: str, rejected: list[int] | None
) -> None:
    """Undecided, every reading; decided, the one, with the ballots that were refused."""
    given = in_time("for", "against", "for")
    found = answer(given, rule(VOTE_CHANGES, allowed))
    assert (found["counted"], found.get("rejected")) == ({"choice": counted}, rejected)
    undecided = answer(given)
    assert {"reading": allowed.value, **found} in undecided["alternatives"]
    assert undecided["requirement"] == "named policy: voting.vote_changes"


def test_where_nothing_changes_nothing_is_asked() -> None:
    """Ballots that say the same need no rule."""
    assert answer(in_time("for", "for")) == {"counted": {"choice": "for"}}


def test_after_the_close() -> None:
    """The last ballot of a closed vote came too late."""
    assert answer(in_time("for", "against", closed=True)) == {
        "counted": {"choice": "for"},
        "rejected": [2],
        "reason": "voting_closed",
    }


def channels(*ballots: tuple[str, int, str]) -> dict[str, Any]:
    return {
        "unit": COUPLE,
        "ballots": [
            {"channel": channel, "at": f"2024-05-0{day}T10:00+08:00", "choice": choice}
            for channel, day, choice in ballots
        ],
    }


@pytest.mark.parametrize(
    ("priority", "choice"),
    [
        (ChannelPriority.PAPER, "for"),
        (ChannelPriority.ONLINE, "against"),
        (ChannelPriority.FIRST_VALID_BALLOT_WINS, "for"),
        (ChannelPriority.LAST_VALID_BALLOT_WINS, "against"),
    ],
)
def test_channels_by_the_rule_of_the_place(priority: ChannelPriority, choice: str) -> None:
    """Undecided, a conflict with every reading; decided, the one."""
    given = channels(("paper", 2, "for"), ("online", 3, "against"))
    found = answer(given, rule(CHANNEL_PRIORITY, priority))
    assert found == {"counted": {"choice": choice, "heads": 1, "area": "100.00"}}
    undecided = answer(given)
    assert undecided["error"] == "channel_conflict"
    assert {"reading": priority.value, **found} in undecided["alternatives"]


def test_channels_that_agree() -> None:
    """Two channels, one word: no rule is asked."""
    given = channels(("paper", 2, "for"), ("online", 3, "for"))
    assert answer(given)["counted"]["choice"] == "for"


def test_changes_within_a_channel_come_first() -> None:
    """Where a vote may not change, the second online ballot does not outdo the first."""
    given = channels(("online", 2, "for"), ("online", 3, "against"), ("paper", 4, "for"))
    rules = (
        rule(VOTE_CHANGES, VoteChanges.NONE),
        rule(CHANNEL_PRIORITY, ChannelPriority.ONLINE),
    )
    assert answer(given, *rules)["counted"]["choice"] == "for"
    assert answer(given, rules[1])["counted"]["choice"] == "against"


def test_mistakes_of_a_case() -> None:
    """No ballot, or one for a unit that is not listed, is an error."""
    with pytest.raises(ValueError, match="states no ballot"):
        answer({"ballots": []})
    with pytest.raises(ValueError, match="does not list: u9"):
        answer(units(u9="for"))
