"""What a poll came to, from everything that is kept of it, the same to the byte whenever asked (表决计票).

Motions and elections of a committee are decided by owners in heads and area; every other question by
the counting method that was named before the vote. The result has the full trace of every count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.codec import JsonValue, canonical, digest_of
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings, UncountableError
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.owners_votes import BallotRules, OwnersVote, count_owners_vote
from gongtong.voting.polls.answers import (
    Allocated,
    Choice,
    MotionAnswer,
    Picked,
    Ranked,
    Scored,
    answer_bytes,
    is_blank,
)
from gongtong.voting.polls.commitments import commitment_of, merkle_root
from gongtong.voting.polls.committee_count import elect, finding_en, finding_zh
from gongtong.voting.polls.moving import KeptBallots
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.question_outcomes import (
    ElectionOutcome,
    MethodOutcome,
    MotionOutcome,
    PollResult,
)
from gongtong.voting.polls.questions import (
    BudgetBallot,
    BudgetQuestion,
    ElectQuestion,
    Motion,
    PickQuestion,
    RankQuestion,
    ScoreQuestion,
)
from gongtong.voting.polls.settling import (
    NamedBallot,
    SecretBallot,
    SettledAnswer,
    Worth,
    settle_named,
    settle_secret,
)
from gongtong.voting.readings import SilentBallots
from gongtong.voting.silence import rule_on_silence
from gongtong.voting.weights import NOTHING, Weight, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.voting.polls.poll_on_file import PollOnFile
    from gongtong.voting.polls.poll_roll import PollRoll
    from gongtong.voting.polls.poll_rules import PollRules
    from gongtong.voting.polls.question_outcomes import QuestionOutcome
    from gongtong.voting.polls.questions import Counting, MethodQuestion, Question
    from gongtong.voting.polls.requests import CountPoll
    from gongtong.voting.silence import SilenceRuling

FEN_IN_YUAN: Final = 100


@frozen(kw_only=True)
class KeptPoll:
    """Everything that is kept of a poll and decides its result (计票存档).

    `marked` are the voters whom the register of a secret poll has; `delivered` the labels to which
    ballots were delivered.
    """

    poll: PollOnFile
    roll: PollRoll
    named: tuple[NamedBallot, ...] = ()
    secret: tuple[SecretBallot, ...] = ()
    marked: frozenset[UUID] = frozenset()
    delivered: frozenset[str] = frozenset()

    @property
    def commitments(self) -> tuple[bytes, ...]:
        """The commitments of all ballots, sorted (全部承诺值)."""
        kept: tuple[NamedBallot | SecretBallot, ...] = (*self.named, *self.secret)
        return tuple(sorted(ballot.commitment for ballot in kept))

    @property
    def root(self) -> bytes:
        """The Merkle root over all ballots (默克尔根)."""
        return merkle_root(self.commitments)

    def with_ties(self, request: CountPoll) -> KeptPoll:
        """Give the same with what a count was given to break ties (附并列依据)."""
        poll = evolve(
            self.poll,
            tie_seed=request.tie_seed,
            tie_order=request.tie_order,
            tie_decision=request.tie_decision,
        )
        return evolve(self, poll=poll)

    def summary(self) -> KeptBallots:
        """Say how much is kept, and by which digests it can be proven (存档概要)."""
        return KeptBallots(
            ballots=len(self.commitments),
            voters=len(self.returned),
            root=self.root,
            roll_digest=self.roll.digest(),
            changed=len(self.changed_ballots()),
        )

    @property
    def returned(self) -> frozenset[UUID]:
        """Who has voted (已投票的表决人)."""
        voter_of = {line.label: line.voter_id for line in self.roll.lines}
        return self.marked | {voter_of[ballot.label] for ballot in self.named}

    def changed_ballots(self) -> tuple[bytes, ...]:
        """List the ballots whose answers are no longer those that were committed to (被改动的选票)."""
        kept: tuple[NamedBallot | SecretBallot, ...] = (*self.named, *self.secret)
        return tuple(
            ballot.commitment
            for ballot in kept
            if commitment_of(self.poll.id, ballot.salt, answer_bytes(ballot.answers))
            != ballot.commitment
        )

    def silent(self) -> Weight:
        """Weigh those to whom a ballot was delivered and who returned none (未返回者权数)."""
        reached = {line.voter_id for line in self.roll.lines if line.label in self.delivered}
        weights = self.roll.weights()
        return total(weights[voter_id] for voter_id in reached - self.returned)

    def settled(self, number: int, question: Question) -> tuple[SettledAnswer, ...]:
        """Give one answer for each voter who sent a ballot (各表决人答复)."""
        if self.poll.secrecy is Secrecy.SECRET:
            return settle_secret(number, question, self.secret)
        rules = self.poll.required_rules()
        return settle_named(number, question, self.named, roll=self.roll, rules=rules)


def count_kept(kept: KeptPoll, methods: Mapping[str, CountingMethod]) -> PollResult:
    """Count everything that is kept; raises `UncountableError` where a method is not there (由存档计票)."""
    poll = kept.poll
    return PollResult(
        poll=poll.id,
        title=poll.title,
        secrecy=poll.secrecy,
        everyone=kept.roll.weight,
        ballots=len(kept.commitments),
        voters=len(kept.returned),
        silent=kept.silent(),
        roll=kept.roll.digest(),
        root=kept.root,
        changed_ballots=tuple(sorted(kept.changed_ballots())),
        questions=tuple(
            _count_question(kept, number, question, methods)
            for number, question in enumerate(poll.questions, start=1)
        ),
    )


def result_digest(result: JsonValue) -> bytes:
    """Give the digest of a result, by which it is recorded (结果摘要)."""
    return digest_of(result)


def is_same_result(one: JsonValue, other: JsonValue) -> bool:
    """Say whether two results are the same to the byte (结果是否一致)."""
    return canonical(one) == canonical(other)


def _count_question(
    kept: KeptPoll, number: int, question: Question, methods: Mapping[str, CountingMethod]
) -> QuestionOutcome:
    settled = kept.settled(number, question)
    head: dict[str, Any] = {
        "title": question.title,
        "counted": sum(one.answer is not None for one in settled),
        "spoilt": sum(one.worth is Worth.SPOILT for one in settled),
        "conflicting": sum(one.worth is Worth.CONFLICTING for one in settled),
    }
    match question:
        case Motion():
            return _decide_motion(kept, number, settled, head)
        case ElectQuestion():
            return _decide_election(kept, number, question, settled, head=head)
        case _:
            return _by_method(kept, question, settled, methods=methods, head=head)


def _by_method(
    kept: KeptPoll,
    question: MethodQuestion,
    settled: Sequence[SettledAnswer],
    *,
    methods: Mapping[str, CountingMethod],
    head: dict[str, Any],
) -> MethodOutcome:
    method = methods.get(question.counting.method)
    if method is None:
        known = ", ".join(sorted(methods))
        message = f"no counting method is called {question.counting.method!r}; there are {known}"
        raise UncountableError(message)
    count = method.run(_profile(question, settled), _settings(question.counting, kept.poll))
    return MethodOutcome(**head, form=question.form, blank=_blank(settled), count=count)


def _blank(settled: Sequence[SettledAnswer]) -> int:
    return sum(one.answer is not None and is_blank(one.answer) for one in settled)


def _decide_motion(
    kept: KeptPoll, number: int, settled: Sequence[SettledAnswer], head: dict[str, Any]
) -> MotionOutcome:
    rules = kept.poll.required_rules()
    vote = owners_vote(kept.roll.weight, settled, silent=kept.silent())
    ballot_rules, silence = silence_under(vote, rules)
    finding = count_owners_vote(vote, rules.rule_of(number), ballot_rules)
    return MotionOutcome(
        **head,
        votes=vote,
        finding=finding,
        passed=finding.is_passed,
        zh=finding.zh(),
        en=finding.en(),
        silence=silence,
    )


def _decide_election(
    kept: KeptPoll,
    number: int,
    question: ElectQuestion,
    settled: Sequence[SettledAnswer],
    *,
    head: dict[str, Any],
) -> ElectionOutcome:
    rules = kept.poll.required_rules()
    count, tie = elect(
        question,
        settled,
        kept.roll.weight,
        rule=rules.election_rule_of(number),
        spoilt=rules.ballots.spoilt,
        ties=_tie_rule(question, kept.poll),
    )
    return ElectionOutcome(
        **head,
        blank=_blank(settled),
        seats=question.seats,
        count=count,
        tie=tie,
        zh=finding_zh(count, tie),
        en=finding_en(count, tie),
    )


def silence_under(vote: OwnersVote, rules: PollRules) -> tuple[BallotRules, SilenceRuling | None]:
    """Count silence with the majority only where every condition of the text is known to be met (沉默计票)."""
    if rules.ballots.silent is SilentBallots.NOT_COUNTED or vote.silent == NOTHING:
        return rules.ballots, None
    ruling = rule_on_silence(vote, rules.silence, rules.silence_facts)
    if ruling.may_count:
        return rules.ballots, ruling
    return evolve(rules.ballots, silent=SilentBallots.NOT_COUNTED), ruling


def owners_vote(
    everyone: Weight, settled: Sequence[SettledAnswer], *, silent: Weight = NOTHING
) -> OwnersVote:
    """Add up the answers to a motion; blank is abstention, a contradiction is spoilt (议案票数)."""
    sums: dict[Choice | None, Weight] = dict.fromkeys((*Choice, None), NOTHING)
    for one in settled:
        match one.answer:
            case MotionAnswer(ticked):
                side: Choice | None = ticked[0] if ticked else Choice.ABSTAIN
            case _:
                side = None
        sums[side] += one.weight
    return OwnersVote(
        everyone=everyone,
        approving=sums[Choice.FOR],
        opposing=sums[Choice.AGAINST],
        abstaining=sums[Choice.ABSTAIN],
        following=sums[Choice.FOLLOW],
        spoilt=sums[None],
        silent=silent,
    )


def _settings(counting: Counting, poll: PollOnFile) -> CountSettings:
    majority = None if counting.majority is None else counting.majority.bound
    return CountSettings(seats=counting.seats, ties=_tie_rule(counting, poll), majority=majority)


def _tie_rule(named: Counting | ElectQuestion, poll: PollOnFile) -> TieRule:
    names = named.seniority if named.ties is TieBreak.SENIORITY else poll.tie_order
    return TieRule(by=named.ties, names=names, seed=poll.tie_seed, decision=poll.tie_decision)


def _profile(question: MethodQuestion, settled: Sequence[SettledAnswer]) -> Any:
    """Give the ballots in the form in which a counting method takes them, heads alone."""
    match question:
        case PickQuestion(options=options):
            return Approvals.from_ballots(options, _picked(options, settled))
        case RankQuestion(options=options):
            return Rankings.from_ballots(options, _ranked(options, settled))
        case ScoreQuestion(options=options):
            return Scores.from_ballots(options, _scored(options, settled))
        case BudgetQuestion():
            return _project_votes(question, settled)


def _project_votes(question: BudgetQuestion, settled: Sequence[SettledAnswer]) -> ProjectVotes:
    options, number = question.options, _numbers(question.options)
    ballots = (
        Approvals.from_ballots(options, _picked(options, settled))
        if question.ballot is BudgetBallot.APPROVED
        else Scores.from_ballots(options, _scored(options, settled))
    )
    return ProjectVotes(
        ballots,
        tuple(project.cost_fen for project in question.projects),
        question.budget_fen,
        units=FEN_IN_YUAN,
        caps=tuple(
            SpendingCap(one.name, frozenset(number[name] for name in one.projects), one.most_fen)
            for one in question.limits
        ),
        exclusions=tuple(
            Exclusion(frozenset(number[name] for name in group)) for group in question.alternatives
        ),
        minimum_score=question.minimum_votes,
    )


def _numbers(options: Sequence[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(options)}


def _picked(
    options: Sequence[str], settled: Sequence[SettledAnswer]
) -> list[tuple[frozenset[int], int]]:
    number = _numbers(options)
    return [
        (frozenset(number[name] for name in one.answer.names), one.weight.heads)
        for one in settled
        if isinstance(one.answer, Picked)
    ]


def _ranked(
    options: Sequence[str], settled: Sequence[SettledAnswer]
) -> list[tuple[list[list[int]], int]]:
    number = _numbers(options)
    return [
        ([[number[name] for name in rank] for rank in one.answer.ranks], one.weight.heads)
        for one in settled
        if isinstance(one.answer, Ranked)
    ]


def _scored(
    options: Sequence[str], settled: Sequence[SettledAnswer]
) -> list[tuple[dict[int, int], int]]:
    number = _numbers(options)
    ballots: list[tuple[dict[int, int], int]] = []
    for one in settled:
        match one.answer:
            case Scored(scores):
                given = {number[each.name]: each.points for each in scores}
            case Allocated(shares):
                given = {number[each.name]: each.amount_fen for each in shares}
            case _:
                continue
        ballots.append((given, one.weight.heads))
    return ballots
