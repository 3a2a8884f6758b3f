"""What an alias means today, and what speaks against it."""

from uuid import UUID

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Register
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget, Carried
from gongtong.ledger.payments.alias_matching import is_contradicted, meant_by
from gongtong.ledger.payments.free_text import TextReader
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

PAYER, ACCOUNT, TEXT = AliasKind


def test_a_dwelling_is_meant_as_long_as_it_belongs_to_the_same_people(register: Register) -> None:
    """By kind; what means nothing any more is left out."""
    home = register.at(DwellingLabel(3, 2, 501))
    book = AliasBook.of(
        [
            (PAYER, "外甥", AliasTarget(home.id, home.party.id)),
            (ACCOUNT, "6222", AliasTarget(home.id, UUID(int=999))),
        ]
    )
    assert meant_by(book, Carried("外甥", "6222", ""), register) == {PAYER: (home,)}
    assert meant_by(book, Carried("路人", "6222", ""), register) == {}


@pytest.mark.parametrize(
    ("text", "kinds", "contradicted"),
    [
        ("卫生费", {PAYER}, False),
        ("501", {PAYER}, False),
        ("502", {PAYER}, True),
        ("3-2-501", {PAYER}, True),
        ("谢卫东", {PAYER}, False),
        ("覃菲", {TEXT}, True),
        ("4x7", {PAYER}, True),
        ("4x7", {PAYER, ACCOUNT}, True),
        ("4x7", {TEXT}, False),
    ],
)
def test_what_a_payment_says_goes_before_what_was_learned(
    register: Register, text: str, kinds: set[AliasKind], contradicted: bool
) -> None:
    """Another room, any whole label, another owner, figures that were not learned with the text."""
    reader = TextReader(CN_PAYMENT_WORDS, lambda name: bool(register.owned_by_name(name)))
    read = reader.read(text, payer="外甥", amount_fen=30_000)
    home = register.at(DwellingLabel(3, 2, 501))
    assert is_contradicted(home, read, (), kinds) is contradicted


def test_a_name_that_owns_another_dwelling_does_not_tell(register: Register) -> None:
    """Alone; with an account or his words beside it, it does no harm."""
    reader = TextReader(CN_PAYMENT_WORDS, lambda name: bool(register.owned_by_name(name)))
    read = reader.read("卫生费", payer="覃菲", amount_fen=30_000)
    home, other = (register.at(DwellingLabel(3, 2, room)) for room in (501, 502))
    for own, kinds, expected in (
        ((other,), {PAYER}, True),
        ((home, other), {PAYER}, True),
        ((home,), {PAYER}, False),
        ((other,), {PAYER, TEXT}, False),
        ((other,), {ACCOUNT}, False),
    ):
        assert is_contradicted(home, read, own, kinds) is expected
