"""Which dwelling the aliases of a payment mean, and what in the payment speaks against it (别名匹配)."""

from collections.abc import Collection, Mapping

from gongtong.core.register import Dwelling, Register
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget, Carried
from gongtong.ledger.payments.free_text import FreeText


def meant_by(
    book: AliasBook, carried: Carried, register: Register
) -> Mapping[AliasKind, tuple[Dwelling, ...]]:
    """Give the dwellings that what a payment carries means, by kind of alias (别名所指).

    A dwelling that belongs to others than when the alias was learned is not meant any more.
    """
    standing = {
        kind: _standing(targets, register) for kind, targets in book.carried_by(carried).items()
    }
    return {kind: dwellings for kind, dwellings in standing.items() if dwellings}


def _standing(targets: Collection[AliasTarget], register: Register) -> tuple[Dwelling, ...]:
    wanted = {(target.dwelling_id, target.party_id) for target in targets}
    owned = (one for _, party in wanted for one in register.of_party(party))
    return tuple({one.id: one for one in owned if (one.id, one.party.id) in wanted}.values())


def is_contradicted(
    dwelling: Dwelling,
    text: FreeText,
    payers_own: tuple[Dwelling, ...],
    kinds: Collection[AliasKind],
) -> bool:
    """Whether a payment names another dwelling or another owner, or its payer owns another one (是否矛盾).

    `kinds` are those of the aliases that mean the dwelling. Figures that nobody understands may name another
    dwelling, except where the whole text was learned; an owner's name alone cannot tell for which dwelling
    he pays, his own words can.
    """
    owners = {owner.name for owner in dwelling.party.members}
    names_another = bool(text.labels) or not text.fits(dwelling.label)
    names_stranger = any(name not in owners for name in text.names)
    owns_another = set(kinds) == {AliasKind.PAYER} and payers_own not in {(), (dwelling,)}
    may_name_another = text.has_unread_figures and AliasKind.TEXT not in kinds
    return names_another or names_stranger or owns_another or may_name_another
