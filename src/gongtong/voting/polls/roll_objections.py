"""Objections to the roll or the count of a poll, and the rulings on them (表决异议办理).

The roll of a poll has a line for each dwelling, that of the franchise an entry for each voter: the one
is read as the other here, and the rules of the franchise say what is in time, what a ruling needs,
and what it may correct.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Ruling
from gongtong.voting.franchise.bases import ElectorateBasis, Entitled, VotingBody
from gongtong.voting.franchise.objections import (
    ObjectionRaised,
    RaiseObjection,
    RollFacts,
    rule_on_objection,
    rule_on_objection_ruling,
    rule_on_roll_correction,
)
from gongtong.voting.franchise.roll import CorrectionKind, Roll, RollCorrection, RollRuling
from gongtong.voting.polls.moving import MoveFacts, reasons_of_step, reasons_unsaid
from gongtong.voting.polls.poll_roll import (
    MAX_GROUNDS_LENGTH,
    MAX_LABEL_LENGTH,
    ObjectedTo,
    PollObjection,
    PollRoll,
    reasons_of_lines,
)
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.requests import (
    ObjectInPoll,
    PollObjectionRaised,
    PollObjectionSettled,
    SettlePollObjection,
)
from gongtong.voting.polls.sources import POLL_NOTICE, POLL_PRACTICE
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from gongtong.voting.polls.poll_on_file import PollOnFile


def voters_on(roll: PollRoll, poll: PollOnFile) -> Roll:
    """Read the lines of a poll's roll as one entry for each voter (按人名册).

    A roll with a line that cannot be used has no entries; `reasons_of_lines` says what is wrong.
    """
    is_owners = poll.body is VotingBody.OWNERS
    basis = ElectorateBasis.OWNER_PARTY if is_owners else ElectorateBasis.ADULT_RESIDENT
    labels: defaultdict[UUID, list[str]] = defaultdict(list)
    areas: defaultdict[UUID, int] = defaultdict(int)
    for line in () if any(reasons_of_lines(roll)) else roll.lines:
        labels[line.voter_id].append(line.label)
        areas[line.voter_id] += line.area_cm2
    entries = [
        Entitled(voter_id, "、".join(own), Weight(1, areas[voter_id]))
        for voter_id, own in labels.items()
    ]
    return Roll(poll.electorate_on, basis, entries)


def roll_facts(facts: MoveFacts, roll: PollRoll) -> RollFacts:
    """Give what the rules of the franchise ask of a poll's roll; the days are the announced ones (名册情况).

    Days of rest are not known to a poll, so no last day moves.
    """
    posted = facts.poll.last(PollStep.POST_ROLL)
    return RollFacts(
        roll=voters_on(roll, facts.poll),
        calendar=facts.poll.required_rules().roll_calendar,
        calendar_source=POLL_NOTICE,
        posted_on=None if posted is None else local_day(posted.at),
    )


def rule_on_poll_objection(
    request: ObjectInPoll, facts: MoveFacts, roll: PollRoll, objection_id: UUID
) -> Ruling[PollObjectionRaised]:
    """Rule on an objection: to the roll in the days that were announced, to the count until certified (异议受理)."""
    reasons = [
        *reasons_of_step(facts, PollStep.OBJECT),
        *reasons_unsaid(
            request.grounds, "voting.grounds_unsaid", "未说明异议理由", "no grounds are given"
        ),
        *reasons_unsaid(
            request.raised_by, "voting.objector_unnamed", "未写明异议人", "nobody is named"
        ),
    ]
    most = MAX_GROUNDS_LENGTH
    if max(len(request.grounds), len(request.raised_by)) > most:
        zh, en = f"不得超过{most}字", f"at most {most} characters"
        reasons.append(Reason("voting.grounds_too_long", zh, en, POLL_PRACTICE))
    if len(request.label) > MAX_LABEL_LENGTH:
        zh, en = "名册行标签过长", "no line of a roll has so long a label"
        reasons.append(Reason("voting.label_unusable", zh, en, POLL_PRACTICE))
    event = PollObjectionRaised(
        poll_id=request.poll_id,
        objection_id=objection_id,
        about=ObjectedTo.COUNT if facts.poll.state is PollState.COUNTED else ObjectedTo.ROLL,
        raised_by=request.raised_by,
        grounds=request.grounds,
        label=request.label,
    )
    if facts.poll.state is PollState.ROLL_POSTED:
        match rule_on_objection(_raised(event, facts.today, roll), roll_facts(facts, roll)):
            case Refused(against):
                reasons.extend(against)
            case Granted(raised):
                event = evolve(event, ruling_due_on=raised.ruling_due_on)
    return Refused(tuple(reasons)) if reasons else Granted(event)


def _raised(
    objection: PollObjection | PollObjectionRaised, on: date, roll: PollRoll
) -> RaiseObjection:
    """Name the voter and what is wrong: a line that is posted is wrong, another one is missing."""
    objection_id = objection.id if isinstance(objection, PollObjection) else objection.objection_id
    line = next((one for one in roll.lines if one.label == objection.label), None)
    return RaiseObjection(
        id=objection_id,
        raised_by=objection.raised_by,
        # whoever is missing has no id yet, and the objection's is nobody's
        voter_id=objection_id if line is None else line.voter_id,
        kind=CorrectionKind.ADD if line is None else CorrectionKind.CHANGE_WEIGHT,
        on=on,
        statement=objection.grounds,
    )


def rule_on_settlement(
    request: SettlePollObjection, facts: MoveFacts, objection: PollObjection, roll: PollRoll
) -> Ruling[PollObjectionSettled]:
    """Rule on a ruling: once, with its grounds, and with the line that it corrects (异议处理裁定).

    A late ruling still answers, and is marked. To rule on the count has no days of its own: the
    certification waits for it.
    """
    on = local_day(objection.raised_at)
    raised = ObjectionRaised(_raised(objection, on, roll), objection.ruling_due_on or date.max)
    asked = raised.objection
    ruling = RollRuling(
        voter_id=asked.voter_id,
        kind=asked.kind,
        is_upheld=request.is_upheld,
        ruled_on=facts.today,
        ruled_by="",
        grounds=request.ruling,
        objection_id=objection.id,
    )
    earlier = None if objection.is_upheld is None else ruling
    ruled = rule_on_objection_ruling(ruling, raised, earlier)
    reasons = [
        *reasons_of_step(facts, PollStep.SETTLE),
        *(ruled.reasons if isinstance(ruled, Refused) else ()),
        *_reasons_of_correction(request, facts, objection, ruling=ruling, roll=roll),
    ]
    if reasons or isinstance(ruled, Refused):
        return Refused(tuple(reasons))
    after = roll if request.correction is None else roll.corrected(request.correction)
    return Granted(
        PollObjectionSettled(
            poll_id=request.poll_id,
            objection_id=request.objection_id,
            is_upheld=request.is_upheld,
            ruling=request.ruling.strip(),
            correction=request.correction,
            roll_digest=after.digest(),
            is_late=ruled.event.is_late,
        )
    )


def _reasons_of_correction(
    request: SettlePollObjection,
    facts: MoveFacts,
    objection: PollObjection,
    *,
    ruling: RollRuling,
    roll: PollRoll,
) -> Iterator[Reason]:
    is_about_roll = objection.about is ObjectedTo.ROLL
    if is_about_roll and request.is_upheld and request.correction is None:
        yield Reason(
            "voting.correction_missing",
            "异议成立，须写明名册如何更正",
            "an upheld objection to the roll says how the line is to stand",
            POLL_PRACTICE,
        )
    if request.correction is None:
        return
    after = roll.corrected(request.correction)
    unusable = tuple(reasons_of_lines(after))
    yield from unusable
    if not is_about_roll:
        yield Reason(
            "voting.correction_without_ruling",
            "对计票的异议不更正名册",
            "an objection to the count does not correct the roll",
            POLL_PRACTICE,
        )
    elif after == roll:
        yield Reason(
            "voting.correction_changes_nothing",
            "更正没有改变名册",
            "the roll stands so already",
            POLL_PRACTICE,
        )
    elif not unusable:
        yield from _reasons_against(after, facts, ruling, roll)


def _reasons_against(
    after: PollRoll, facts: MoveFacts, ruling: RollRuling, roll: PollRoll
) -> Iterator[Reason]:
    """Ask for every voter whom a change of one line touches; each ground is told once."""
    known, seen = roll_facts(facts, roll), set[Reason]()
    for kind, entry in _changes(known.roll, voters_on(after, facts.poll)):
        own = evolve(ruling, voter_id=entry.voter_id, kind=kind)
        asked = RollCorrection(kind, entry, own, facts.today)
        match rule_on_roll_correction(asked, known):
            case Refused(reasons):
                yield from (one for one in reasons if one not in seen)
                seen.update(reasons)
            case Granted(corrected):
                known = evolve(known, roll=corrected.roll)


def _changes(before: Roll, after: Roll) -> Iterator[tuple[CorrectionKind, Entitled]]:
    for entry in before.entries:
        if entry.voter_id not in after:
            yield CorrectionKind.REMOVE, entry
    for entry in after.entries:
        if entry.voter_id not in before:
            yield CorrectionKind.ADD, entry
        elif before.entry_of(entry.voter_id).weight != entry.weight:
            yield CorrectionKind.CHANGE_WEIGHT, entry


def with_objection_settled(
    objection: PollObjection, event: PollObjectionSettled, facts: MoveFacts, actor: str
) -> PollObjection:
    """Give an objection as it is kept after its ruling (处理后异议)."""
    return evolve(
        objection,
        settled_at=facts.now,
        settled_by=actor,
        is_upheld=event.is_upheld,
        ruling=event.ruling,
        correction=event.correction,
        is_late=event.is_late,
    )
