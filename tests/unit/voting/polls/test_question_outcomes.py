"""Results of polls: values that are written to plain JSON and read back without a loss."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve

from gongtong.core.codec import canonical, from_json, to_json
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.polls.answers import Answer, Choice, MotionAnswer, Picked, Ranked
from gongtong.voting.polls.poll_count import KeptPoll, count_kept
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import ElectionRule, Secrecy
from gongtong.voting.polls.question_outcomes import (
    ElectionOutcome,
    MethodOutcome,
    MotionOutcome,
    PollResult,
)
from gongtong.voting.polls.questions import Counting, ElectQuestion, RankQuestion
from gongtong.voting.polls.settling import SecretBallot
from gongtong.voting.readings import SeatOrder
from gongtong.voting.weights import Weight

KNOWN = {method.name: method for method in METHODS}
NAMES = ("甲", "乙", "丙")
SAID: tuple[tuple[Answer, ...], ...] = (
    (MotionAnswer((Choice.FOR,)), Picked(("东门",)), Picked(("甲", "乙")), Ranked((("甲",),))),
    (MotionAnswer((Choice.FOR,)), Picked(("西门",)), Picked(("甲", "乙")), Ranked((("乙",),))),
    (MotionAnswer((Choice.AGAINST,)), Picked(()), Picked(()), Ranked((("乙", "丙"),))),
)


def result_of(poll: PollOnFile) -> PollResult:
    """Count three of four voters on a motion, a choice, an election of one and a ranking."""
    rules = poll.required_rules()
    elect = ElectQuestion(
        title="选举", options=NAMES, seats=2, ties=TieBreak.SENIORITY, seniority=NAMES
    )
    rank = RankQuestion(title="排序", options=NAMES, ties_allowed=True, counting=Counting("irv"))
    asked = evolve(
        poll,
        secrecy=Secrecy.SECRET,
        questions=(*poll.questions, elect, rank),
        rules=evolve(
            rules, elections=(ElectionRule(3, rules.rule_of(1), SeatOrder.HEADS_THEN_AREA),)
        ),
    )
    ballots = tuple(
        SecretBallot(commitment=bytes([n]), salt=bytes(32), answers=said, area_cm2=80)
        for n, said in enumerate(SAID)
    )
    roll = PollRoll([RollLine(f"1-1-{n}", UUID(int=n), 80) for n in range(1, 5)])
    return count_kept(KeptPoll(poll=asked, roll=roll, secret=ballots), KNOWN)


def test_each_question_has_an_outcome_of_its_kind(poll_on_file: PollOnFile) -> None:
    """Motions and elections by owners, everything else by its method."""
    motion, pick, election, rank = result_of(poll_on_file).questions
    assert isinstance(motion, MotionOutcome)
    assert (motion.passed, motion.counted, motion.votes.approving) == (True, 3, Weight(2, 160))
    assert isinstance(pick, MethodOutcome)
    assert isinstance(rank, MethodOutcome)
    assert (pick.form, pick.blank, rank.form, rank.blank) == ("pick", 1, "rank", 0)
    assert isinstance(election, ElectionOutcome)
    assert (election.count.elected, election.blank, election.seats) == (("甲", "乙"), 1, 2)
    assert election.zh.startswith("当选：甲、乙。参与：人数3人")
    assert election.en.startswith("Elected: 甲, 乙. Participation: 3 owners")


def test_a_result_is_written_to_json_and_read_back_without_a_loss(
    poll_on_file: PollOnFile,
) -> None:
    """Every form at once; the bytes of what was read back are the same."""
    result = result_of(poll_on_file)
    written = to_json(result)
    again = from_json(written, PollResult)
    assert again == result
    assert canonical(to_json(again)) == canonical(written)
