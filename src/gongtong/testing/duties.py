"""Obligations as values, for tests of rules that need no database (义务测试值)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import evolve

from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.terms import Term
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import (
    Duty,
    DutyKind,
    Falling,
    Obligation,
    Side,
    share_out,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.testing.disputes import TODAY, home

CERTIFICATES: Final = 175
"""The households of the worked case (案例户数)."""
ARREARS_FEN: Final = 48_000_00
"""What they owe together for electricity (案例欠费)."""
PLAIN_WEEK: Final = WorkCalendar(lambda _: None)
"""A calendar in which no year is published (未公布日历)."""
DEVELOPER: Final = Side("developer")


def act(number: int, *waits_for: AnyOf, **changed: Any) -> Duty:
    """Give something that the developer does for the first household by the end of June (作为义务)."""
    duty = Duty(
        number,
        DutyKind.ACT,
        DEVELOPER,
        Side("owners", home(1)),
        "交付产权证",
        on=date(2025, 6, 30),
        waits_for=waits_for,
    )
    return evolve(duty, **changed)


def pay(number: int, *waits_for: AnyOf, amount_fen: int = 274_29, **changed: Any) -> Duty:
    """Give something that the first household pays within thirty days (付款义务)."""
    duty = Duty(
        number,
        DutyKind.MONEY,
        Side("owners", home(1)),
        DEVELOPER,
        "补交电费",
        amount_fen=amount_fen,
        within=Term(30),
        waits_for=waits_for,
    )
    return evolve(duty, **changed)


def in_force(duty: Duty, **changed: Any) -> Obligation:
    """Give an obligation that binds since today (有效义务)."""
    return evolve(Obligation(duty, in_force_on=TODAY), **changed)


def due(duty: Duty, on: date = TODAY, **changed: Any) -> Obligation:
    """Give an obligation that is to be performed by a day (待履行义务)."""
    schedule = (Falling(duty.amount_fen or 0, DueDate(on)),)
    return in_force(
        duty,
        **{
            "state": ObligationState.DUE,
            "unlocked_on": TODAY,
            "schedule": schedule,
            **changed,
        },
    )


def seed_graph() -> tuple[Duty, ...]:
    """Give the obligations of the worked case: 175 certificates, 175 payments that wait for them, and the change of company (案例义务图).

    The owners decide, sixty days of notice go by, the company hands over, and the next one comes in.
    """
    owners, company = Side("owners"), Side("company")
    shares = share_out(ARREARS_FEN, [home(number) for number in range(1, CERTIFICATES + 1)])
    found: list[Duty] = []
    for place, (label, amount_fen) in enumerate(shares.items()):
        certificate, payment = 2 * place + 1, 2 * place + 2
        household = Side("owners", label)
        found.append(act(certificate, creditor=household, on=None, within=Term(365)))
        found.append(pay(payment, AnyOf((certificate,)), debtor=household, amount_fen=amount_fen))
    last = 2 * CERTIFICATES
    decide = act(last + 1, debtor=owners, creditor=company, words="业主大会决定", on=None)
    decide = evolve(decide, within=Term(30))
    notice = evolve(decide, number=last + 2, words="书面通知满六十日")
    handover = evolve(decide, number=last + 3, debtor=company, creditor=owners, words="移交")
    entry = evolve(decide, number=last + 4, words="新物业进驻")
    return (
        *found,
        decide,
        evolve(notice, waits_for=(AnyOf((last + 1,)),)),
        evolve(handover, waits_for=(AnyOf((last + 2,)),)),
        evolve(entry, waits_for=(AnyOf((last + 3,)),)),
    )
