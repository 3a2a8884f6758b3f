"""How far a running vote is from its quorum, and nothing of how it goes (参与进度).

What is told while a vote runs depends on who has returned a ballot, never on what a ballot says. Where
the rule leaves abstainers out, or the place spoilt ballots, telling their number would tell what
ballots say: all returned ones are then counted, and the watch says that fewer may count in the end.
"""

from __future__ import annotations

from attrs import frozen

from gongtong.voting.decisions import Check, Tally, all_met, join_en, join_zh
from gongtong.voting.owners_votes import BallotRules, OwnersVote
from gongtong.voting.readings import SpoiltBallots
from gongtong.voting.thresholds import Abstention, DecisionRule
from gongtong.voting.weights import NOTHING, Weight


@frozen
class QuorumWatch:
    """Who has returned so far, held against every threshold of participation (参与进度).

    `may_be_less`: some of the ballots returned may not count as taking part in the end.
    """

    checks: tuple[Check, ...]
    may_be_less: bool

    @property
    def is_reached(self) -> bool:
        """Whether enough have returned in every dimension (是否达到法定参与)."""
        return all_met(self.checks)

    def zh(self) -> str:
        """Say the distance in Chinese (中文说明)."""
        hint = "；弃权票或者废票最终可能不计入" if self.may_be_less else ""
        return f"已返回：{join_zh(self.checks)}{hint}。"

    def en(self) -> str:
        """Say the distance in English (英文说明)."""
        hint = (
            "; abstentions or spoilt ballots may not count in the end" if self.may_be_less else ""
        )
        return f"Returned so far: {join_en(self.checks)}{hint}."


def watch_quorum(
    rule: DecisionRule,
    rules: BallotRules,
    *,
    everyone: Weight,
    returned: Weight,
    present: Weight | None = None,
) -> QuorumWatch:
    """Hold those who have returned a ballot against what the rule asks (核对参与进度).

    Raises `ValueError` under a rule that asks of those present where `present` is not given.
    """
    tally = Tally(everyone=everyone, took_part=returned, approved=NOTHING, present=present)
    left_out = any(asked.abstention is Abstention.LEFT_OUT for asked in rule.participation)
    drops_spoilt = rules.spoilt is SpoiltBallots.DID_NOT_TAKE_PART
    may_be_less = left_out or drops_spoilt
    return QuorumWatch(
        tuple(tally.participation_under(asked) for asked in rule.participation), may_be_less
    )


def watch_vote(rule: DecisionRule, rules: BallotRules, vote: OwnersVote) -> QuorumWatch:
    """Watch a vote of which the totals so far are known; only what was returned is used (参与进度)."""
    return watch_quorum(
        rule, rules, everyone=vote.everyone, returned=vote.returned, present=vote.present
    )
