"""Random commands over a whole case, against a model kept by hand: what the law wants first is there first.

The model does not ask the guards: it notes what was done with success, and says what may not come before it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import define, evolve, field
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from typing_extensions import override

from gongtong.community import Gongtong
from gongtong.core.errors import GongtongError
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.engines import sqlite_engine
from gongtong.mediation.agreements.signing import SignAgreement
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.dossiers.papers import FilePaper
from gongtong.mediation.escalation.answering import AnswerFromAbove, UpperAnswer
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.moves import MoveCase
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    RecordConsents,
    StopMediation,
)
from gongtong.mediation.parties.contact import TellRights
from gongtong.testing.examples.dispute_walk import BY_HAND, PARTIES, WAY, DisputeWalk
from gongtong.testing.examples.mediation_parties import CASE
from gongtong.testing.snapshot import Snapshot, list_tables, take_snapshot
from gongtong.testing.stage import build

if TYPE_CHECKING:
    from gongtong.mediation.cases.cases import CaseOnFile
    from gongtong.testing.stage import Stage

EVENTS = st.sampled_from(list(E))
SOMEBODY = st.sampled_from(PARTIES)
NEXT = dict(
    zip((S.DRAFT, *(S(state) for state, _ in WAY)), (E(event) for _, event in WAY), strict=False)
)
"""What comes next on the straight way."""
TAKEN: Counter[tuple[str, str]] = Counter()
PAPERS = 6


class NothingWrittenError(Exception):
    """A command was refused, and every row of every table is as it was."""


class _Walk(DisputeWalk):
    """The dispute, each command under a key of its own; what succeeded is told to the model."""

    def __init__(self, stage: Stage, note: Callable[[str, Any], None]) -> None:
        super().__init__(stage)
        self.note = note
        self.turn = 0
        with stage.engine.connect() as connection:
            self.tables = list_tables(connection)

    @override
    def run(self, name: str, payload: Any, key: str, actor: str = "u-clerk") -> Any:
        self.turn += 1
        before = self.snapshot()
        try:
            told = super().run(name, payload, f"{self.turn}/{key}", actor)
        except GongtongError as error:
            left = self.snapshot()
            assert left == before, before.difference(left)
            raise NothingWrittenError from error
        self.note(name, payload)
        return told

    def snapshot(self) -> Snapshot:
        with self.stage.engine.connect() as connection, connection.begin():
            return take_snapshot(connection, self.tables)


@define
class Done:
    """What was done in a case with success, noted by hand."""

    stances: dict[str, ConsentStance] = field(factory=dict)
    rights: set[str] = field(factory=set)
    kinds: set[str] = field(factory=set)
    signed: set[str] = field(factory=set)
    papers: set[str] = field(factory=set)
    answers: list[UpperAnswer] = field(factory=list)

    def note(self, name: str, payload: Any) -> None:
        """Note a command that succeeded."""
        self.kinds.add(name)
        match payload:
            case RecordConsents():
                self.stances[payload.party] = payload.lines[-1].stance
            case StopMediation():
                self.stances[payload.party] = ConsentStance.STOPPED
            case TellRights():
                self.rights.add(payload.party)
            case SignAgreement():
                self.signed |= {line.party for line in payload.lines}
            case FilePaper():
                self.papers.add(payload.kind)
            case AnswerFromAbove():
                self.answers.append(payload.answer)
            case _:
                pass

    def has(self, *names: str) -> bool:
        """Say whether each of these commands has succeeded."""
        return self.kinds >= set(names)

    def nobody_objects(self) -> bool:
        """Say whether no party has refused or stopped."""
        return set(self.stances.values()) <= {ConsentStance.CONSENT}

    def everybody_consents(self) -> bool:
        """Say whether both parties have consented, and neither took it back."""
        return set(self.stances) == set(PARTIES) and self.nobody_objects()


COMES_FIRST: Final[dict[E, Callable[[Done], bool]]] = {
    # 人民调解法 第17条、第19条、第23条
    E.ALL_CONSENT: Done.everybody_consents,
    E.PARTY_REFUSES: lambda done: not done.nobody_objects(),
    E.PARTY_STOPS: lambda done: not done.nobody_objects(),
    E.ASSIGN: lambda done: done.has("name_mediators"),
    E.INFORM: lambda done: done.rights == set(PARTIES),
    E.OPEN_SESSION: lambda done: (
        done.nobody_objects() and done.has("settle_openness", "open_session")
    ),
    E.AGREE: lambda done: done.nobody_objects() and done.has("keep_minutes", "record_stances"),
    # 第29条
    E.SIGN: lambda done: (
        done.signed == set(PARTIES) and done.has("sign_as_mediator", "seal_agreement")
    ),
    # 第26条、第27条、第31条、第32条
    E.ALL_FULFILLED: lambda done: done.has("perform", "verify"),
    E.VISIT: lambda done: done.has("record_visit"),
    E.CLOSE: lambda done: len(done.papers) >= PAPERS,
    E.REFER: lambda done: done.has("tell_remedies"),
    E.REFER_COURT: lambda done: done.has("tell_remedies"),
    E.DEADLINE_EXPIRES: lambda done: done.has("tell_remedies"),
    E.RETURN_WITH_INSTRUCTION: lambda done: UpperAnswer.INSTRUCTION in done.answers,
    E.UPPER_CLOSES: lambda done: UpperAnswer.NOT_OUR_TASK in done.answers,
}
"""What must have been done before a step; before a step that is not named here, nothing must."""


class CaseCommands(RuleBasedStateMachine):
    """Commands in any order, refused or not."""

    @initialize(reached=st.sampled_from((S.DRAFT, *(state for state, _ in WAY))))
    def begin(self, reached: S) -> None:
        """Take a dispute of two parties to some state of the straight way, in a database of its own."""
        folder = Path(tempfile.mkdtemp())
        stage = build(Gongtong(), sqlite_engine(folder / "court.db"))
        self.done = Done()
        self.walk = _Walk(stage, self.done.note)
        self.walk.reach(reached)
        self.model = self.case()
        self.moved = reached is not S.DRAFT

    def case(self) -> CaseOnFile:
        with self.walk.stage.work(now=self.walk.now) as work:
            return work.mediation.cases.case(CASE)

    def move(self, event: E, wish: CaseWish) -> None:
        """Ask first, then do it: both say the same, and only steps of the table are taken."""
        self.model = evolve(self.model, version=self.walk.version())
        request = MoveCase(CASE, event, self.model.version, wish)
        with self.walk.stage.work(now=self.walk.now) as work:
            asked = work.mediation.moves.may_move_case(request)
        try:
            told = self.walk.run("move_case", request, event)
        except NothingWrittenError:
            assert isinstance(asked, Refused)
            return
        assert isinstance(asked, Granted)
        assert COMES_FIRST.get(event, Done.has)(self.done), event
        row = CASE_MACHINE.step(self.model.state, event)
        assert row is not None
        assert (told.left, told.entered) == (row.state, row.to)
        assert told.version == self.model.version + 1
        self.model = evolve(self.model, state=row.to, version=self.model.version + 1)
        self.moved = True
        TAKEN[row.state, event] += 1

    def attempt(self, what: Callable[..., Any], *given: Any) -> None:
        """Do something of several commands, as far as they are not refused."""
        with suppress(NothingWrittenError):
            what(*given)

    @rule(is_prepared=st.booleans())
    def go_on(self, is_prepared: bool) -> None:
        """The next step of the straight way, with what it takes or without."""
        event = NEXT.get(S(self.model.state))
        if event is not None:
            if is_prepared:
                self.attempt(self.walk.prepare, event)
            self.move(event, CaseWish())

    @rule(event=EVENTS, words=st.sampled_from(("", "理由")), by=SOMEBODY)
    def anything_may_be_asked(self, event: E, words: str, by: str) -> None:
        """Any event in any state."""
        until = self.walk.now.date() + timedelta(days=20)
        self.move(event, CaseWish(words, by, until))

    @rule(event=EVENTS)
    def prepare_out_of_turn(self, event: E) -> None:
        """What an event takes, whenever."""
        self.attempt(self.walk.prepare, event)

    @rule(party=SOMEBODY, stance=st.sampled_from((ConsentStance.CONSENT, ConsentStance.REFUSE)))
    def a_party_says(self, party: str, stance: ConsentStance) -> None:
        """Yes, or no."""
        line = (ConsentLine(stance, self.walk.now.date()),)
        self.attempt(
            self.walk.run, "record_consents", RecordConsents(CASE, party, line, BY_HAND), "says"
        )

    @rule(party=SOMEBODY)
    def a_party_stops(self, party: str) -> None:
        """It is heard in every step that would go on."""
        stop = StopMediation(CASE, party, self.walk.now.date(), BY_HAND)
        self.attempt(self.walk.run, "stop_mediation", stop, "stop")

    @rule(party=SOMEBODY, and_then=st.sampled_from((E.REFER, E.ESCALATE)))
    def it_fails(self, party: str, and_then: E) -> None:
        """A party stops, they are told what else they can do, and the case goes elsewhere."""
        stop = StopMediation(CASE, party, self.walk.now.date(), BY_HAND)
        self.attempt(self.walk.run, "stop_mediation", stop, "stop")
        self.attempt(self.walk.tell_remedies)
        self.move(E.PARTY_STOPS, CaseWish("不再调解", party))
        self.move(and_then, CaseWish("转出"))

    @rule()
    def tell_remedies(self) -> None:
        """What else the parties can do."""
        self.attempt(self.walk.tell_remedies)

    @rule(answer=st.sampled_from((UpperAnswer.INSTRUCTION, UpperAnswer.NOT_OUR_TASK)))
    def the_level_above_answers(self, answer: UpperAnswer) -> None:
        """Where it was asked."""
        told = AnswerFromAbove(CASE, answer, "意见", self.walk.now.date(), body="区住建局")
        self.attempt(self.walk.run, "answer_from_above", told, "answer")

    @rule(days=st.sampled_from((1, 10, 40)))
    def days_go_by(self, days: int) -> None:
        """Limits run out, and nothing moves by that."""
        self.walk.now += timedelta(days=days)

    @invariant()
    def the_case_is_where_the_model_is(self) -> None:
        """State, version, end, and the clocks of the state it is in; after the end nothing is possible."""
        if not hasattr(self, "walk"):
            return
        with self.walk.stage.work(now=self.walk.now) as work:
            found = work.mediation.cases.case(CASE)
            clocks = work.mediation.clocks.clocks(CASE)
            possible = work.mediation.moves.moves(CASE)
        state = CASE_MACHINE.state(self.model.state)
        assert found.state == self.model.state
        # other commands that change the case raise its version as well
        assert found.version >= self.model.version
        self.model = evolve(self.model, version=found.version)
        assert found.is_ended is state.is_final
        running = {one.clock for one in clocks if one.stopped_on is None}
        if self.moved:
            # before the first step nobody has written them
            assert running >= {row.id for row in state.clocks}
        if state.is_final:
            assert not running
            assert possible == ()
        assert {one.event for one in possible} == {
            row.event for row in CASE_MACHINE.transitions if row.state == self.model.state
        }

    @override
    def teardown(self) -> None:
        """The record is whole in the end."""
        if hasattr(self, "walk"):
            with self.walk.stage.work() as work:
                assert work.broken_event() is None
            self.walk.stage.engine.dispose()


TestCaseCommands = CaseCommands.TestCase
TestCaseCommands.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)
