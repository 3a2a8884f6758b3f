"""The rule on entries: every ground at once, in a stated order, each with its source."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.money import yuan
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Draft, Entry, EntryKind, Posting, Stamp
from gongtong.ledger.books.entry_rules import EntryFacts, rule_on_entries, rule_on_entry
from gongtong.ledger.books.periods import Period, PeriodState

HOME = UUID(int=101)
STAMP = Stamp(UUID(int=1), 17, datetime(2025, 6, 10, 1, tzinfo=UTC), "bookkeeper")
FACTS = EntryFacts(
    opened_on=date(2025, 1, 1),
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds=frozenset({"sanitation", "common-income"}),
)
GOOD = Draft(
    EntryKind.RECEIPT,
    date(2025, 1, 6),
    " 收卫生服务费 ",
    (
        Posting("1012.wechat", "sanitation", 30000),
        Posting("1122", "sanitation", -30000, HOME),
    ),
)


def codes(draft: Draft, facts: EntryFacts = FACTS) -> list[str]:
    ruling = rule_on_entry(draft, facts, STAMP)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def sources(draft: Draft, facts: EntryFacts = FACTS) -> list[str]:
    ruling = rule_on_entry(draft, facts, STAMP)
    assert isinstance(ruling, Refused)
    return [str(reason.source) for reason in ruling.reasons]


def with_lines(*postings: Posting) -> Draft:
    return evolve(GOOD, postings=postings)


def test_a_good_draft_becomes_a_numbered_entry() -> None:
    """The entry has the year of its day, the number and the hand it was stamped with."""
    ruling = rule_on_entry(GOOD, FACTS, STAMP)
    assert isinstance(ruling, Granted)
    assert ruling.event.entry == Entry(
        id=UUID(int=1),
        year=2025,
        number=17,
        kind=EntryKind.RECEIPT,
        effective_on=date(2025, 1, 6),
        booked_at=datetime(2025, 6, 10, 1, tzinfo=UTC),
        booked_by="bookkeeper",
        narration="收卫生服务费",
        postings=GOOD.postings,
    )
    assert ruling.event.entry.label == "2025-0017"


def test_one_line_is_no_entry() -> None:
    """A debit without a credit is refused for being alone and for not balancing."""
    alone = with_lines(Posting("1012.wechat", "sanitation", 30000))
    assert codes(alone) == ["ledger.too_few_postings", "ledger.unbalanced"]
    assert sources(alone) == ["记账规则借贷平衡", "记账规则借贷平衡"]


def test_no_line_is_no_entry() -> None:
    """An empty entry balances, and is refused all the same."""
    assert codes(with_lines()) == ["ledger.too_few_postings"]


@pytest.mark.parametrize(
    ("credit_fen", "refused"), [(-29999, True), (-30000, False), (-30001, True)]
)
def test_an_entry_balances_to_the_fen(credit_fen: int, refused: bool) -> None:
    """One fen to either side is refused; there is no tolerance."""
    draft = with_lines(
        Posting("1012.wechat", "sanitation", 30000),
        Posting("1122", "sanitation", credit_fen, HOME),
    )
    assert codes(draft) == (["ledger.unbalanced"] if refused else [])


def test_each_fund_balances_by_itself() -> None:
    """An entry that balances only over both funds together is refused for each."""
    ruling = rule_on_entry(
        with_lines(
            Posting("1012.wechat", "sanitation", 30000), Posting("4901", "common-income", -30000)
        ),
        FACTS,
        STAMP,
    )
    assert isinstance(ruling, Refused)
    assert [(reason.code, reason.params) for reason in ruling.reasons] == [
        ("ledger.unbalanced", (("fund", "sanitation"), ("difference_fen", "30000"))),
        ("ledger.unbalanced", (("fund", "common-income"), ("difference_fen", "-30000"))),
    ]


def test_half_a_fen_is_no_amount() -> None:
    """0.005 yuan cannot be read as money, so nothing rounds it to 0.01."""
    with pytest.raises(ValueError, match="at most two decimals"):
        yuan("0.005")


@pytest.mark.parametrize("amount", [0.5, 1.0, Decimal("0.5"), "1", None, True])
def test_what_is_not_a_whole_number_of_fen_is_refused(amount: Any) -> None:
    """Floats, decimals, texts and booleans are no amounts, even where they look whole."""
    draft = with_lines(
        Posting("1012.wechat", "sanitation", amount), Posting("4901", "sanitation", -1)
    )
    assert codes(draft) == ["ledger.amount_not_whole_fen"]


def test_a_line_of_nothing_is_refused() -> None:
    """Zero is neither a debit nor a credit."""
    draft = with_lines(*GOOD.postings, Posting("4901", "sanitation", 0))
    assert codes(draft) == ["ledger.amount_zero"]


@pytest.mark.parametrize(
    ("fen", "refused"),
    [(10**15 - 1, False), (10**15, False), (10**15 + 1, True)],
)
def test_ten_trillion_yuan_is_the_most(fen: int, refused: bool) -> None:
    """The most a line can hold is accepted; one fen more is refused on both lines."""
    draft = with_lines(
        Posting("1012.wechat", "sanitation", fen), Posting("4901", "sanitation", -fen)
    )
    assert codes(draft) == (["ledger.amount_too_large"] * 2 if refused else [])


def test_an_account_or_fund_that_does_not_exist_is_named() -> None:
    """The line and the code are in the reason."""
    ruling = rule_on_entry(
        with_lines(Posting("9999", "parking", 1), Posting("4901", "parking", -1)), FACTS, STAMP
    )
    assert isinstance(ruling, Refused)
    assert [(reason.code, reason.params) for reason in ruling.reasons] == [
        ("ledger.account_unknown", (("line", "1"), ("account", "9999"))),
        ("ledger.fund_unknown", (("line", "1"), ("fund", "parking"))),
        ("ledger.fund_unknown", (("line", "2"), ("fund", "parking"))),
    ]


def test_receivables_and_advances_name_their_dwelling_and_others_do_not() -> None:
    """1122 and 2203 are kept by dwelling, the wallet is not."""
    draft = with_lines(
        Posting("1122", "sanitation", 1),
        Posting("2203", "sanitation", 1),
        Posting("1012.wechat", "sanitation", -2, HOME),
    )
    assert codes(draft) == [
        "ledger.dwelling_missing",
        "ledger.dwelling_missing",
        "ledger.dwelling_out_of_place",
    ]


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2025, 2, 27), False), (date(2025, 2, 28), True), (date(2025, 3, 1), True)],
)
def test_a_closed_account_takes_nothing_from_its_last_day_on(day: date, refused: bool) -> None:
    """The day before the close is fine; the day itself is not."""
    facts = evolve(FACTS, closed_accounts={"1012.wechat": date(2025, 2, 28)})
    assert codes(evolve(GOOD, effective_on=day), facts) == (
        ["ledger.account_closed"] if refused else []
    )


def test_a_closed_fund_takes_nothing() -> None:
    """Both lines are named."""
    facts = evolve(FACTS, closed_funds={"sanitation": date(2025, 1, 6)})
    assert codes(GOOD, facts) == ["ledger.fund_closed", "ledger.fund_closed"]


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2024, 12, 31), True), (date(2025, 1, 1), False), (date(2025, 1, 2), False)],
)
def test_nothing_is_booked_before_the_books_were_opened(day: date, refused: bool) -> None:
    """The opening day is the first."""
    expected = ["ledger.before_the_books"] if refused else []
    assert codes(evolve(GOOD, effective_on=day)) == expected


@pytest.mark.parametrize(
    ("state", "kind", "refused"),
    [
        (PeriodState.OPEN, EntryKind.RECEIPT, False),
        (PeriodState.CLOSING, EntryKind.RECEIPT, True),
        (PeriodState.CLOSING, EntryKind.ADJUSTMENT, False),
        (PeriodState.CLOSED, EntryKind.RECEIPT, True),
        (PeriodState.CLOSED, EntryKind.ADJUSTMENT, True),
        (PeriodState.REOPENING, EntryKind.ADJUSTMENT, True),
    ],
)
def test_a_period_takes_what_its_state_allows(
    state: PeriodState, kind: EntryKind, refused: bool
) -> None:
    """Open: everything; closing: adjustments; closed or asked to be reopened: nothing."""
    facts = evolve(FACTS, periods={Period(2025, 1): state})
    expected = ["ledger.period_not_open"] if refused else []
    assert codes(evolve(GOOD, kind=kind), facts) == expected


def test_the_entry_that_closes_a_year_passes_its_closed_december() -> None:
    """Only the year itself must be open for it; once that is closed, it is refused too."""
    closing = evolve(GOOD, kind=EntryKind.CLOSING, effective_on=date(2025, 12, 31))
    december = {Period(2025, 12): PeriodState.CLOSED}
    assert codes(closing, evolve(FACTS, periods=december)) == []
    year = december | {Period(2025): PeriodState.CLOSED}
    assert codes(closing, evolve(FACTS, periods=year)) == ["ledger.period_not_open"]


@pytest.mark.parametrize(
    ("narration", "expected"),
    [
        ("", ["ledger.narration_missing"]),
        (" \n", ["ledger.narration_missing"]),
        ("账" * 500, []),
        ("账" * 501, ["ledger.narration_too_long"]),
    ],
)
def test_an_entry_says_what_it_is_for(narration: str, expected: list[str]) -> None:
    """Something must be said, in at most 500 characters."""
    assert codes(evolve(GOOD, narration=narration)) == expected


def test_only_a_reversal_names_what_it_reverses() -> None:
    """A reversal without its entry is refused, and so is another kind with one."""
    assert codes(evolve(GOOD, kind=EntryKind.REVERSAL)) == ["ledger.reversal_unlinked"]
    assert codes(evolve(GOOD, reverses=UUID(int=9))) == ["ledger.reversal_unlinked"]
    assert codes(evolve(GOOD, kind=EntryKind.REVERSAL, reverses=UUID(int=9))) == []


@pytest.mark.parametrize(
    ("name", "digest", "refused"),
    [
        ("发票.pdf", "ab" * 32, False),
        (" ", "ab" * 32, True),
        ("发票.pdf", "ab" * 31, True),
        ("发票.pdf", "ab" * 32 + "a", True),
        ("发票.pdf", "AB" * 32, True),
        ("发票.pdf", "", True),
    ],
)
def test_a_document_has_a_name_and_a_digest(name: str, digest: str, refused: bool) -> None:
    """A digest is 64 lower-case hexadecimal digits, no more and no fewer."""
    draft = evolve(GOOD, documents=(DocumentRef(name, digest),))
    assert codes(draft) == (["ledger.document_unidentified"] if refused else [])


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Form, day, lines and balance, in this order."""
    bad = Draft(
        EntryKind.RECEIPT,
        date(2024, 12, 31),
        "",
        (Posting("9999", "parking", 0, HOME), Posting("1122", "sanitation", 5)),
    )
    assert codes(bad) == [
        "ledger.narration_missing",
        "ledger.before_the_books",
        "ledger.amount_zero",
        "ledger.account_unknown",
        "ledger.fund_unknown",
        "ledger.dwelling_missing",
        "ledger.unbalanced",
    ]


