"""When an agreement binds, what it cannot say, and until when a court can be asked: 人民调解法 and 民法典."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.mediation.agreements.agreement import Agreement
from gongtong.mediation.agreements.agreement_machine import AgreementState as S
from gongtong.mediation.agreements.confirming import (
    ApplyForConfirmation,
    LaterFacts,
    last_day_to_apply,
    rule_on_applying,
)
from gongtong.mediation.agreements.effect import (
    EffectFacts,
    OpenForSignature,
    RecordOral,
    TakeEffect,
    rule_on_effect,
    rule_on_opening_for_signature,
    rule_on_oral,
)
from gongtong.mediation.agreements.policies import TERM_CHECKS
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import TermCheck
from gongtong.mediation.obligations.duty import DutySubject
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.plugins.builtin.cn_work_calendar.announced import announced_year
from gongtong.plugins.host import Host
from gongtong.testing.agreements import DRAFT, RECORDS, TERMS, signed
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.duties import act
from gongtong.testing.stage import PLACE

LAW = "人民调解法"
CHINA = WorkCalendar(announced_year)
READY = evolve(DRAFT, state=S.OPEN, signatures=signed(1), mediator_signed_on=TODAY, sealed_on=TODAY)
CONFIRMABLE = evolve(DRAFT, state=S.IN_FORCE, effective_on=date(2026, 9, 5))


def built_in_checks() -> tuple[TermCheck, ...]:
    """Give the checks that the law itself brings, as an installation has them."""
    answers = Host.of().book.guards(TERM_CHECKS, area=PLACE, on=TODAY, facts={})
    return tuple(answer.value for answer in answers)


def facts(agreement: Agreement) -> EffectFacts:
    return EffectFacts(CASE, agreement, RECORDS, built_in_checks(), TODAY)


@pytest.mark.policy(source=LAW, clause="第29条第2款")
@pytest.mark.parametrize(("parties", "mediator", "seal"), list(product((True, False), repeat=3)))
def test_paper_binds_when_parties_and_mediator_have_signed_and_it_is_sealed(
    parties: bool, mediator: bool, seal: bool
) -> None:
    """自各方当事人签名、盖章或者按指印，人民调解员签名并加盖印章之日起生效: all three, and nothing less."""
    agreement = evolve(
        READY,
        signatures=signed(1) if parties else signed(),
        mediator_signed_on=TODAY if mediator else None,
        sealed_on=TODAY if seal else None,
    )
    told = rule_on_effect(TakeEffect(CASE.number, 1), facts(agreement))
    assert isinstance(told, Granted) is (parties and mediator and seal)
    if isinstance(told, Refused):
        assert len(told.reasons) == (parties, mediator, seal).count(False)
        assert {one.source.article for one in told.reasons} == {"第29条"}


@pytest.mark.policy(source=LAW, clause="第28条")
def test_no_paper_is_needed_where_no_party_wants_one() -> None:
    """当事人认为无需制作调解协议书的: one of two who wants paper is enough to need it."""
    oral = evolve(DRAFT, form=AgreementForm.ORAL)
    request = RecordOral(CASE.number, 1, TODAY, ("developer", "owners"), "u-mediator")
    assert isinstance(rule_on_oral(request, facts(oral)), Granted)
    told = rule_on_oral(evolve(request, waived_by=("owners",)), facts(oral))
    assert isinstance(told, Refused)
    assert told.reasons[0].source.article == "第28条"


@pytest.mark.policy(source=LAW, clause="第30条")
def test_an_oral_agreement_binds_from_the_day_on_which_it_was_reached() -> None:
    """自各方当事人达成协议之日起生效: not from the day on which somebody enters it."""
    reached = evolve(
        DRAFT,
        form=AgreementForm.ORAL,
        state=S.ORAL,
        agreed_on=date(2025, 6, 3),
        waived_by=frozenset(RECORDS),
    )
    told = rule_on_effect(TakeEffect(CASE.number, 1), facts(reached))
    assert isinstance(told, Granted)
    assert told.event.effective_on == date(2025, 6, 3)


@pytest.mark.policy(source="民法典", clause="第944条第3款")
def test_nobody_may_agree_to_cut_off_power_to_collect_fees() -> None:
    """不得采取停止供电、供水、供热、供燃气等方式催交物业费: whoever signs it."""
    told = opened(DutySubject.CUT_OFF_UTILITIES)
    assert told.codes == ("mediation.term_cuts_off_utilities",)
    assert told.reasons[0].source.title == "民法典"


@pytest.mark.policy(source=LAW, clause="第4条")
def test_mediation_is_free() -> None:
    """不收取任何费用: a fee cannot be a term."""
    told = opened(DutySubject.MEDIATION_FEE)
    assert told.codes == ("mediation.term_takes_a_fee",)
    assert told.reasons[0].source.article == "第4条"


def opened(subject: DutySubject) -> Refused:
    wrong = evolve(DRAFT, terms=evolve(TERMS, duties=(act(1, subject=subject),)))
    told = rule_on_opening_for_signature(OpenForSignature(CASE.number, 1), facts(wrong))
    assert isinstance(told, Refused)
    return told


@pytest.mark.policy(source=LAW, clause="第33条第1款")
def test_thirty_days_from_5_september_2026_end_on_8_october() -> None:
    """自调解协议生效之日起三十日内: 5 October is in the holiday, and 8 October is the first day that is worked."""
    last = last_day_to_apply(date(2026, 9, 5), CHINA)
    assert (last.on, last.provisional) == (date(2026, 10, 8), False)


@pytest.mark.policy(source=LAW, clause="第33条第1款")
@pytest.mark.parametrize(
    ("day", "in_time"),
    [(date(2026, 10, 5), True), (date(2026, 10, 8), True), (date(2026, 10, 9), False)],
)
def test_the_parties_go_to_court_by_the_last_day(day: date, in_time: bool) -> None:
    """三十日内: on 8 October still, on 9 October no more."""
    told = rule_on_applying(application(day), later(day))
    assert isinstance(told, Granted) is in_time
    if isinstance(told, Refused):
        assert told.codes == ("mediation.confirmation_too_late",)
        assert told.reasons[0].source.article == "第33条"


@pytest.mark.policy(source=LAW, clause="第33条第1款")
def test_the_parties_go_to_court_together() -> None:
    """双方当事人…共同: one alone is refused."""
    day = date(2026, 9, 10)
    told = rule_on_applying(evolve(application(day), by=("owners",)), later(day))
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.not_applied_jointly",)


@pytest.mark.policy(source="house", clause="mediation.not_for_courts_to_confirm")
@pytest.mark.parametrize(
    ("subject", "confirmable"),
    [(DutySubject.DOCUMENTS, True), (DutySubject.TITLE, False), (DutySubject.STATUS, False)],
)
def test_a_certificate_is_handed_over_but_title_is_not_decided(
    subject: DutySubject, confirmable: bool
) -> None:
    """The courts' interpretation was not at hand: its source says so, and handing over papers is an act."""
    agreement = evolve(CONFIRMABLE, terms=evolve(TERMS, duties=(act(1, subject=subject),)))
    day = date(2026, 9, 10)
    told = rule_on_applying(application(day), evolve(later(day), agreement=agreement))
    assert isinstance(told, Granted) is confirmable
    if isinstance(told, Refused):
        assert told.reasons[0].source.standing is Standing.UNVERIFIED


def application(day: date) -> ApplyForConfirmation:
    return ApplyForConfirmation(
        CASE.number, 1, ("developer", "owners"), "区人民法院", day, "0f" * 32
    )


def later(day: date) -> LaterFacts:
    calendar: Callable[[], WorkCalendar] = lambda: CHINA  # noqa: E731 - a value of a field
    return LaterFacts(
        CONFIRMABLE,
        frozenset(("developer", "owners")),
        ObligationStanding(1, 0, 0, 0),
        (1,),
        day,
        calendar,
    )
