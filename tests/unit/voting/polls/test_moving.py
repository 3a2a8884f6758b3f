"""Going on to the next state: every ground of a refusal, each bound under, at and over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate, Office
from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused, Ruling
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.polls.moving import (
    KeptBallots,
    MoveFacts,
    rule_on_annulment,
    rule_on_certification,
    rule_on_close,
    rule_on_draft,
    rule_on_extension,
    rule_on_poll_count,
    rule_on_publication,
)
from gongtong.voting.polls.poll_on_file import LinkKind, PollLink, PollOnFile
from gongtong.voting.polls.poll_roll import ObjectedTo, PollObjection
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.questions import Counting, PickQuestion
from gongtong.voting.polls.requests import (
    AnnulPoll,
    CertifyPoll,
    ClosePoll,
    CountPoll,
    DraftPoll,
    ExtendPoll,
    PublishPoll,
)

Facts = Callable[..., MoveFacts]
ID = UUID(int=9)
KEPT = KeptBallots(ballots=3, voters=3, root=b"r" * 32, roll_digest=b"l" * 32)
END = datetime(2025, 6, 25, 9, 0, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)
DECISION = Mandate("业主大会决定", date(2025, 6, 30))


def codes(ruling: Ruling[Any]) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.fixture
def draft(poll_on_file: PollOnFile) -> DraftPoll:
    """The poll at hand as it was drafted."""
    return DraftPoll(
        title=" 书面表决 ",
        questions=poll_on_file.questions,
        secrecy=Secrecy.OPEN,
        period=poll_on_file.period,
        electorate_on=poll_on_file.electorate_on,
    )


def test_a_draft_has_a_title_questions_and_a_period(draft: DraftPoll) -> None:
    """Everybody may draft; blanks around the title are dropped."""
    ruling = rule_on_draft(draft, ID, None)
    assert isinstance(ruling, Granted)
    assert (ruling.event.poll_id, ruling.event.title) == (ID, "书面表决")
    opens_at = draft.period.opens_at
    wrong = evolve(draft, title="", questions=(), period=VotingPeriod(opens_at, opens_at))
    assert codes(rule_on_draft(wrong, ID, None)) == (
        "voting.no_question",
        "voting.poll_title",
        "voting.period_ends_before_it_starts",
    )
    shortest = evolve(draft, period=VotingPeriod(opens_at, opens_at + SECOND))
    assert codes(rule_on_draft(shortest, ID, None)) == ()


@pytest.mark.parametrize(
    ("kind", "state", "is_allowed"),
    [
        (LinkKind.RUN_OFF, PollState.CLOSED, False),
        (LinkKind.RUN_OFF, PollState.COUNTED, True),
        (LinkKind.SECOND_ROUND, PollState.PUBLISHED, True),
        (LinkKind.REPEAT, PollState.COUNTED, False),
        (LinkKind.REPEAT, PollState.ANNULLED, True),
        (LinkKind.REPEAT, PollState.PUBLISHED, True),
    ],
)
def test_a_poll_follows_another_that_has_come_so_far(
    draft: DraftPoll, facts_with: Facts, kind: LinkKind, state: PollState, *, is_allowed: bool
) -> None:
    """A run-off follows a count; a repetition follows an annulment or a published failure."""
    follows = evolve(draft, follows=PollLink(UUID(int=1), kind))
    assert (codes(rule_on_draft(follows, ID, facts_with(state=state))) == ()) is is_allowed
    nobody = facts_with(state=state, held=())
    assert "voting.office_required" in codes(rule_on_draft(follows, ID, nobody))


@pytest.mark.parametrize(
    ("closes_at", "now", "expected"),
    [
        (END + SECOND, END, ()),
        (END + timedelta(days=10), END, ()),
        (END + timedelta(days=10) + SECOND, END, ("voting.extended_too_long",)),
        (END, END, ("voting.not_later",)),
        (END + SECOND, END + SECOND, ("voting.already_over",)),
    ],
)
def test_an_extension_is_later_in_time_and_within_its_days(
    facts_with: Facts, closes_at: datetime, now: datetime, expected: tuple[str, ...]
) -> None:
    """The last moment of the period is in time; the longest extension is exactly allowed."""
    request = ExtendPoll(ID, closes_at, "参与不足")
    assert codes(rule_on_extension(request, facts_with(now=now))) == expected


def test_a_second_extension_takes_a_rule_that_has_it(facts_with: Facts) -> None:
    """Once is allowed here; and a reason is always given."""
    request = ExtendPoll(ID, END + SECOND, " ")
    extended = facts_with((PollStep.EXTEND, END), state=PollState.EXTENDED)
    assert codes(rule_on_extension(request, extended)) == (
        "voting.reason_unsaid",
        "voting.extended_too_often",
    )


@pytest.mark.parametrize(("now", "expected"), [(END - SECOND, 1), (END, 1), (END + SECOND, 0)])
def test_a_vote_is_closed_after_its_last_moment(
    facts_with: Facts, now: datetime, expected: int
) -> None:
    """民法典 第1259条: the end belongs to the period."""
    found = codes(rule_on_close(ClosePoll(ID), facts_with(now=now), KEPT))
    assert found == ("voting.still_open",) * expected


def test_a_secret_box_holds_as_many_ballots_as_voters_are_marked(facts_with: Facts) -> None:
    """One more or one less stops the close; in an open poll votes are changed."""
    for ballots, expected in ((2, 1), (3, 0), (4, 1)):
        kept = evolve(KEPT, ballots=ballots)
        secret = facts_with(now=END + SECOND, secrecy=Secrecy.SECRET)
        found = codes(rule_on_close(ClosePoll(ID), secret, kept))
        assert found == ("voting.ballots_and_voters_differ",) * expected
        assert codes(rule_on_close(ClosePoll(ID), facts_with(now=END + SECOND), kept)) == ()


def test_every_ballot_is_in_the_record_and_in_the_box(facts_with: Facts) -> None:
    """One that was taken out, or slipped in beside the record, stops the close."""
    facts, kept = facts_with(now=END + SECOND), evolve(KEPT, unrecorded=1)
    found = codes(rule_on_close(ClosePoll(ID), facts, kept))
    assert found == ("voting.ballots_not_as_recorded",)


def closed(facts_with: Facts, **changes: Any) -> MoveFacts:
    kept = {"root": KEPT.root, "roll_digest": KEPT.roll_digest}
    return facts_with(**{"state": PollState.CLOSED, **kept, **changes})


def test_what_was_changed_since_the_close_is_not_counted(facts_with: Facts) -> None:
    """The roll, the root over the ballots, and each ballot under its own digest."""
    count = CountPoll(poll_id=ID)
    assert codes(rule_on_poll_count(count, closed(facts_with), KEPT)) == ()
    for changed, expected in (
        ({"root": b"x" * 32}, "voting.ballots_changed"),
        ({"roll_digest": b"x" * 32}, "voting.roll_changed"),
    ):
        facts = closed(facts_with, **changed)
        assert codes(rule_on_poll_count(count, facts, KEPT)) == (expected,)
    rewritten = evolve(KEPT, changed=1)
    found = codes(rule_on_poll_count(count, closed(facts_with), rewritten))
    assert found == ("voting.ballots_changed",)


@pytest.mark.parametrize(
    ("ties", "given", "expected"),
    [
        (TieBreak.LOT, {}, ("voting.seed_missing",)),
        (TieBreak.LOT, {"tie_seed": "03 11 17"}, ()),
        (TieBreak.OPEN, {"tie_seed": "03 11 17"}, ("voting.lot_not_named",)),
        (TieBreak.DECIDED, {}, ("voting.tie_decision_missing",)),
        (TieBreak.DECIDED, {"tie_order": ("a",)}, ("voting.tie_decision_missing",)),
        (TieBreak.DECIDED, {"tie_order": ("a",), "tie_decision": "2025年第3号"}, ()),
        (TieBreak.OPEN, {"tie_order": ("a",)}, ("voting.hand_not_named",)),
    ],
)
def test_ties_are_broken_by_what_was_named_before(
    facts_with: Facts, ties: TieBreak, given: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """Nobody chooses at the count whether lots are drawn."""
    counting = Counting("plurality", ties=ties, draw="双色球2025068期")
    asked = PickQuestion(title="选", options=("a", "b"), most=1, counting=counting)
    facts = closed(facts_with, questions=(asked,))
    assert codes(rule_on_poll_count(CountPoll(poll_id=ID, **given), facts, KEPT)) == expected


def objection(about: ObjectedTo, *, is_upheld: bool | None) -> PollObjection:
    return PollObjection(
        id=UUID(int=3),
        about=about,
        raised_at=END,
        raised_by="李伟",
        grounds="漏计",
        is_upheld=is_upheld,
    )


@pytest.mark.parametrize(
    ("days", "expected"), [(6, ("voting.objections_still_open",)), (7, ()), (8, ())]
)
def test_a_count_is_certified_after_the_days_for_objections(
    facts_with: Facts, days: int, expected: tuple[str, ...]
) -> None:
    """The day of the count does not count; the seventh is enough."""
    facts = facts_with(
        (PollStep.COUNT, END),
        state=PollState.COUNTED,
        held=(Office.SUPERVISOR,),
        now=END + timedelta(days=days),
    )
    ruling = rule_on_certification(CertifyPoll(ID), facts, b"", recount_agrees=True)
    assert codes(ruling) == expected


def test_certification_names_waiting_and_upheld_objections_and_a_recount_that_differs(
    facts_with: Facts,
) -> None:
    """All at once; an upheld objection to the roll was settled before the vote."""
    facts = facts_with(
        (PollStep.COUNT, END),
        state=PollState.COUNTED,
        now=END + timedelta(days=9),
        objections=(
            objection(ObjectedTo.COUNT, is_upheld=None),
            objection(ObjectedTo.COUNT, is_upheld=True),
            objection(ObjectedTo.ROLL, is_upheld=True),
            objection(ObjectedTo.COUNT, is_upheld=False),
        ),
    )
    ruling = rule_on_certification(CertifyPoll(ID), facts, b"", recount_agrees=False)
    assert codes(ruling) == (
        "voting.office_required",
        "voting.objections_waiting",
        "voting.count_objection_upheld",
        "voting.recount_differs",
    )


def test_a_certified_result_stays_posted_for_its_days(facts_with: Facts) -> None:
    """From the 20th for seven days; an uncertified one is not published."""
    ruling = rule_on_publication(PublishPoll(ID), facts_with(state=PollState.CERTIFIED), b"d")
    assert isinstance(ruling, Granted)
    assert ruling.event.until == date(2025, 6, 27)
    early = rule_on_publication(PublishPoll(ID), facts_with(state=PollState.COUNTED), b"d")
    assert codes(early) == ("voting.wrong_poll_state",)


def test_an_annulment_says_why_and_by_which_decision(facts_with: Facts) -> None:
    """From the opening on; before it there is nothing to annul."""
    granted = rule_on_annulment(AnnulPoll(ID, " 名册有误 ", DECISION), facts_with())
    assert isinstance(granted, Granted)
    assert (granted.event.reason, granted.event.decision) == ("名册有误", DECISION)
    refused = rule_on_annulment(AnnulPoll(ID, "", DECISION), facts_with(state=PollState.DRAFT))
    assert codes(refused) == ("voting.wrong_poll_state", "voting.reason_unsaid")
