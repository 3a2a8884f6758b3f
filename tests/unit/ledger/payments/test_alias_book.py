"""What of a payment can be remembered, and what it then points to."""

from uuid import UUID

import pytest

from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget, Carried

HERE = AliasTarget(UUID(int=1), UUID(int=11))
THERE = AliasTarget(UUID(int=2), UUID(int=12))


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        (Carried("外甥", "6222", "妈妈家"), ("外甥", "6222", "外甥\n妈妈家")),
        (Carried("*芳", "199****9833", "妈妈家"), ("", "", "*芳\n妈妈家")),
        (Carried("", "", "妈妈家"), ("", "", "")),
        (Carried("外甥", "", ""), ("外甥", "", "")),
    ],
)
def test_what_tells_nobody_apart_is_nothing(carried: Carried, said: tuple[str, str, str]) -> None:
    """Masked names and accounts belong to many; a text counts with whoever wrote it."""
    assert tuple(carried.said(kind) for kind in AliasKind) == said


def test_a_book_gives_what_a_payment_carries_word_for_word() -> None:
    """By kind; nothing near it, and nothing of another kind."""
    book = AliasBook.of(
        [
            (AliasKind.PAYER, "外甥", HERE),
            (AliasKind.PAYER, "外甥", THERE),
            (AliasKind.ACCOUNT, "6222", HERE),
        ]
    )
    assert book.carried_by(Carried("外甥", "6222", "")) == {
        AliasKind.PAYER: (HERE, THERE),
        AliasKind.ACCOUNT: (HERE,),
    }
    assert book.carried_by(Carried("外甥女", "62220", "外甥")) == {}
    assert AliasBook().carried_by(Carried("外甥", "6222", "")) == {}
