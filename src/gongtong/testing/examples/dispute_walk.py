"""A dispute between a company and a neighbour, taken from state to state in the database (纠纷全程)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from gongtong.mediation.agreements.agreement import (
    DraftAgreement,
    SignatureLine,
    SigningWay,
)
from gongtong.mediation.agreements.effect import OpenForSignature, TakeEffect
from gongtong.mediation.agreements.sealing import SealAgreement, SignAsMediator
from gongtong.mediation.agreements.signing import SignAgreement
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.dossiers.papers import FilePaper, PaperKind
from gongtong.mediation.dossiers.telling import RecordVisit, TellRemedies, VisitFinding
from gongtong.mediation.mediators.naming import NamedBy, NameMediators
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.moves import CaseMoved, MoveCase
from gongtong.mediation.obligations.duty import Duty, DutyKind, Side, Verifier
from gongtong.mediation.obligations.performing import Perform, PerformanceLine, Verify
from gongtong.mediation.offers.offer import MakeOffer, OfferTerms
from gongtong.mediation.offers.stances import RecordStances, Stance, StanceLine
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    HowGiven,
    RecordConsents,
)
from gongtong.mediation.parties.contact import TellRights
from gongtong.mediation.sessions.minutes import KeepMinutes
from gongtong.mediation.sessions.openness import OpennessWish, SettleOpenness
from gongtong.mediation.sessions.session import OpenSession, Presence
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_mediators import MEDIATOR, add_mediators
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    NEIGHBOUR,
    PAPER,
    TODAY,
    add_developer,
    add_neighbour,
)
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gongtong.testing.stage import Stage

PARTIES: Final = (DEVELOPER, NEIGHBOUR)
BY_HAND: Final = HowGiven.IN_PERSON
REPAIR: Final = Duty(
    1, DutyKind.ACT, Side(DEVELOPER), Side(NEIGHBOUR), "修好渗水的卫生间", on=date(2025, 6, 30)
)
WAY: Final = (
    (S.APPLIED, E.APPLY),
    (S.CONSULTING, E.CONSULT),
    (S.ACCEPTED, E.ALL_CONSENT),
    (S.ASSIGNED, E.ASSIGN),
    (S.READY, E.INFORM),
    (S.IN_SESSION, E.OPEN_SESSION),
    (S.AGREED, E.AGREE),
    (S.IN_FORCE, E.SIGN),
    (S.PERFORMING, E.BEGIN_PERFORMANCE),
    (S.FULFILLED, E.ALL_FULFILLED),
    (S.VISITED, E.VISIT),
    (S.CLOSED, E.CLOSE),
)
"""The straight way from a draft to the file that is closed (正常流程)."""


class DisputeWalk:
    """A dispute that is taken along the straight way, with all that it takes (纠纷流程)."""

    def __init__(self, stage: Stage, *, now: datetime = NOW) -> None:
        """Begin on a stage, with nothing there."""
        self.stage = stage
        self.now = now

    def run(self, name: str, payload: Any, key: str, actor: str = "u-clerk") -> Any:
        """Run a command in a transaction of its own (执行)."""
        return self.stage.run(f"mediation.{name}", payload, key=key, actor=actor, now=self.now)

    def open(self) -> None:
        """Open the case with two parties (立案)."""
        open_case(self.stage, CASE)
        add_developer(self.stage)
        add_neighbour(self.stage)

    def version(self) -> int:
        """Give the version of the case as it stands (版本)."""
        with self.stage.work(now=self.now) as work:
            return work.mediation.cases.case(CASE).version

    def move(self, event: str, key: str = "", **wish: Any) -> CaseMoved:
        """Let an event happen (推进)."""
        request = MoveCase(CASE, event, self.version(), CaseWish(**wish))
        moved: CaseMoved = self.run("move_case", request, key or f"{event}/{request.seen}")
        return moved

    def reach(self, state: str) -> None:
        """Take the case to a state, from the opening on (到达状态)."""
        self.open()
        if state == S.DRAFT:
            return
        for entered, event in WAY:
            self.prepare(event)
            self.move(event)
            if entered == state:
                return
        raise ValueError(f"{state} does not lie on the straight way")

    def prepare(self, event: str) -> None:
        """Do what an event of the straight way takes (推进准备)."""
        steps: dict[E, Callable[[], None]] = {
            E.ALL_CONSENT: partial(_consent, self),
            E.ASSIGN: partial(_assign, self),
            E.INFORM: partial(_inform, self),
            E.OPEN_SESSION: self.sit_down,
            E.AGREE: self.agree,
            E.SIGN: self.sign,
            E.ALL_FULFILLED: self.perform,
            E.VISIT: self.visit,
            E.CLOSE: self.file_papers,
        }
        step = steps.get(E(event))
        if step is not None:
            step()

    def sit_down(self) -> None:
        """They sit down together (开会)."""
        wishes = tuple(OpennessWish(party, Openness.CLOSED) for party in PARTIES)
        self.run("settle_openness", SettleOpenness(CASE, wishes), "openness")
        present = tuple(Presence(party) for party in PARTIES)
        session = OpenSession(CASE, TODAY, "调解室", (MEDIATOR,), present)
        self.run("open_session", session, "session")

    def agree(self) -> None:
        """They accept an offer, and what it says is drafted (达成协议)."""
        self.run("keep_minutes", KeepMinutes(CASE, 1, "双方同意修理"), "minutes")
        offer = MakeOffer(CASE, OfferTerms("月底前修好"), DEVELOPER)
        self.run("make_offer", offer, "offer")
        yes = (StanceLine(Stance.ACCEPT, TODAY),)
        self.run("record_stances", RecordStances(CASE, 1, 1, NEIGHBOUR, yes, BY_HAND), "stance")
        terms = AgreementTerms("渗水三个月", "月底前修好", (REPAIR,))
        self.run("draft_agreement", DraftAgreement(CASE, AgreementForm.WRITTEN, terms), "draft")

    def sign(self) -> None:
        """They sign, the mediator signs, the committee puts its seal (签署)."""
        self.run("open_for_signature", OpenForSignature(CASE, 1), "to sign")
        lines = tuple(SignatureLine(party, SigningWay.SIGNATURE, TODAY) for party in PARTIES)
        self.run("sign_agreement", SignAgreement(CASE, 1, lines), "signed")
        self.run("sign_as_mediator", SignAsMediator(CASE, 1, MEDIATOR, TODAY), "mediator")
        self.run("seal_agreement", SealAgreement(CASE, 1, TODAY, PAPER), "seal")
        self.run("take_effect", TakeEffect(CASE, 1), "effect")

    def perform(self) -> None:
        """The repair is done, and the neighbour has seen it (履行)."""
        done = Perform(CASE, (PerformanceLine(1, TODAY, PAPER),))
        self.run("perform", done, "perform", actor="u-worker")
        self.run("verify", Verify(CASE, (1,), Verifier.CREDITOR), "verify", actor="u-neighbour")

    def visit(self) -> None:
        """Somebody asks how it is (回访)."""
        found = RecordVisit(CASE, TODAY, VisitFinding.PERFORMED, "已修好", survey_offered=True)
        self.run("record_visit", found, "visit")

    def tell_remedies(self) -> None:
        """They are told what else they can do (告知救济)."""
        self.run("tell_remedies", TellRemedies(CASE, PARTIES, TODAY, BY_HAND), "remedies")

    def file_papers(self) -> None:
        """The dossier gets every paper that it takes (归档)."""
        kinds = (
            PaperKind.APPLICATION,
            PaperKind.RIGHTS_NOTICE,
            PaperKind.IDENTITY,
            PaperKind.MINUTES,
            PaperKind.AGREEMENT,
            PaperKind.VISIT,
        )
        for kind in kinds:
            self.run("file_paper", FilePaper(CASE, kind, PAPER, 1, TODAY), f"paper/{kind}")


def _consent(walk: DisputeWalk) -> None:
    """Both parties agree to be mediated (同意调解)."""
    for party in PARTIES:
        line = (ConsentLine(ConsentStance.CONSENT, TODAY),)
        walk.run("record_consents", RecordConsents(CASE, party, line, BY_HAND), f"yes/{party}")


def _assign(walk: DisputeWalk) -> None:
    """They choose a mediator of the register (选择调解员)."""
    add_mediators(walk.stage)
    chosen = NameMediators(CASE, (MEDIATOR,), NamedBy.PARTIES, PARTIES)
    walk.run("name_mediators", chosen, "name")


def _inform(walk: DisputeWalk) -> None:
    """They are told of their rights and duties (告知权利义务)."""
    for party in PARTIES:
        walk.run("tell_rights", TellRights(CASE, party, TODAY, BY_HAND), f"rights/{party}")
