"""A dispute in the database, from the draft to the file that is closed, and every other way."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.clocks.extending import AgreeToExtension
from gongtong.mediation.clocks.pausing import ResumeClocks
from gongtong.mediation.clocks.recomputing import RecomputeClocks
from gongtong.mediation.dossiers.standard_forms import BUILT_IN
from gongtong.mediation.escalation.answering import AnswerFromAbove, UpperAnswer
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.migrating import MigrateCase
from gongtong.mediation.moving.moves import MoveCase
from gongtong.mediation.moving.ticking import DueKind, TellWhatRanOut
from gongtong.mediation.parties.consent import HowGiven, StopMediation
from gongtong.testing.examples.dispute_walk import PARTIES, WAY, DisputeWalk
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_clocks import MORE_TIME, PAUSE
from gongtong.testing.examples.mediation_escalation import send_up
from gongtong.testing.examples.mediation_parties import CASE, DEVELOPER, NEIGHBOUR, TODAY
from gongtong.testing.examples.older_case_table import older_table, pin_older_table

if TYPE_CHECKING:
    from gongtong.mediation.clocks.case_clocks import CaseClock
    from gongtong.testing.stage import Stage

LATER = datetime(2025, 8, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def walk(place: Stage) -> DisputeWalk:
    """A dispute on a stage where nothing is yet."""
    return DisputeWalk(place)


def state(walk: DisputeWalk) -> str:
    with walk.stage.work() as work:
        return work.mediation.cases.case(CASE).state


def clock(walk: DisputeWalk, name: str) -> CaseClock:
    with walk.stage.work() as work:
        clocks = [one for one in work.mediation.clocks.clocks(CASE) if one.clock == name]
        return clocks[-1]


def test_a_dispute_is_settled_performed_and_filed(walk: DisputeWalk) -> None:
    """Every step is refused before what it takes is there, and nothing is written by that."""
    walk.open()
    for entered, event in WAY:
        with walk.stage.work() as work:
            told = {one.event: one for one in work.mediation.moves.moves(CASE)}
        before = (state(walk), walk.version())
        if not told[event].is_possible:
            with pytest.raises(RefusedError) as refused:
                walk.move(event, key=f"early/{event}")
            assert refused.value.reasons == told[event].reasons
            assert (state(walk), walk.version()) == before
        walk.prepare(event)
        walk.move(event)
        assert state(walk) == entered
    with walk.stage.work() as work:
        case = work.mediation.cases.case(CASE)
        assert (case.is_ended, case.applied_on, case.accepted_on) == (True, TODAY, TODAY)
        assert work.mediation.moves.moves(CASE) == ()
        assert work.mediation.moves.due() == ()
        certificate = work.mediation.dossiers.limitation_certificate(CASE)
        assert certificate.applied_on == TODAY
        assert work.broken_event() is None


def test_nobody_mediates_when_a_party_has_stopped(walk: DisputeWalk) -> None:
    """A party that stops is heard in every step that would go on."""
    walk.reach(S.READY)
    stop = StopMediation(CASE, NEIGHBOUR, TODAY, HowGiven.IN_PERSON)
    walk.run("stop_mediation", stop, "stop")
    walk.sit_down()
    with pytest.raises(RefusedError) as refused:
        walk.move(E.OPEN_SESSION)
    assert "mediation.party_refuses" in refused.value.codes
    walk.tell_remedies()
    walk.move(E.PARTY_STOPS, by=NEIGHBOUR)
    walk.move(E.REFER)
    assert state(walk) == S.REFERRED


def test_a_failed_case_goes_up_and_comes_back_with_an_instruction(walk: DisputeWalk) -> None:
    """The street has seven working days; the community has it again afterwards."""
    up = send_up(walk.stage)
    with walk.stage.work() as work:
        desk = work.mediation.escalations
        (sent,) = desk.sent_up(CASE)
        assert (sent.to_level, sent.due_on) == ("street", date(2025, 6, 19))
        assert work.mediation.cases.case(CASE).level == "street"
        above = [one for one in work.mediation.moves.due() if one.kind is DueKind.UPPER_LEVEL]
        assert [one.due_on for one in above] == [date(2025, 6, 19)]
    with pytest.raises(RefusedError):
        up.move(E.RETURN_WITH_INSTRUCTION)
    answer = AnswerFromAbove(CASE, UpperAnswer.INSTRUCTION, "先勘验", TODAY)
    up.run("answer_from_above", answer, "answer")
    up.move(E.RETURN_WITH_INSTRUCTION)
    with walk.stage.work() as work:
        assert work.mediation.cases.case(CASE).level == "community"
        assert work.mediation.escalations.standing(CASE).next_level == "street"
    assert state(up) == S.READY


def test_what_is_not_the_communitys_task_ends_above(walk: DisputeWalk) -> None:
    """With whose task it is."""
    up = send_up(walk.stage)
    answer = AnswerFromAbove(
        CASE, UpperAnswer.NOT_OUR_TASK, "不属于社区事项", TODAY, body="区住建局"
    )
    up.run("answer_from_above", answer, "answer")
    up.move(E.UPPER_CLOSES)
    with walk.stage.work() as work:
        assert work.mediation.cases.case(CASE).is_ended
        assert work.mediation.escalations.sent_up(CASE)[0].body == "区住建局"


def test_a_suspended_case_waits_and_its_limit_with_it(walk: DisputeWalk) -> None:
    """From the 10th to the 23rd it stands still: the first of these days was not counted anyway."""
    walk.reach(S.READY)
    due = clock(walk, "mediation_limit").due
    assert due is not None
    walk.move(E.SUSPEND, words="等待鉴定", until=date(2025, 6, 24))
    assert clock(walk, "mediation_limit").is_held
    walk.now = datetime(2025, 6, 24, 1, 0, tzinfo=UTC)
    walk.move(E.RESUME)
    moved = clock(walk, "mediation_limit").due
    assert moved is not None
    assert (moved.on - due.on).days == 13


def test_an_ordered_pause_holds_the_limit_in_the_same_state(walk: DisputeWalk) -> None:
    """And an end of the pause lets it run again."""
    walk.reach(S.READY)
    walk.run("pause_clocks", PAUSE, "pause")
    assert clock(walk, "mediation_limit").due is None
    with walk.stage.work() as work:
        assert [one.what for one in work.mediation.moves.due()] == []
    walk.now = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
    walk.run("resume_clocks", ResumeClocks(CASE), "resume")
    assert clock(walk, "mediation_limit").due is not None


def test_more_time_takes_the_agreement_of_all(walk: DisputeWalk) -> None:
    """One of two has agreed, and nothing moves; both have, and it does."""
    walk.reach(S.READY)
    walk.run("propose_extension", MORE_TIME, "propose")
    walk.run("agree_extension", AgreeToExtension(CASE, DEVELOPER), "first")
    with pytest.raises(RefusedError) as refused:
        walk.move(E.EXTEND)
    assert refused.value.codes == ("mediation.party_has_not_extended",)
    walk.run("agree_extension", AgreeToExtension(CASE, NEIGHBOUR), "second")
    walk.move(E.EXTEND)
    due = clock(walk, "mediation_limit").due
    assert due is not None
    assert due.on == MORE_TIME.to
    with walk.stage.work() as work:
        assert work.mediation.clocks.standing(CASE).extended_to is None


def test_a_limit_that_ran_out_is_told_once_and_ends_nothing_by_itself(walk: DisputeWalk) -> None:
    """A person asks for what it proposes."""
    walk.reach(S.READY)
    walk.now = LATER
    told = walk.run("tell_what_ran_out", TellWhatRanOut(), "tell")
    assert [(one.clock, one.proposes) for one in told.clocks] == [
        ("mediation_limit", "deadline_expires")
    ]
    assert walk.run("tell_what_ran_out", TellWhatRanOut(), "again").clocks == ()
    assert state(walk) == S.READY
    walk.tell_remedies()
    walk.move(E.DEADLINE_EXPIRES)
    assert state(walk) == S.FAILED


def test_a_draft_that_lies_about_is_due_from_the_day_of_its_opening(walk: DisputeWalk) -> None:
    """Fifteen days from 10 June are 25 June; nothing has to be started for that."""
    walk.open()
    with walk.stage.work(now=LATER) as work:
        (item,) = work.mediation.moves.due()
        assert (item.due_on, item.is_overdue) == (date(2025, 6, 25), True)
        assert work.mediation.moves.due(date(2025, 6, 24)) == ()
        recomputed = work.mediation.clocks.recompute_clocks(RecomputeClocks(), key="again")
        assert recomputed.clocks == ()


def test_a_case_stays_on_its_table_until_it_is_taken_over(walk: DisputeWalk) -> None:
    """What changes is shown before; the clocks of the new table begin."""
    walk.open()
    pin_older_table(walk.stage, CASE)
    with walk.stage.work() as work:
        desk = work.mediation.moves
        assert desk.definition_of(CASE) == older_table()
        assert {one.name for one in desk.migration(CASE).changes} >= {"draft/draft_idle"}
        desk.migrate_case(MigrateCase(CASE, 1, "统一到现行规定"), key="migrate")
        assert desk.definition_of(CASE) == work.mediation.cases.definition_in_force()
        assert [one.clock for one in work.mediation.clocks.clocks(CASE)] == ["draft_idle"]


def test_who_looked_at_an_older_version_moves_nothing(walk: DisputeWalk) -> None:
    """Two have the same page open: the second is told to look again."""
    walk.open()
    stale = MoveCase(CASE, E.APPLY, 1)
    walk.run("move_case", stale, "first")
    with pytest.raises(ConcurrentChangeError):
        walk.run("move_case", stale, "second")
    with walk.stage.work() as work, pytest.raises(ConcurrentChangeError):
        work.mediation.moves.migrate_case(MigrateCase(CASE, 1, "x"), key="migrate")
    assert state(walk) == S.APPLIED


def test_of_two_at_once_one_wins_and_the_other_learns_of_it(place: Stage) -> None:
    """Ten rounds with two threads; the record is whole afterwards."""
    rounds = 10
    for number in range(rounds):
        open_case(place, f"2025-{number:03d}")
    with place.work() as work:
        for number in range(rounds):
            case = work.mediation.cases.case(f"2025-{number:03d}")
            assert case.version == 1
    together = threading.Barrier(2)

    def act(who: str) -> list[str]:
        outcomes = []
        for number in range(rounds):
            case = f"2025-{number:03d}"
            wish = CaseWish("不属于受理范围")
            request = MoveCase(case, E.OPEN_EX_OFFICIO, 1, wish)
            together.wait()
            try:
                place.run("mediation.move_case", request, key=f"{who}/{case}", actor=who)
                outcomes.append("won")
            except ConcurrentChangeError:
                outcomes.append("lost")
        return outcomes

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(act, ("u-first", "u-second"))
    assert [sorted(pair) for pair in zip(first, second, strict=True)] == [["lost", "won"]] * rounds
    with place.work() as work:
        cases = work.mediation.cases.cases()
        assert [(one.state, one.version) for one in cases] == [(S.CONSULTING, 2)] * rounds
        assert work.broken_event() is None
        assert PARTIES == (DEVELOPER, NEIGHBOUR)


def test_papers_are_laid_out_from_what_is_on_record(walk: DisputeWalk) -> None:
    """The agreement with the names of the parties, or masked; a template that there is not is told."""
    walk.reach(S.IN_FORCE)
    with walk.stage.work() as work:
        desk = work.mediation.dossiers
        assert [one.code for one in desk.templates()] == sorted(one.code for one in BUILT_IN)
        assert "双方同意修理" in str(desk.document(CASE, "minutes"))
        with pytest.raises(ValueError, match="visited"):
            desk.document(CASE, "visit")
        assert "王芳" in str(desk.document(CASE, "agreement"))
        assert "王芳" not in str(desk.document(CASE, "agreement", masked=True))
        with pytest.raises(UnknownReferenceError):
            desk.document(CASE, "none")
