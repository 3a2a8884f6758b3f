"""The year of the demonstration, stage by stage (示范年度).

Every command carries a key made from the content of the papers, so that a run that was killed goes on
where it stopped and a second run writes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.register_changes import ImportRegister
from gongtong.demo.cast import APPLICANT, BOOKKEEPER, CHAIR, appointments, house_rules
from gongtong.demo.clock import at_nine
from gongtong.demo.purchases import book_paid, pay_under_two_keys, purchases_of
from gongtong.demo.stages import Stage, content_key
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.payments.booking import ImportBill
from gongtong.voting.elections.ballot_receipt import ReceiveBallots
from gongtong.voting.elections.election_count import CountElection
from gongtong.voting.elections.election_opening import OpenElection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from gongtong.demo.clock import DemoClock
    from gongtong.demo.papers import Papers
    from gongtong.demo.stages import Desk
    from gongtong.ledger.exchange.bills import Bill

PURCHASE_STEPS = 3


@frozen
class Year:
    """One year of one place: its papers, its days, its desk (示范年度)."""

    desk: Desk
    papers: Papers
    clock: DemoClock

    def stages(self) -> tuple[Stage, ...]:
        """List the stages in the order in which they run (阶段清单)."""
        purchases = len(purchases_of(self.papers.bills))
        rules = len(house_rules(self.clock.first_day, self.papers.notice.channel_priority))
        officers = len(appointments(self.clock.first_day))
        return (
            Stage("任命与小区规则", "offices and house rules", officers + rules, self._found),
            Stage("住户名册", "register", 1, self._register),
            Stage("建账与计收卫生费", "books and fees", 2, self._charge),
            Stage(
                "采购：两把钥匙", "purchases under two keys", purchases * PURCHASE_STEPS, self._buy
            ),
            Stage(
                "账单入账与匹配", "statements and matching", len(self.papers.bills), self._import
            ),
            Stage("支出记账", "booking the purchases", purchases, self._book),
            Stage("入户意见", "opinions", 1, self._opinions),
            Stage("委员会选举", "election", len(self.papers.ballots) + 2, self._elect),
        )

    @property
    def election_key(self) -> str:
        """The part of the election's keys that comes from its notice (选举键)."""
        return content_key(canonical(to_json(self.papers.notice.contest)))

    def _found(self) -> Iterator[None]:
        first_day = self.clock.first_day
        now = at_nine(first_day)
        for appointment in appointments(first_day):
            self.desk.do(
                CHAIR,
                now,
                key=f"demo/appoint/{appointment.person_id}/{first_day}",
                verb=lambda work: work.registry.appoint_officer,
                request=appointment,
            )
            yield
        for rule in house_rules(first_day, self.papers.notice.channel_priority):
            self.desk.do(
                CHAIR,
                now,
                key=f"demo/rule/{rule.rule_id}/{content_key(rule.value)}/{first_day}",
                verb=lambda work: work.registry.adopt_house_rule,
                request=rule,
            )
            yield

    def _register(self) -> Iterator[None]:
        sheet = self.papers.register
        request = ImportRegister.of(sheet, on=self.clock.first_day)
        self.desk.do(
            APPLICANT,
            at_nine(self.clock.first_day),
            key=f"demo/register/{content_key(*(file.sha256 for file in sheet.files))}",
            verb=lambda work: work.registry.import_register,
            request=request,
        )
        yield

    def _charge(self) -> Iterator[None]:
        first_day = self.clock.first_day
        self.desk.do(
            BOOKKEEPER,
            at_nine(first_day),
            key=f"demo/books/{self.clock.year}",
            verb=lambda work: work.ledger.books.open_books,
            request=OpenBooks(first_day),
        )
        yield
        self.desk.do(
            BOOKKEEPER,
            at_nine(first_day),
            key=f"demo/fees/{self.clock.year}",
            verb=lambda work: work.ledger.fees.assess,
            request=AssessFees(self.clock.fee_period),
        )
        yield

    def _buy(self) -> Iterator[None]:
        for purchase in purchases_of(self.papers.bills):
            # the cashier can only pay what the fund holds on that day, so the statements are entered up to it
            self._enter_statements(purchase.asked_at)
            for _ in pay_under_two_keys(self.desk, purchase):
                yield

    def _import(self) -> Iterator[None]:
        for bill in self.papers.bills:
            self._enter_statement(bill, at_nine(self.clock.bills_closed_on + timedelta(days=1)))
            yield

    def _enter_statements(self, now: datetime) -> None:
        for bill in self.papers.bills:
            self._enter_statement(bill, now)

    def _enter_statement(self, bill: Bill, now: datetime) -> None:
        lines = tuple(line for line in bill.lines if line.at < now)
        self.desk.do(
            BOOKKEEPER,
            now,
            key=f"demo/bill/{content_key(bill.digest)}/{len(lines)}",
            verb=lambda work: work.ledger.payments.import_bill,
            request=ImportBill(evolve(bill, lines=lines)),
        )

    def _book(self) -> Iterator[None]:
        now = at_nine(self.clock.bills_closed_on + timedelta(days=1))
        paid = self.desk.read(BOOKKEEPER, now, lambda work: work.ledger.spending.spendings())
        by_reference = {one.payment.reference: one.id for one in paid if one.payment is not None}
        for purchase in purchases_of(self.papers.bills):
            spending_id = by_reference.get(purchase.line.transaction_id)
            if spending_id is not None:
                book_paid(self.desk, purchase, spending_id, now)
            yield

    def _opinions(self) -> Iterator[None]:
        batch = self.papers.opinions.batch
        self.desk.do(
            APPLICANT,
            at_nine(self.clock.opinions_closed_on + timedelta(days=1)),
            key=f"demo/opinions/{content_key(batch.digest)}",
            verb=lambda work: work.deliberation.record_opinions,
            request=batch,
        )
        yield

    def _elect(self) -> Iterator[None]:
        election_id = self._open_election()
        yield
        for sheet in self.papers.ballots:
            request = ReceiveBallots(election_id, sheet)
            self.desk.do(
                CHAIR,
                self.clock.voting_closed_at,
                key=f"demo/ballots/{self.election_key}/{sheet.channel}/{content_key(sheet.digest)}",
                verb=lambda work: work.voting.receive_ballots,
                request=request,
            )
            yield
        self.desk.do(
            CHAIR,
            self.clock.counted_at,
            key=f"demo/count/{self.election_key}",
            verb=lambda work: work.voting.count_election,
            request=CountElection(election_id),
        )
        yield

    def _open_election(self) -> UUID:
        notice = self.papers.notice
        opens_at = notice.contest.period.opens_at
        request = OpenElection(
            title=f"{self.clock.year}年业主委员会选举",
            contest=notice.contest,
            channel_priority=notice.channel_priority,
            electorate_on=self.clock.first_day,
        )
        opened = self.desk.do(
            CHAIR,
            opens_at,
            key=f"demo/election/{self.election_key}",
            verb=lambda work: work.voting.open_election,
            request=request,
        )
        return opened.election_id
