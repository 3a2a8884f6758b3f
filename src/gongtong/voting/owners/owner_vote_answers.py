"""Answering a vote of owners: the rule of the day, the rules of the place, every reading left open (表决答复).

What the place has said is followed. Where neither the law nor the place says what becomes of a ballot,
nothing is picked: every reading is listed, and the answer that stands above them is the one that claims
least, so that "passed" means passed under each of them.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem, NoProvisionError
from gongtong.core.policies import Answer, PolicyBook
from gongtong.core.rulings import Reason, Source
from gongtong.voting.decisions import Finding, Note, evaluate
from gongtong.voting.owners.owner_vote_given import GivenVote
from gongtong.voting.owners_votes import (
    BallotRules,
    amounts_en,
    amounts_zh,
    notes_of,
    tally_owners_vote,
)
from gongtong.voting.policies import DECISION_RULE, MATTER, SILENCE_CONDITIONS
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.silence import SilenceConditions, SilenceRuling, rule_on_silence
from gongtong.voting.thresholds import DecisionRule, Dimension
from gongtong.voting.weights import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(kw_only=True)
class VoteReading:
    """One way to count the vote, in words, and what it comes to (计票方案).

    `is_chosen` says that the rules of the place lead to it, as far as they were stated.
    """

    zh: str
    en: str
    rules: BallotRules
    finding: Finding
    is_chosen: bool


@frozen(kw_only=True)
class OwnersVoteAnswer:
    """Whether owners have decided, by which text, and what else could be read (业主表决答复).

    `readings` are several where the law leaves something open. `finding` is the chosen reading; where
    several are chosen, since the place did not say, the one of them that claims least.
    """

    given: GivenVote
    rule: Answer[DecisionRule]
    silence: SilenceRuling | None
    silence_text: Answer[SilenceConditions] | None
    readings: tuple[VoteReading, ...]

    @property
    def stands(self) -> VoteReading:
        """The reading that stands above the others (采用方案)."""
        chosen = [reading for reading in self.readings if reading.is_chosen]
        return min(chosen, key=lambda one: (one.finding.has_quorum, one.finding.is_passed))

    @property
    def finding(self) -> Finding:
        """The finding of the reading that stands (采用认定)."""
        return self.stands.finding

    @property
    def is_open(self) -> bool:
        """Whether there is more than one way to count (是否有多种读法)."""
        return len(self.readings) > 1

    @property
    def is_for_the_place(self) -> bool:
        """Whether something is open that the place could have settled by a rule (小区可定而未定)."""
        return sum(reading.is_chosen for reading in self.readings) > 1

    @property
    def is_certain(self) -> bool:
        """Whether every reading comes to the same outcome (结论是否一致)."""
        return len({reading.finding.is_passed for reading in self.readings}) == 1

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every text that the answer rests on (全部依据)."""
        silence = () if self.silence_text is None else self.silence_text.provision.cites
        return (*self.rule.provision.cites, *silence)


def decide_owners_vote(given: GivenVote, book: PolicyBook) -> OwnersVoteAnswer:
    """Decide a vote of owners from its totals (认定业主表决).

    Raises `InputError` where no rule is known for the day. 民法典 第278条, before it 物权法 第76条.
    """
    rule = _rule(given, book)
    text = _silence_text(given, book)
    ruling = _silence_ruling(given, text)
    asked = rule.value if given.has_area else rule.value.only_in(Dimension.HEADS)
    readings = tuple(_readings(given, asked, ruling, text))
    return OwnersVoteAnswer(
        given=given, rule=rule, silence=ruling, silence_text=text, readings=readings
    )


def _rule(given: GivenVote, book: PolicyBook) -> Answer[DecisionRule]:
    try:
        return book.resolve(DECISION_RULE, given.area, given.on, facts={MATTER.name: given.matter})
    except NoProvisionError as error:
        raise InputError(
            [
                InputProblem(
                    given.jurisdiction,
                    None,
                    "date",
                    "no_rule_registered",
                    f"no rule is known for {given.matter.value} on {given.on}",
                    f"{given.on}没有已登记的表决规则",
                    "give a day on or after 2007-10-01, or install a plugin with the rule",
                )
            ]
        ) from error


def _counts_silence(given: GivenVote) -> bool:
    wanted = given.silent is SilentBallots.COUNT_WITH_MAJORITY
    return wanted and given.vote.silent != NOTHING


def _silence_text(given: GivenVote, book: PolicyBook) -> Answer[SilenceConditions] | None:
    if not _counts_silence(given):
        return None
    try:
        return book.resolve(SILENCE_CONDITIONS, given.area, given.on)
    except NoProvisionError:  # no text allows it here: the ruling says so
        return None


def _silence_ruling(
    given: GivenVote, text: Answer[SilenceConditions] | None
) -> SilenceRuling | None:
    if not _counts_silence(given):
        return None
    if text is None:
        return rule_on_silence(given.vote, None, given.facts)
    source = text.provision.cites[0]
    return rule_on_silence(given.vote, text.value, given.facts, source=source)


