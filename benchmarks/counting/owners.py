"""An owners' vote in heads and area; the roll is loaded before the clock starts (业主表决)."""

from __future__ import annotations

from array import array
from datetime import date
from functools import cache
from typing import Any

from gongtong.plugins.host import Host
from gongtong.voting.owners.bulk_votes import BulkRoll
from gongtong.voting.owners_votes import BallotRules, OwnerChoice, count_owners_vote
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import DecisionRule, Matter

# how the workload writes the choices: in favour, against, abstaining, not reached
_CHOICES = bytes(
    (OwnerChoice.FOR, OwnerChoice.AGAINST, OwnerChoice.ABSTAIN, OwnerChoice.NOT_REACHED)
)


@cache
def roll_of(areas: bytes) -> BulkRoll:
    """Prepare the roll once (名册)."""
    return BulkRoll.of(array("q", areas).tolist())


@cache
def rule() -> DecisionRule:
    """Take the rule of the Civil Code for the dismissal of a manager (规则)."""
    book, facts = Host.of().book, {MATTER.name: Matter.HIRE_OR_DISMISS_MANAGER}
    return book.resolve(DECISION_RULE, "421003", date(2025, 5, 10), facts=facts).value


def load(extra: dict[str, Any]) -> None:
    """Load the roll and the rule, as a host does before votes come in (预先加载)."""
    roll_of(extra["areas"])
    rule()


def decide(choices: bytes, extra: dict[str, Any]) -> list[int]:
    """Count and find whether the owners have decided (表决)."""
    vote = roll_of(extra["areas"]).count(choices)
    rules = BallotRules(
        spoilt=SpoiltBallots.DID_NOT_TAKE_PART,
        silent=SilentBallots.NOT_COUNTED,
        following=FollowingBallots.NOT_ALLOWED,
    )
    return [int(count_owners_vote(vote, rule(), rules).is_passed)]


def ballots(rows: bytes) -> bytes:
    """Write the choices as the library keeps them (选票)."""
    return rows.translate(bytes([*_CHOICES, *range(len(_CHOICES), 256)]))
