"""Votes of owners by yes, no or abstention: from totals to a finding (业主表决).

What a statute leaves open is said by the place, for every kind of ballot that chooses neither side:
spoilt, silent (delivered and not returned) and following ("with the majority", 从众).
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.decisions import Finding, Note, Tally, evaluate
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import DecisionRule, Dimension
from gongtong.voting.weights import NOTHING, Weight, amount_en, amount_zh, total

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


class OwnerChoice(IntEnum):
    """What became of one owner's ballot, as one small number (业主选择).

    The numbers are kept: a roll of choices is stored as one byte an owner.
    """

    NOT_REACHED = 0
    FOR = 1
    AGAINST = 2
    ABSTAIN = 3
    FOLLOWING = 4
    SPOILT = 5
    SILENT = 6


@frozen(kw_only=True)
class OwnersVote:
    """What came back on a question answered by yes, no or abstention (业主表决票数).

    `following` chose "with the majority" (从众) on the ballot. `silent` are owners to whom a ballot
    was delivered and who returned none; whoever is in no field was never reached. `present` are those
    in the room, where the vote was taken at a meeting.
    """

    everyone: Weight
    approving: Weight
    opposing: Weight = NOTHING
    abstaining: Weight = NOTHING
    following: Weight = NOTHING
    spoilt: Weight = NOTHING
    silent: Weight = NOTHING
    present: Weight | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse totals that exceed everybody, and less than nothing."""
        parts = (*self.choosing, self.following, self.spoilt, self.silent)
        if any(weight.heads < 0 or weight.area_cm2 < 0 for weight in parts):
            message = "nobody can cast less than nothing"
            raise ValueError(message)
        cast = total(parts)
        if cast.heads > self.everyone.heads or cast.area_cm2 > self.everyone.area_cm2:
            message = f"{cast} was counted, but everybody together is {self.everyone}"
            raise ValueError(message)

    @classmethod
    def from_choices(
        cls, weights: Mapping[OwnerChoice, Weight], *, present: Weight | None = None
    ) -> OwnersVote:
        """Make the totals from what each choice weighs; everyone is their sum (由各选择合计)."""
        return cls(
            everyone=total(weights.values()),
            approving=weights.get(OwnerChoice.FOR, NOTHING),
            opposing=weights.get(OwnerChoice.AGAINST, NOTHING),
            abstaining=weights.get(OwnerChoice.ABSTAIN, NOTHING),
            following=weights.get(OwnerChoice.FOLLOWING, NOTHING),
            spoilt=weights.get(OwnerChoice.SPOILT, NOTHING),
            silent=weights.get(OwnerChoice.SILENT, NOTHING),
            present=present,
        )

    def by_choice(self) -> dict[OwnerChoice, Weight]:
        """Give the totals by choice; who is in no field was not reached (各选择合计)."""
        known = {
            OwnerChoice.FOR: self.approving,
            OwnerChoice.AGAINST: self.opposing,
            OwnerChoice.ABSTAIN: self.abstaining,
            OwnerChoice.FOLLOWING: self.following,
            OwnerChoice.SPOILT: self.spoilt,
            OwnerChoice.SILENT: self.silent,
        }
        return {OwnerChoice.NOT_REACHED: self.everyone - total(known.values()), **known}

    @property
    def returned(self) -> Weight:
        """Everybody whose ballot came back, whatever it says (已返回)."""
        return total((*self.choosing, self.following, self.spoilt))

    @property
    def choosing(self) -> tuple[Weight, Weight, Weight]:
        """Those who chose for themselves: for, against, abstaining (自行选择)."""
        return self.approving, self.opposing, self.abstaining

    def leading(self, dimension: Dimension) -> int | None:
        """Give the place of the side that leads in `choosing`, or None where none does (领先一方)."""
        amounts = [weight.of(dimension) for weight in self.choosing]
        most = max(amounts)
        return amounts.index(most) if amounts.count(most) == 1 else None

    def follow(self, followers: Weight) -> tuple[Weight, Weight]:
        """Divide followers by dimension: what they approve, and what they abstain from (随多数)."""
        sides = [self.leading(dimension) for dimension in Dimension]
        amounts = [followers.of(dimension) for dimension in Dimension]
        approve, abstain = (
            Weight(*(n if side == wanted else 0 for n, side in zip(amounts, sides, strict=True)))
            for wanted in (0, 2)
        )
        return approve, abstain


@frozen(kw_only=True)
class BallotRules:
    """What the place has said of ballots that choose neither side (特殊选票规则).

    None has a default: each is a house rule, adopted before the vote and named in the finding.
    """

    spoilt: SpoiltBallots
    silent: SilentBallots
    following: FollowingBallots


