"""The worked case: 175 households, certificates five years late, fees withheld, and a company that is replaced."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.terms import Term
from gongtong.deliberation.surveys.answers import AnswerLine, RecordAnswers
from gongtong.deliberation.surveys.figures import SurveyChange, SurveyFigure
from gongtong.deliberation.surveys.questions import OpenSurvey, QuestionSet, SurveyQuestion
from gongtong.journeys.owed import ChargeObligations, SettleObligations
from gongtong.journeys.replacing import (
    EndContract,
    EndOfService,
    Replacement,
    earliest_end,
    may_ask_fee,
    owes_service,
    rule_on_ending_contract,
)
from gongtong.ledger.books.chart import TRUST_FUND
from gongtong.ledger.cash.receipts import BookReceipts, ReceiveCash
from gongtong.mediation.agreements.agreement import (
    DraftAgreement,
    SignatureLine,
    SigningWay,
)
from gongtong.mediation.agreements.effect import OpenForSignature
from gongtong.mediation.agreements.signing import SignAgreement
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Duty, DutyKind, Side, Verifier, share_out
from gongtong.mediation.obligations.lapsing import LetTimePass, NoteEvent
from gongtong.mediation.obligations.performing import Perform, PerformanceLine, Verify
from gongtong.mediation.parties.party import ActingBasis, ActsFor, AddParty
from gongtong.mediation.parties.roster import EnrolHouseholds, Household
from gongtong.mediation.parties.standing import PartyKind
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.cash import OPENING
from gongtong.testing.examples.mediation_agreements import seal_agreement
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    add_developer,
)
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR, SINCE
from gongtong.testing.stage import NOW
from gongtong.voting.decisions import Tally, evaluate
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.thresholds import Matter
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

COMPANY = "company"
COUNT = 175
ARREARS_FEN = 48_000_00
LABELS = [DwellingLabel(1 + n // 60, 1 + n % 60 // 30, 101 + n % 30) for n in range(COUNT)]
SHARES = share_out(ARREARS_FEN, LABELS)
HANDOVER = 2 * COUNT + 1


def certificate_duties() -> list[Duty]:
    """175 certificates, each of which unlocks what its household owes for electricity."""
    found = []
    for place, label in enumerate(LABELS):
        household = Side(OWNERS, label)
        certificate, payment = 2 * place + 1, 2 * place + 2
        found += [
            Duty(
                certificate,
                DutyKind.ACT,
                Side(DEVELOPER),
                household,
                "交付不动产权证",
                on=date(2025, 12, 31),
            ),
            Duty(
                payment,
                DutyKind.MONEY,
                household,
                Side(COMPANY),
                "补交电费",
                amount_fen=SHARES[label],
                within=Term(30),
                waits_for=(AnyOf((certificate,)),),
            ),
        ]
    return found


def company_duties() -> list[Duty]:
    """The company hands over when the owners have decided and sixty days of notice have gone by (民法典 第946条、第949条)."""
    handover = Duty(
        HANDOVER,
        DutyKind.ACT,
        Side(COMPANY),
        Side(OWNERS, LABELS[0]),
        "移交物业服务用房和资料",
        within=Term(60),
        waits_for=(AnyOf(events=("owners_decided",)),),
        long_stop=date(2026, 6, 30),
    )
    entry = evolve(
        handover,
        number=HANDOVER + 1,
        debtor=Side(COMPANY),
        words="配合新物业进驻，应急服务不间断",
        within=Term(10),
        waits_for=(AnyOf((HANDOVER,)),),
    )
    return [handover, entry]


@pytest.fixture
def stage(gongtong_place: Stage) -> Stage:
    """The agreement of three parties is in force."""
    place = gongtong_place
    open_books(place)
    homes = tuple(
        SheetDwelling(label, ("业主",), "", DwellingStatus.OWNER_OCCUPIED, 800_000)
        for label in LABELS
    )
    with place.work(CHAIR) as work:
        work.registry.import_register(ImportRegister(SINCE, homes), key="register")
    with place.work(CASHIER) as work:
        work.ledger.cash.note_cash(OPENING, key="cash")
    open_case(place, CASE)
    add_developer(place)
    chief = ActsFor("钱经理", ActingBasis.LEGAL_REPRESENTATIVE)
    company = AddParty(CASE, COMPANY, PartyKind.ORGANISATION, "某物业公司", acts_for=chief)
    place.run("mediation.add_party", company, key="company")
    owners = AddParty(CASE, OWNERS, PartyKind.GROUP, "办证业主")
    place.run("mediation.add_party", owners, key="owners")
    roster = tuple(Household(label, "户主") for label in LABELS)
    place.run(
        "mediation.enrol_households", EnrolHouseholds(CASE, OWNERS, TODAY, roster), key="roster"
    )
    terms = AgreementTerms(
        "产权证迟延五年，业主因此拒交费用，累计欠缴电费48000元",
        "逐户交证，交证后三十日内补交；业主大会决定后更换物业",
        (*certificate_duties(), *company_duties()),
    )
    draft = DraftAgreement(CASE, AgreementForm.WRITTEN, terms)
    place.run("mediation.draft_agreement", draft, key="draft")
    place.run("mediation.open_for_signature", OpenForSignature(CASE, 1), key="to sign")
    lines = [SignatureLine(one, SigningWay.SEAL, TODAY) for one in (DEVELOPER, COMPANY)]
    lines += [SignatureLine(OWNERS, SigningWay.FINGERPRINT, TODAY, label) for label in LABELS]
    place.run("mediation.sign_agreement", SignAgreement(CASE, 1, tuple(lines)), key="signed")
    seal_agreement(place)
    return place


def deliver(stage: Stage, numbers: list[int], *, now: datetime = NOW, key: str = "deliver") -> None:
    """Deliver certificates, seen by somebody else, as one sheet."""
    on = now.date()
    lines = tuple(PerformanceLine(number, on, PAPER) for number in numbers)
    stage.run("mediation.perform", Perform(CASE, lines), key=key, actor="u-clerk", now=now)
    seen = Verify(CASE, tuple(numbers), Verifier.CREDITOR)
    stage.run("mediation.verify", seen, key=f"{key}/seen", actor="u-committee", now=now)


def pay(stage: Stage, count: int) -> None:
    """Let the first households pay at the desk, and book what they paid."""
    with stage.work() as work:
        ids = {one.label: one.id for one in work.registry.register(TODAY).dwellings}
    with stage.work(CASHIER) as work:
        for place in range(count):
            label = LABELS[2 * place]
            paid = ReceiveCash(
                ids[label], "户主", SHARES[label], TODAY, "补交电费", fund=TRUST_FUND
            )
            work.ledger.cash.receive_cash(paid, key=f"paid/{place}")
    with stage.work(BOOKKEEPER) as work:
        work.ledger.cash.book_receipts(BookReceipts(TODAY), key="booked")


def test_certificates_unlock_arrears_that_are_charged_paid_and_fulfilled(stage: Stage) -> None:
    """100 owe 274.29 and 75 owe 274.28; after 88 certificates 24,137.14 yuan are due, and 87 wait."""
    assert Counter(SHARES.values()) == {274_29: 100, 274_28: 75}
    with stage.work() as work:
        report = work.mediation.obligations.due(CASE)
        assert (len(report.due), len(report.waiting)) == (175, 177)
    deliver(stage, [4 * place + 1 for place in range(88)])
    with stage.work(BOOKKEEPER) as work:
        report = work.mediation.obligations.due(CASE)
        assert report.amount_fen == 2_413_714
        charged = work.journeys.charge_obligations(ChargeObligations(CASE), key="charge")
        assert (len(charged.numbers), charged.amount_fen) == (88, 2_413_714)
        assert work.journeys.settle_obligations(SettleObligations(CASE), key="none").numbers == ()
    pay(stage, 3)
    with stage.work(BOOKKEEPER) as work:
        settled = work.journeys.settle_obligations(SettleObligations(CASE), key="settle")
        assert settled.numbers == (2, 6, 10)
        assert settled.amount_fen == sum(SHARES[LABELS[2 * place]] for place in range(3))
        assert work.mediation.obligations.due(CASE).amount_fen == 2_413_714 - settled.amount_fen
        again = work.journeys.settle_obligations(SettleObligations(CASE), key="again")
        assert again.numbers == ()
        assert work.broken_event() is None


def owners_vote(stage: Stage, took_part: int, approved: int) -> bool:
    """Hold a vote of the 175 owners, each with 80.00 square metres, against the law of the day (民法典 第278条)."""
    area = 800_000
    tally = Tally(
        everyone=Weight(COUNT, COUNT * area),
        took_part=Weight(took_part, took_part * area),
        approved=Weight(approved, approved * area),
    )
    with stage.work() as work:
        assert len(work.registry.register(TODAY).dwellings) == COUNT
        facts = {MATTER.name: Matter.HIRE_OR_DISMISS_MANAGER}
        return evaluate(work.unit.decide(DECISION_RULE, facts=facts), tally).is_passed


def test_the_company_goes_when_the_owners_have_decided(stage: Stage) -> None:
    """Two thirds took part and more than half of them agreed (第278条); the letter gives sixty days (第946条); then it hands over (第949条)."""
    assert not owners_vote(stage, 116, 116)
    assert not owners_vote(stage, 118, 59)
    assert owners_vote(stage, 117, 59)
    letter = EndContract(
        EndOfService.OWNERS_DISMISS, TODAY, date(2025, 8, 8), PAPER, decided_on=TODAY
    )
    too_soon = rule_on_ending_contract(letter)
    assert isinstance(too_soon, Refused)
    ends_on = earliest_end(EndOfService.OWNERS_DISMISS, TODAY)
    assert isinstance(rule_on_ending_contract(evolve(letter, ends_on=ends_on)), Granted)
    decided = NoteEvent(CASE, "owners_decided", TODAY, PAPER)
    stage.run("mediation.note_event", decided, key="decided")
    with stage.work() as work:
        handover = work.mediation.obligations.obligation(CASE, HANDOVER)
        assert handover.schedule[0].due.on == date(2025, 8, 11)  # 9 August is a Saturday
        assert work.mediation.obligations.unlocks(CASE, HANDOVER) == (HANDOVER + 1,)
    august = datetime(2025, 8, 8, 1, 0, tzinfo=UTC)
    deliver(stage, [HANDOVER], now=august, key="handover")
    with stage.work(now=august) as work:
        entry = work.mediation.obligations.obligation(CASE, HANDOVER + 1)
        assert entry.schedule[0].due.on == date(2025, 8, 18)
    change = Replacement(ends_on, handed_over_on=august.date(), taken_over_on=date(2025, 8, 18))
    assert owes_service(change, date(2025, 8, 17))
    assert may_ask_fee(change, date(2025, 8, 17))
    assert not owes_service(change, date(2025, 8, 18))


def test_the_households_are_asked_before_and_after(stage: Stage) -> None:
    """Sixty of 175 answer both times: ten were content before, fifty are now, and nobody is less so than before."""
    service = QuestionSet(
        "service", 1, (SurveyQuestion("company", "对物业服务是否满意", ("满意", "不满意")),)
    )
    for asked_in, content in (("before", 10), ("after", 50)):
        survey = OpenSurvey("2025", asked_in, service, tuple(LABELS))
        stage.run("deliberation.open_survey", survey, key=f"survey/{asked_in}")
        lines = tuple(
            AnswerLine(label, "company", 1 if place < content else 2)
            for place, label in enumerate(LABELS[:60])
        )
        answers = RecordAnswers("2025", asked_in, lines)
        stage.run("deliberation.record_answers", answers, key=f"answers/{asked_in}")
    with stage.work() as work:
        (change,) = work.deliberation.surveys.compare("2025", "before", "after")
        (after,) = work.deliberation.surveys.figures("2025", "after")
    assert isinstance(change, SurveyChange)
    assert (change.both, change.better, change.worse) == (60, 40, 0)
    assert change.chance == Fraction(1, 2**39)
    assert isinstance(after, SurveyFigure)
    assert (after.satisfied, after.answered, after.asked) == (50, 60, COUNT)


def test_what_is_not_delivered_in_time_is_overdue_and_nobody_pays_for_it(stage: Stage) -> None:
    """On 1 January 2026 all certificates are overdue, and all arrears still wait for theirs."""
    new_year = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)
    told = stage.run("mediation.let_time_pass", LetTimePass(CASE), key="time", now=new_year)
    assert len(told.overdue) == COUNT
    with stage.work(now=new_year) as work:
        report = work.mediation.obligations.due(CASE)
        assert (len(report.overdue), report.amount_fen) == (COUNT, 0)
