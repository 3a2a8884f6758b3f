"""What owners chose on a motion of a closed poll, for whoever asks how close it was (表决意见汇总)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.owners_votes import BallotRules, OwnerChoice, OwnersVote
from gongtong.voting.polls.answers import Choice, MotionAnswer
from gongtong.voting.polls.poll_count import owners_vote, silence_under
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.questions import Motion
from gongtong.voting.readings import PartsCovered
from gongtong.voting.thresholds import DecisionRule
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.voting.polls.poll_count import KeptPoll
    from gongtong.voting.polls.settling import SettledAnswer

_SIDES: Final = {
    Choice.FOR: OwnerChoice.FOR,
    Choice.AGAINST: OwnerChoice.AGAINST,
    Choice.ABSTAIN: OwnerChoice.ABSTAIN,
    Choice.FOLLOW: OwnerChoice.FOLLOWING,
}


@frozen
class ChosenWeights:
    """What the owners weigh who made the same choice, the heaviest first; no names (同一意见的权数)."""

    choice: OwnerChoice
    weights: tuple[Weight, ...]


@frozen(kw_only=True)
class OwnersChoices:
    """What owners chose on a motion, with the rules by which it was counted (业主表决意见).

    `votes` are the totals, which `owner_margins.margins_from_totals` takes. `each` lists every owner
    of the roll under the choice made, and is there for an open poll whose ballots speak for all that
    an owner has: in a secret poll nobody's weight is told, and where ballots speak for named parts
    alone, what an owner did not vote with is no other owner's.
    """

    votes: OwnersVote
    rule: DecisionRule
    rules: BallotRules
    each: tuple[ChosenWeights, ...] | None = None

    def by_choice(self) -> Mapping[OwnerChoice, Sequence[Weight]]:
        """Give what `owner_margins.owners_margin` takes (按意见列出).

        Raises `LookupError` where totals are all that may be told.
        """
        if self.each is None:
            message = "single owners are not told here; take the totals"
            raise LookupError(message)
        return {one.choice: one.weights for one in self.each}


def choices_in(kept: KeptPoll, number: int) -> OwnersChoices:
    """Find what each owner chose on a motion, by its place counted from 1 (汇总表决意见).

    Raises `LookupError` for a question that is no motion.
    """
    motions = {
        place: question
        for place, question in enumerate(kept.poll.questions, start=1)
        if isinstance(question, Motion)
    }
    if number not in motions:
        message = f"question {number} is no motion"
        raise LookupError(message)
    question, rules = motions[number], kept.poll.required_rules()
    settled = kept.settled(number, question)
    votes = owners_vote(kept.roll.weight, settled, silent=kept.silent())
    speaks_for_all = rules.parts_covered is PartsCovered.ALL_PARTS_OF_THE_OWNER
    is_told = kept.poll.secrecy is Secrecy.OPEN and speaks_for_all
    return OwnersChoices(
        votes=votes,
        rule=rules.rule_of(number),
        rules=silence_under(votes, rules)[0],
        each=_each(kept, settled) if is_told else None,
    )


def _each(kept: KeptPoll, settled: Sequence[SettledAnswer]) -> tuple[ChosenWeights, ...]:
    found: defaultdict[OwnerChoice, list[Weight]] = defaultdict(list)
    for one in settled:
        found[_side(one)].append(one.weight)
    reached = {line.voter_id for line in kept.roll.lines if line.label in kept.delivered}
    returned = kept.returned
    for voter_id, weight in kept.roll.weights().items():
        if voter_id not in returned:
            silent = voter_id in reached
            found[OwnerChoice.SILENT if silent else OwnerChoice.NOT_REACHED].append(weight)
    return tuple(
        ChosenWeights(
            choice,
            tuple(sorted(found[choice], key=lambda one: (one.heads, one.area_cm2), reverse=True)),
        )
        for choice in OwnerChoice
    )


def _side(one: SettledAnswer) -> OwnerChoice:
    match one.answer:
        case MotionAnswer(ticked):
            return _SIDES[ticked[0]] if ticked else OwnerChoice.ABSTAIN
        case _:
            return OwnerChoice.SPOILT