def tally_owners_vote(vote: OwnersVote, rules: BallotRules) -> Tally:
    """Add up who took part and who approved, as the rules of the place say (合计业主表决)."""
    valid, approved, abstained = total(vote.choosing), vote.approving, vote.abstaining
    spoilt, with_the_lead = vote.spoilt, NOTHING
    match rules.following:
        case FollowingBallots.NOT_ALLOWED:
            spoilt += vote.following
        case FollowingBallots.WITH_MAJORITY:
            with_the_lead += vote.following
        case FollowingBallots.TAKES_PART_ONLY:
            valid += vote.following
    if rules.silent is SilentBallots.COUNT_WITH_MAJORITY:
        with_the_lead += vote.silent
    approve, abstain = vote.follow(with_the_lead)
    valid += with_the_lead
    took_part = valid
    if rules.spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY:
        took_part += spoilt
    return Tally(
        everyone=vote.everyone,
        took_part=took_part,
        approved=approved + approve,
        abstained=abstained + abstain,
        valid=valid,
        present=vote.present,
    )


def count_owners_vote(
    vote: OwnersVote, rule: DecisionRule, rules: BallotRules, *, notes: tuple[Note, ...] = ()
) -> Finding:
    """Say whether owners have decided, from the totals of a vote (业主表决认定).

    The finding names the rule that was used for each kind of ballot that occurs; `notes` come after.
    """
    used = (*notes_of(vote, rules), *notes)
    return evaluate(rule, tally_owners_vote(vote, rules), notes=used)


_SPOILT_WORDS: Final = {
    SpoiltBallots.TAKES_PART_APPROVES_NOBODY: (
        "计为参与表决，不计赞成",
        "take part and approve nothing",
    ),
    SpoiltBallots.DID_NOT_TAKE_PART: ("视为未参与表决", "count as not taking part"),
}
_SILENT_WORDS: Final = {
    SilentBallots.NOT_COUNTED: ("不计入表决", "are not counted"),
    SilentBallots.COUNT_WITH_MAJORITY: (
        "计为参与表决，并随已表决的多数一方",
        "take part and follow the majority of those who voted",
    ),
}
_FOLLOWING_WORDS: Final = {
    FollowingBallots.NOT_ALLOWED: ("未设此选项，按废票处理", "are not allowed and count as spoilt"),
    FollowingBallots.WITH_MAJORITY: (
        "随自行选择的多数一方",
        "follow the majority of those who chose",
    ),
    FollowingBallots.TAKES_PART_ONLY: (
        "计为参与表决，不计赞成",
        "take part and approve nothing",
    ),
}


def notes_of(
    vote: OwnersVote, rules: BallotRules, *, unstated: Container[str] = ()
) -> tuple[Note, ...]:
    """Say which rule was used for each kind of ballot that occurs (所用规则附注).

    `unstated` are the codes of points on which the place has said nothing.
    """
    kinds = (
        ("voting.spoilt_ballots", vote.spoilt, _SPOILT_WORDS[rules.spoilt]),
        ("voting.silent_ballots", vote.silent, _SILENT_WORDS[rules.silent]),
        ("voting.following_ballots", vote.following, _FOLLOWING_WORDS[rules.following]),
    )
    return tuple(
        _note(code, weight, said, stated=code not in unstated)
        for code, weight, said in kinds
        if weight != NOTHING
    )


def _note(code: str, weight: Weight, said: tuple[str, str], *, stated: bool) -> Note:
    subject_zh, subject_en = _SUBJECTS[code]
    by_zh = "按小区规则" if stated else "小区未作规定，此处"
    by_en = "by the rules of the place" if stated else "here; the place has stated no rule"
    return Note(
        code,
        f"{subject_zh}（{amounts_zh(weight)}）{by_zh}{said[0]}",
        f"{subject_en} ({amounts_en(weight)}) {said[1]} {by_en}",
    )


_SUBJECTS: Final = {
    "voting.spoilt_ballots": ("废票", "Spoilt ballots"),
    "voting.silent_ballots": ("已送达未返回的选票", "Ballots delivered and not returned"),
    "voting.following_ballots": ("从众选票", "Ballots for the majority"),
}


def amounts_zh(weight: Weight) -> str:
    """Say heads and area together, leaving out what is nothing (中文数量合并)."""
    return "、".join(amount_zh(d, weight.of(d)) for d in Dimension if weight.of(d))


def amounts_en(weight: Weight) -> str:
    """Say heads and area together in English (英文数量合并)."""
    return ", ".join(amount_en(d, weight.of(d)) for d in Dimension if weight.of(d))
