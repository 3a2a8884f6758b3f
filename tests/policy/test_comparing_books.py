"""Two books are compared and nothing is guessed; a bank's statement is kept once and never against itself.

All of it is a rule of the house, named as such.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.ledger.books.chart import BANK, DEFAULT_CHART
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.reconciling.keeping import rule_on_statement
from gongtong.ledger.reconciling.pairing import BookLine, pair_lines
from gongtong.ledger.reconciling.policies import ReconcilingRule
from gongtong.ledger.reconciling.statements import (
    KeptLine,
    KeptStatement,
    ReconcileStatement,
    StatementFacts,
    identities_of,
)

TODAY = date(2025, 4, 1)
BOOKS = (Office.KEEPER_OF_BOOKS,)
ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}


def grounds(ruling: object) -> list[tuple[str, str]]:
    """Give the codes of a refusal, and under which title each ground stands."""
    if isinstance(ruling, Granted):
        return []
    assert isinstance(ruling, Refused)
    assert all(reason.source.standing is Standing.HOUSE for reason in ruling.reasons)
    return [(reason.code, reason.source.title) for reason in ruling.reasons]


@pytest.mark.policy(source="house", clause="ledger.reconciling")
def test_two_equal_amounts_on_one_day_are_not_guessed() -> None:
    """Of two equal amounts on one day both are suggested and a person decides, unless a number tells them apart."""
    rule = ReconcilingRule()
    mine = [BookLine("a", TODAY, 30_000)]
    theirs = [BookLine("x", TODAY, 30_000), BookLine("y", TODAY, 30_000)]
    pairing = pair_lines(mine, theirs, window_days=rule.window_days)
    assert pairing.pairs == ()
    assert {one.right for one in pairing.suggestions} == {"x", "y"}
    numbered = [evolve(mine[0], reference="T1")]
    known = pair_lines(numbered, [evolve(theirs[0], reference="T1"), theirs[1]], window_days=3)
    assert [one.right for one in known.pairs] == [("x",)]


@pytest.mark.policy(source="house", clause="ledger.reconciling")
def test_a_day_s_shift_is_matched_within_the_days_of_the_rule_and_not_beyond() -> None:
    """One amount two or three days apart in two books is the same money where nothing else looks alike; four is not."""
    rule = ReconcilingRule()
    for days, pairs in ((2, 1), (3, 1), (4, 0)):
        other = BookLine("x", TODAY + timedelta(days), 30_000)
        found = pair_lines(
            [BookLine("a", TODAY, 30_000)], [other], window_days=rule.window_days
        ).pairs
        assert len(found) == pairs


LINE = BankLine(2, date(2025, 3, 5), 30_000, reference="T1")
STATEMENT = BankStatement(
    account=BANK,
    bank_account="****1234",
    currency="CNY",
    from_day=date(2025, 3, 1),
    through_day=date(2025, 3, 31),
    file="三月.csv",
    digest="0" * 64,
    lines=(LINE,),
    opening_fen=0,
    closing_fen=30_000,
)
KEPT = StatementFacts(
    held=BOOKS,
    today=TODAY,
    account=ACCOUNTS[BANK],
    currencies={"CNY"},
    kept=(KeptStatement("****1234", "CNY", STATEMENT.from_day, STATEMENT.through_day, TODAY, 0),),
    within=(
        KeptLine(
            UUID(int=1),
            identities_of([LINE])[0],
            LINE.booked_on,
            LINE.amount_fen,
            "",
            "",
            "",
            "T1",
            "三月.csv",
            2,
        ),
    ),
)


@pytest.mark.policy(source="house", clause="ledger.reconciling")
def test_the_same_statement_twice_counts_once() -> None:
    """A statement that comes twice counts once, whatever the file is called."""
    ruling = rule_on_statement(ReconcileStatement(evolve(STATEMENT, file="副本.csv")), KEPT)
    assert isinstance(ruling, Granted)
    assert (ruling.event.known, ruling.event.lines) == (1, ())


@pytest.mark.policy(source="house", clause="ledger.reconciling")
def test_the_same_statement_shifted_by_one_day_contradicts_itself() -> None:
    """A statement shifted by a day is refused, naming the line that is gone and the line that is new."""
    shifted = evolve(STATEMENT, lines=(evolve(LINE, booked_on=date(2025, 3, 6)),))
    ruling = rule_on_statement(ReconcileStatement(shifted), KEPT)
    assert grounds(ruling) == [
        ("ledger.line_added", "对账规则"),
        ("ledger.line_left_out", "对账规则"),
    ]


@pytest.mark.policy(source="house", clause="ledger.reconciling")
def test_a_statement_that_does_not_add_up_is_not_kept() -> None:
    """A statement whose closing balance is one fen off is not kept."""
    for closing_fen, codes in (
        (29_999, ["ledger.closing_differs"]),
        (30_000, []),
        (30_001, ["ledger.closing_differs"]),
    ):
        statement = evolve(STATEMENT, closing_fen=closing_fen)
        ruling = rule_on_statement(ReconcileStatement(statement), KEPT)
        assert [code for code, _ in grounds(ruling)] == codes
