"""The closing checklist: what bars is the choice of the place, and silence is no answer."""

import pytest

from gongtong.ledger.books.checklist import (
    BANK_RECONCILED,
    ITEMS,
    SUSPENSE_EMPTY,
    CheckAnswer,
    ClosingChecklist,
    reasons_of_checklist,
)

GOOD = CheckAnswer(SUSPENSE_EMPTY)
BAD = CheckAnswer(SUSPENSE_EMPTY, "还有1元", "1 yuan is left")


def codes(barring: tuple[str, ...], *answers: CheckAnswer) -> list[str]:
    return [reason.code for reason in reasons_of_checklist(barring, answers)]


@pytest.mark.parametrize(
    ("barring", "answer", "expected"),
    [
        ((), BAD, []),
        (("suspense_empty",), GOOD, []),
        (("suspense_empty",), BAD, ["ledger.closing_check_failed"]),
        (("bank_reconciled",), GOOD, ["ledger.closing_check_unanswered"]),
        (("bank_reconciled", "bank_reconciled"), GOOD, ["ledger.closing_check_unanswered"]),
    ],
)
def test_only_what_the_place_chose_bars(
    barring: tuple[str, ...], answer: CheckAnswer, expected: list[str]
) -> None:
    """A failed check bars where it was chosen; a chosen one that nobody answers bars too."""
    assert codes(barring, answer) == expected


def test_every_ground_is_named_in_the_order_of_the_choice() -> None:
    """One failed and one unanswered check are two grounds, each from the rules of periods."""
    reasons = tuple(reasons_of_checklist((BANK_RECONCILED.code, SUSPENSE_EMPTY.code), (BAD,)))
    assert [reason.params for reason in reasons] == [
        (("check", "bank_reconciled"),),
        (("check", "suspense_empty"),),
    ]
    assert {str(reason.source) for reason in reasons} == {"记账规则会计期间"}
    assert "还有1元" in reasons[1].zh
    assert "1 yuan is left" in reasons[1].en


def test_a_year_is_held_to_more() -> None:
    """What bars months bars years, and a place may ask more of a year."""
    rule = ClosingChecklist(("suspense_empty",), ("documents_complete",))
    assert rule.bars(is_year=False) == ("suspense_empty",)
    assert rule.bars(is_year=True) == ("suspense_empty", "documents_complete")


def test_an_answer_passes_when_nothing_is_wrong() -> None:
    """Silence about faults is what passing means."""
    assert GOOD.passed
    assert not BAD.passed


def test_the_named_checks_have_codes_of_their_own() -> None:
    """Seven checks have names, in both languages, each once."""
    assert len({item.code for item in ITEMS}) == len(ITEMS) == 7
    assert all(item.zh and item.en for item in ITEMS)
