"""Debts in the database: what settled what, on any day, and what follows from being late."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from gongtong.community import Gongtong
from gongtong.core.errors import NoProvisionError, RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import since, year_span
from gongtong.core.storage.record import list_events
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.chart import (
    COMMON_FUND,
    NET_ASSETS,
    PARKING_INCOME,
    RECEIVABLE,
    SANITATION,
    SUSPENSE,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.debts.agreeing.agreements import AgreeInstalments
from gongtong.ledger.fees.debts.instalments import InstalmentPart, PlanStanding
from gongtong.ledger.fees.debts.late.assessing import AssessLateCharges
from gongtong.ledger.fees.debts.letters import letter_text
from gongtong.ledger.fees.debts.reminding.sending import SendArrearsLetter
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.payments import SettledAs
from gongtong.ledger.payments.settling import SettleSuspense
from gongtong.plugins.host import Host
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.debts import PAPER, charge_id
from gongtong.testing.examples.payments import book_statement, charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, HOMES, MANDATE, dwelling_id, move_in
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.ledger.fees.debts.debts import Debt

YEAR = year_span(2025)
NEXT_YEAR = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


def pay(stage: Stage, fen: int, day: str, *, number: int = 0) -> UUID:
    """Book one payment of a home, and give the id of its entry."""
    at = datetime.fromisoformat(f"{day}T09:00:00+08:00")
    line = BillLine(
        f"42{day}",
        at,
        "路人",
        "",
        str(HOMES[number].label),
        Direction.IN,
        fen,
        "已收钱",
        "转账",
        "b.csv",
        18,
    )
    with stage.work(BOOKKEEPER, now=NEXT_YEAR) as work:
        bill = Bill(Channel.WECHAT, "b.csv", "0" * 64, (line,))
        work.ledger.payments.import_bill(ImportBill(bill), key=f"pay/{day}")
        return work.ledger.books.reports.entries()[-1].id


def debt(stage: Stage, on: str, number: int = 0) -> Debt:
    home = dwelling_id(stage, number)
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.fees.debts.debt_of(home, on=date.fromisoformat(on))


def reverse(stage: Stage, entry_id: UUID, on: str) -> None:
    with stage.work(CHAIR, now=NEXT_YEAR) as work:
        request = ReverseEntry(entry_id, date.fromisoformat(on), "退回")
        work.ledger.books.reverse_entry(request, key=f"reverse/{entry_id}")


def test_a_payment_is_written_down_with_what_it_settled(place: Stage) -> None:
    """100 yuan of 300: the line names the voucher and the day, and 200 are open."""
    charge_everybody(place)
    pay(place, 10_000, "2025-05-06")
    found = debt(place, "2025-05-06")
    (line,) = found.lines
    assert [(part.on, part.amount_fen) for part in line.settled] == [(date(2025, 5, 6), 10_000)]
    assert (line.open_fen, found.balance_fen, found.others) == (20_000, 20_000, ())
    assert debt(place, "2025-05-05").open_fen == 30_000


def test_a_reversed_payment_opens_the_charge_again(place: Stage) -> None:
    """From the day of the reversal; the days before stay as they were."""
    charge_everybody(place)
    payment = pay(place, 30_000, "2025-05-06")
    reverse(place, payment, "2025-05-20")
    days = ("2025-05-05", "2025-05-06", "2025-05-19", "2025-05-20")
    assert [debt(place, day).open_fen for day in days] == [30_000, 0, 0, 30_000]
    home = dwelling_id(place)
    with place.work(BOOKKEEPER) as work:
        fees = work.ledger.fees
        assert [one.open_fen for one in fees.list_charges(home)] == [30_000]
        owing = [
            [str(one.label) for one in fees.list_arrears(on=date.fromisoformat(day))]
            for day in days
        ]
    everybody = [str(home.label) for home in HOMES]
    assert owing == [everybody, everybody[1:], everybody[1:], everybody]


def test_money_of_a_reversed_charge_settles_the_next(place: Stage) -> None:
    """The fee is charged anew, and who had paid has paid."""
    charge_everybody(place)
    pay(place, 30_000, "2025-05-06")
    with place.work(BOOKKEEPER) as work:
        (assessment,) = work.ledger.books.reports.entries(YEAR)[1:2]
    reverse(place, assessment.id, "2025-05-20")
    assert debt(place, "2025-05-20").other_fen == -30_000
    with place.work(BOOKKEEPER) as work:
        work.ledger.fees.assess(AssessFees(YEAR, date(2025, 5, 21)), key="again")
    again = debt(place, "2025-05-21")
    assert (again.open_fen, again.others) == (0, ())
    assert debt(place, "2025-05-21", number=1).open_fen == 30_000


def test_a_balance_by_hand_stands_beside_the_charges(place: Stage) -> None:
    """An old debt of 50 yuan is settled first; 70 yuan leave 280 of the fee open."""
    charge_everybody(place)
    home = dwelling_id(place)
    draft = Draft(
        EntryKind.OPENING,
        date(2025, 1, 1),
        "上年结转欠费",
        (Posting(RECEIVABLE, SANITATION, 5_000, home), Posting(NET_ASSETS, SANITATION, -5_000)),
    )
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft, key="old")
    assert [one.amount_fen for one in debt(place, "2025-05-05").others] == [5_000]
    pay(place, 7_000, "2025-05-06")
    found = debt(place, "2025-05-06")
    assert (found.open_fen, found.balance_fen) == (28_000, 28_000)
    assert [one.amount_fen for one in found.others] == [5_000, -5_000]


def test_late_charges_are_booked_once_for_every_day(place: Stage) -> None:
    """Due on 1 January, 30 days free: 2 February to 9 June are 128 days at 0.15 yuan."""
    charge_everybody(place)
    assert debt(place, "2025-06-09").late_fen == 129 * 15
    with place.work(BOOKKEEPER) as work:
        debts = work.ledger.fees.debts
        first = debts.assess_late_charges(AssessLateCharges(date(2025, 5, 31)), key="may")
        rest = debts.assess_late_charges(AssessLateCharges(date(2025, 6, 9)), key="june")
        again = debts.assess_late_charges(AssessLateCharges(date(2025, 6, 9)), key="again")
    assert (first.charges, first.amount_fen) == (4, 4 * 120 * 15)
    assert rest.amount_fen == 4 * 9 * 15
    assert (again.charges, again.entry_id) == (0, None)
    found = debt(place, "2025-06-09")
    assert [line.charge.amount_fen for line in found.lines] == [30_000, 1_800, 135]
    assert (found.late_fen, found.balance_fen) == (0, 31_935)
    with place.work(BOOKKEEPER) as work:
        assert work.ledger.books.reports.verify() == ()


def test_late_charges_stop_at_the_cap(place: Stage) -> None:
    """A fifth of the fee, however long it takes, booked in pieces."""
    charge_everybody(place)
    for through in (date(2025, 6, 1), date(2026, 5, 31)):
        with place.work(BOOKKEEPER, now=NEXT_YEAR) as work:
            work.ledger.fees.debts.assess_late_charges(
                AssessLateCharges(through), key=f"late/{through}"
            )
    lines = debt(place, "2026-06-01").lines[1:]
    assert sum(line.charge.amount_fen for line in lines) == 6_000


def test_only_the_dwellings_that_are_named_are_charged(place: Stage) -> None:
    """A compound may be done in parts; the other three wait."""
    charge_everybody(place)
    request = AssessLateCharges(date(2025, 6, 9), dwelling_ids=(dwelling_id(place),))
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.fees.debts.assess_late_charges(request, key="one")
    assert (event.dwellings, debt(place, "2025-06-09", number=1).late_fen) == (1, 129 * 15)


def test_without_terms_nobody_bears_a_late_charge(place: Stage) -> None:
    """The error names the point, and a debt is told without one."""
    charge_everybody(place)
    bare = Stage(Gongtong(host=Host.of()), place.engine)
    request = AssessLateCharges(date(2025, 6, 9))
    with (
        bare.work(BOOKKEEPER) as work,
        pytest.raises(NoProvisionError, match=r"ledger\.late_charge"),
    ):
        work.ledger.fees.debts.assess_late_charges(request, key="late")
    assert debt(bare, "2025-06-09").late_fen == 0


def test_instalments_hold_late_charges_off_while_they_are_kept(place: Stage) -> None:
    """Agreed on 10 June; the part of 30 June is missed, and from 4 July it runs again."""
    charge_everybody(place)
    home = dwelling_id(place)
    parts = (InstalmentPart(date(2025, 6, 30), 10_000), InstalmentPart(date(2025, 9, 30), 20_000))
    request = AgreeInstalments(home, (charge_id(place),), parts, "王芳", PAPER, grace_days=3)
    with place.work(CHAIR) as work:
        work.ledger.fees.debts.agree_instalments(request, key="plan")
        with pytest.raises(RefusedError) as caught:
            work.ledger.fees.debts.agree_instalments(request, key="another")
        states = [
            work.ledger.fees.debts.plan_states(home, on=date.fromisoformat(day))
            for day in ("2025-06-09", "2025-06-10", "2025-07-03", "2025-07-04")
        ]
    assert caught.value.codes == ("ledger.charge_in_plan_already",)
    assert [[state.standing for state in those] for those in states] == [
        [],
        [PlanStanding.KEPT],
        [PlanStanding.KEPT],
        [PlanStanding.BROKEN],
    ]
    assert debt(place, "2025-07-03").late_fen == 129 * 15
    assert debt(place, "2025-07-04").late_fen == 130 * 15


def test_an_unknown_dwelling_owes_nothing(place: Stage) -> None:
    """Nothing is booked on it, so there is nothing to tell."""
    open_books(place)
    move_in(place)
    found = debt(place, "2025-06-09")
    assert (found.lines, found.others, found.credits) == ((), (), ())


def test_a_payment_parked_in_one_fund_settles_a_debt_of_another(place: Stage) -> None:
    """The wallet holds it in the fund of the debt, and nothing is left in suspense."""
    book_statement(place)
    home = dwelling_id(place, 2)
    parking = Draft(
        EntryKind.MANUAL,
        date(2025, 5, 1),
        "补收停车费",
        (
            Posting(RECEIVABLE, COMMON_FUND, 12_300, home),
            Posting(PARKING_INCOME, COMMON_FUND, -12_300),
        ),
    )
    settle = SettleSuspense(Channel.WECHAT, "4200000002", SettledAs.DWELLING, "核实", home)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(parking, key="parking")
        before = {
            (one.account, one.fund): one.amount_fen
            for one in work.ledger.books.reports.balances_at(date(2025, 6, 10))
        }
        work.ledger.payments.settle_suspense(settle, key="settle")
        after = {
            (one.account, one.fund): one.amount_fen
            for one in work.ledger.books.reports.balances_at(date(2025, 6, 10))
        }
        assert work.ledger.books.reports.verify() == ()
    assert before[SUSPENSE, SANITATION] == -12_300
    assert (SUSPENSE, SANITATION) not in after
    assert (SUSPENSE, COMMON_FUND) not in after
    assert after[WECHAT_WALLET, COMMON_FUND] == 12_300
    assert after[WECHAT_WALLET, SANITATION] == before[WECHAT_WALLET, SANITATION] - 12_300
    assert (RECEIVABLE, COMMON_FUND) not in after


def test_letters_are_numbered_and_kept_by_what_they_say(place: Stage) -> None:
    """Two households, two numbers; the digest is that of the text that was sent."""
    charge_everybody(place)
    homes = (dwelling_id(place), dwelling_id(place, 1))
    with place.work(CHAIR) as work:
        desk = work.ledger.fees.debts.reminding
        sent = [
            desk.send_letter(
                SendArrearsLetter(home, date(2025, 6, 25), ("微信扫码",), "上门送达"),
                key=f"letter/{home}",
            )
            for home in homes
        ]
        kept = desk.list_letters()
    assert [(one.number, one.dwelling_id) for one in kept] == [(1, homes[0]), (2, homes[1])]
    assert [one.digest for one in kept] == [one.digest for one in sent]
    text = letter_text(sent[0].letter)
    assert sha256(text.encode()).hexdigest() == kept[0].digest
    assert "测试小区缴费提醒\n催2025年第1号\n\n1-1-101住户（王*）" in text


@pytest.mark.parametrize(("since_day", "charges"), [("2025-01-02", 0), ("2025-01-01", 4)])
def test_terms_that_came_after_the_due_day_charge_nothing(
    place: Stage, since_day: str, charges: int
) -> None:
    """The fee fell due on 1 January; a decision of the place in force a day later is too late for it."""
    charge_everybody(place)
    bare = Stage(Gongtong(host=Host.of()), place.engine)
    value = '{"rate_per_day": "1/2000", "grace_days": 30, "cap": "1/5"}'
    rule = AdoptHouseRule("house.late", "ledger.late_charge", value, since(since_day), MANDATE)
    with bare.work(CHAIR) as work:
        work.registry.adopt_house_rule(rule, key="rule")
    with bare.work(BOOKKEEPER) as work:
        request = AssessLateCharges(date(2025, 6, 9))
        event = work.ledger.fees.debts.assess_late_charges(request, key="late")
    assert (event.charges, event.amount_fen) == (charges, charges * 129 * 15)


def test_a_place_chooses_its_order_of_allocation(place: Stage) -> None:
    """Newest first: 450 yuan settle the fee of 2026 and half of 2025, and the record says why."""
    charge_everybody(place)
    value = '{"order": "newest_due_first", "payer_may_choose": false}'
    rule = AdoptHouseRule(
        "house.order", "ledger.allocation_order", value, since("2025-01-01"), MANDATE
    )
    home = dwelling_id(place)
    with place.work(CHAIR) as work:
        work.registry.adopt_house_rule(rule, key="rule")
    with place.work(BOOKKEEPER, now=NEXT_YEAR) as work:
        work.ledger.fees.assess(AssessFees(year_span(2026)), key="2026")
    pay(place, 45_000, "2026-05-06")
    with place.work(BOOKKEEPER) as work:
        assert [one.open_fen for one in work.ledger.fees.list_charges(home)] == [15_000, 0]
        unit = work.unit
        events = list_events(unit.connection, unit.tables(CoreTables), unit.place_id)
    allocated = next(one for one in events if one.kind == "ledger.CreditsAllocated")
    assert [one.provision_id for one in allocated.provisions if one.point.endswith("_order")] == [
        "house.order"
    ]