def _silences(
    ruling: SilenceRuling | None, text: Answer[SilenceConditions] | None
) -> dict[SilentBallots, bool]:
    """Give each way to treat silence that is open, and whether the place chose it."""
    if ruling is None or ruling.unmet:
        return {SilentBallots.NOT_COUNTED: True}
    if ruling.unclear:
        return {SilentBallots.COUNT_WITH_MAJORITY: True, SilentBallots.NOT_COUNTED: True}
    if text is not None and text.value.is_contested:
        return {SilentBallots.COUNT_WITH_MAJORITY: True, SilentBallots.NOT_COUNTED: False}
    return {SilentBallots.COUNT_WITH_MAJORITY: True}


def _followings(given: GivenVote) -> tuple[FollowingBallots, ...]:
    if given.following is not None:
        return (given.following,)
    # none were cast: whether they would have been allowed changes nothing
    return (
        tuple(FollowingBallots)
        if given.vote.following != NOTHING
        else (FollowingBallots.NOT_ALLOWED,)
    )


def _spoilts(given: GivenVote, following: FollowingBallots) -> tuple[SpoiltBallots, ...]:
    spoilt = given.vote.spoilt
    if following is FollowingBallots.NOT_ALLOWED:
        spoilt += given.vote.following
    if given.spoilt is not None:
        return (given.spoilt,)
    # none were cast: what becomes of them changes nothing
    return tuple(SpoiltBallots) if spoilt != NOTHING else (SpoiltBallots.DID_NOT_TAKE_PART,)


def _readings(
    given: GivenVote,
    rule: DecisionRule,
    ruling: SilenceRuling | None,
    text: Answer[SilenceConditions] | None,
) -> Iterator[VoteReading]:
    silences = _silences(ruling, text)
    rules = [
        BallotRules(spoilt=spoilt, silent=silent, following=following)
        for following, silent in product(_followings(given), silences)
        for spoilt in _spoilts(given, following)
    ]
    kinds = [
        name
        for name in ("spoilt", "silent", "following")
        if len({getattr(r, name) for r in rules}) > 1
    ]
    for one in rules:
        words = [_WORDS[getattr(one, name)] for name in kinds]
        notes = (*_notes(given, one), *_grounds(ruling, one), *_scope(given))
        yield VoteReading(
            zh="；".join(zh for zh, _ in words),
            en="; ".join(en for _, en in words),
            rules=one,
            finding=evaluate(rule, tally_owners_vote(given.vote, one), notes=notes),
            is_chosen=silences[one.silent],
        )


_WORDS: Final = {
    SpoiltBallots.TAKES_PART_APPROVES_NOBODY: ("废票算参与表决", "invalid ballot = took part"),
    SpoiltBallots.DID_NOT_TAKE_PART: ("废票不算参与表决", "invalid ballot = did not take part"),
    SilentBallots.COUNT_WITH_MAJORITY: ("未返回的随多数", "silence = takes part with the majority"),
    SilentBallots.NOT_COUNTED: ("未返回的不计", "silence = did not take part"),
    FollowingBallots.NOT_ALLOWED: ("从众票为废票", "ballot for the majority = invalid"),
    FollowingBallots.WITH_MAJORITY: ("从众票随多数", "ballot for the majority = follows it"),
    FollowingBallots.TAKES_PART_ONLY: (
        "从众票只算参与",
        "ballot for the majority = takes part only",
    ),
}


def _notes(given: GivenVote, rules: BallotRules) -> Iterator[Note]:
    """Name the rule used for each kind of ballot; why silence is left out against it is said apart."""
    stated = {
        "voting.spoilt_ballots": given.spoilt,
        "voting.silent_ballots": given.silent,
        "voting.following_ballots": given.following,
    }
    unstated = {code for code, rule in stated.items() if rule is None}
    for note in notes_of(given.vote, rules, unstated=unstated):
        if note.code != "voting.silent_ballots" or given.silent in {None, rules.silent}:
            yield note


def _grounds(ruling: SilenceRuling | None, rules: BallotRules) -> Iterator[Note]:
    """Say why silence is not counted although the place would count it."""
    if ruling is None or rules.silent is SilentBallots.COUNT_WITH_MAJORITY:
        return
    grounds = (*ruling.unmet, *ruling.unclear)
    if not grounds:
        yield Note(
            "voting.silence_contested",
            "未返回的选票不计入：法院可能不认可其算作参与表决",
            "Silence is not counted: a court could refuse to see it as taking part",
        )
    for ground in grounds:
        yield _not_counted(ground)


def _not_counted(ground: Reason) -> Note:
    return Note(
        ground.code,
        f"未返回的选票不计入：{ground.zh}（{ground.source}）",
        f"Silence is not counted: {ground.en} ({ground.source})",
    )


def _scope(given: GivenVote) -> Iterator[Note]:
    if not given.has_area:
        yield Note(
            "voting.heads_only",
            "未提供面积，只核对了人数；法律对面积另有同样要求",
            "No area was stated, so only heads were checked; the law asks the same of the area",
        )
    unreached = given.unreached
    if unreached != NOTHING:
        yield Note(
            "voting.not_reached",
            f"未送达的业主（{amounts_zh(unreached)}）不算参与表决",
            f"Owners whom no ballot reached ({amounts_en(unreached)}) did not take part",
        )