def stamps(number: int) -> list[Stamp]:
    return [evolve(STAMP, id=UUID(int=n), number=n) for n in range(1, number + 1)]


def test_of_many_drafts_all_are_taken_or_none() -> None:
    """One bad draft refuses the batch, and its position is told."""
    bad = evolve(GOOD, narration="")
    ruling = rule_on_entries((GOOD, bad, GOOD, bad), FACTS, stamps(4))
    assert isinstance(ruling, Refused)
    assert [(reason.code, reason.params) for reason in ruling.reasons] == [
        ("ledger.narration_missing", (("draft", "2"),)),
        ("ledger.narration_missing", (("draft", "4"),)),
    ]
    taken = rule_on_entries((GOOD, GOOD), FACTS, stamps(2))
    assert isinstance(taken, Granted)
    assert [entry.number for entry in taken.event.entries] == [1, 2]


def cash(fen: int) -> Draft:
    return with_lines(Posting("1001", "sanitation", fen), Posting("4901", "sanitation", -fen))


@pytest.mark.parametrize(
    ("held_fen", "moves", "refused"),
    [
        (100, (-100,), False),
        (100, (-101,), True),
        (0, (-100, 100), False),
        (0, (-100, 99), True),
        (-5, (1,), False),
    ],
)
def test_a_cash_box_is_never_overdrawn_by_a_batch(
    held_fen: int, moves: tuple[int, ...], refused: bool
) -> None:
    """What counts is what is left after the batch; paying into an overdrawn box is not refused."""
    facts = evolve(FACTS, held_fen={("1001", "sanitation"): held_fen})
    ruling = rule_on_entries([cash(fen) for fen in moves], facts, stamps(len(moves)))
    found = ruling.codes if isinstance(ruling, Refused) else ()
    assert found == (("ledger.account_overdrawn",) if refused else ())
