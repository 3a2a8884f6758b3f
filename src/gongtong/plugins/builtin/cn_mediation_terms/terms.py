"""Terms that the law forbids: no cutting off of utilities, and no fee for mediation (协议条款法定界限)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Reason, Source
from gongtong.mediation.agreements.policies import TERM_CHECKS
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.obligations.duty import DutySubject
from gongtong.mediation.sources import mediation_law
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

NO_CUTTING_OFF: Final = Source("民法典", "第944条第3款", date(2021, 1, 1))
NO_FEE: Final = mediation_law(4, "人民调解委员会调解民间纠纷，不收取任何费用")


def no_cutting_off(terms: AgreementTerms) -> tuple[Reason, ...]:
    """Refuse that water, power, heat or gas is cut off to collect fees (不得停供催费)."""
    return _of_subject(
        terms,
        DutySubject.CUT_OFF_UTILITIES,
        Reason(
            "mediation.term_cuts_off_utilities",
            "不得约定以停止供电、供水、供热、供燃气等方式催交物业费",
            "nobody may cut off power, water, heat or gas to collect fees",
            NO_CUTTING_OFF,
        ),
    )


def no_fee(terms: AgreementTerms) -> tuple[Reason, ...]:
    """Refuse a fee for the mediation (调解不收费)."""
    return _of_subject(
        terms,
        DutySubject.MEDIATION_FEE,
        Reason(
            "mediation.term_takes_a_fee",
            "人民调解不收取任何费用",
            "mediation by a people's mediation committee is free",
            NO_FEE,
        ),
    )


def _of_subject(terms: AgreementTerms, subject: DutySubject, reason: Reason) -> tuple[Reason, ...]:
    return (reason,) if any(duty.subject is subject for duty in terms.duties) else ()


@gongtong_provisions.impl
def term_checks() -> Iterable[AnyProvision]:
    """Give the checks that the law brings (法定条款审查)."""
    yield Provision(
        "cn.mediation.no_cutting_off",
        TERM_CHECKS,
        no_cutting_off,
        area="",
        in_force=since("2021-01-01"),
        rank=Rank.LAW,
        cites=(NO_CUTTING_OFF,),
    )
    yield Provision(
        "cn.mediation.no_fee",
        TERM_CHECKS,
        no_fee,
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.LAW,
        cites=(NO_FEE,),
    )


plugin: Final = Plugin("cn-mediation-terms", hooks=__name__)
