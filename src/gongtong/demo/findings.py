"""What the database holds after the year, read in one snapshot (年度结果).

The report and the notice board are made from this alone: what residents read is what the database
says, and not what the demonstration remembers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.heads import HeadCount
from gongtong.core.periods import local_day
from gongtong.core.register import Register
from gongtong.core.rulings import Source
from gongtong.core.storage.record import Head
from gongtong.deliberation.categories import OpinionWords
from gongtong.deliberation.opinions import CategoryTally, OpinionOnFile
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.balances.folding import DwellingBalance, TrialBalance
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.books.verifying import Finding
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.payments.payments import Payment
from gongtong.ledger.spending.requests import Spending
from gongtong.voting.elections.election_on_file import ElectionOnFile
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.thresholds import Matter

if TYPE_CHECKING:
    from gongtong.community import Work
    from gongtong.demo.clock import DemoClock


@frozen(kw_only=True)
class YearFindings:
    """Everything that is told of the year (年度结果)."""

    register: Register
    heads: HeadCount
    charges: tuple[Charge, ...]
    payments: tuple[Payment, ...]
    spendings: tuple[Spending, ...]
    chart: Chart
    entries: tuple[Entry, ...]
    trial_balance: TrialBalance
    dwelling_balances: tuple[DwellingBalance, ...]
    faults: tuple[Finding, ...]
    words: OpinionWords
    opinions: tuple[OpinionOnFile, ...]
    tallies: tuple[CategoryTally, ...]
    election: ElectionOnFile
    election_sources: tuple[Source, ...]
    head: Head
    broken_event: int | None


def find(work: Work, clock: DemoClock) -> YearFindings:
    """Read the year from one moment of the database (读取年度结果)."""
    reports = work.ledger.books.reports
    election = work.voting.elections()[-1]
    return YearFindings(
        register=work.registry.register(clock.first_day),
        heads=work.registry.heads(clock.first_day),
        charges=work.ledger.fees.list_charges(),
        payments=work.ledger.payments.list_payments(),
        spendings=work.ledger.spending.spendings(),
        chart=reports.chart(),
        entries=reports.entries(),
        trial_balance=reports.trial_balance(),
        dwelling_balances=reports.dwelling_balances(),
        faults=reports.verify(),
        words=work.deliberation.words(),
        opinions=work.deliberation.opinions(),
        tallies=work.deliberation.counts(),
        election=election,
        election_sources=_sources_of(work, election),
        head=work.head(),
        broken_event=work.broken_event(),
    )


def _sources_of(work: Work, election: ElectionOnFile) -> tuple[Source, ...]:
    answer = work.unit.book.resolve(
        DECISION_RULE,
        area=f"{work.place.area}/{work.place.code}",
        on=local_day(election.contest.period.opens_at),
        facts={MATTER.name: Matter.ELECT_OR_REPLACE_COMMITTEE},
    )
    return answer.provision.cites
