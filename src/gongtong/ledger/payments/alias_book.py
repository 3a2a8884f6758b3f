"""What a place has learned of payers: who says what, and which dwelling is meant (付款人别名).

An alias is data: a person settled a payment and had it remembered. It counts only when a payment carries it word for
word and it points to one dwelling that still belongs to those to whom it belonged then.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import field, frozen

_MASK: Final = "*"
_BETWEEN: Final = "\n"


class AliasKind(StrEnum):
    """What of a payment is remembered (别名种类).

    A text is remembered with the payer who wrote it: the same words of somebody else mean nothing.
    """

    PAYER = "payer"
    ACCOUNT = "account"
    TEXT = "text"


@frozen
class Carried:
    """What a payment says that could have been remembered, in normal form (可记特征)."""

    payer: str
    account: str
    text: str

    def said(self, kind: AliasKind) -> str:
        """Give what would be remembered of this kind, nothing where it tells nobody apart (可记内容).

        Names and accounts that an app has masked with asterisks belong to many people.
        """
        match kind:
            case AliasKind.PAYER:
                return "" if _MASK in self.payer else self.payer
            case AliasKind.ACCOUNT:
                return "" if _MASK in self.account else self.account
            case AliasKind.TEXT:
                return _BETWEEN.join((self.payer, self.text)) if self.payer and self.text else ""


@frozen
class AliasTarget:
    """The dwelling that is meant, and to whom it belonged when that was learned (别名指向)."""

    dwelling_id: UUID
    party_id: UUID


@frozen
class AliasBook:
    """Every alias that holds, by kind and by what is said (别名册)."""

    targets: Mapping[tuple[AliasKind, str], tuple[AliasTarget, ...]] = field(factory=dict)

    @classmethod
    def of(cls, aliases: Iterable[tuple[AliasKind, str, AliasTarget]]) -> "AliasBook":
        """Make a book of aliases (编制别名册)."""
        targets: dict[tuple[AliasKind, str], tuple[AliasTarget, ...]] = {}
        for kind, said, target in aliases:
            targets[kind, said] = (*targets.get((kind, said), ()), target)
        return cls(targets)

    def carried_by(self, carried: Carried) -> Mapping[AliasKind, tuple[AliasTarget, ...]]:
        """Give what the aliases that a payment carries point to, by kind (查别名)."""
        said = {kind: carried.said(kind) for kind in AliasKind}
        found = {kind: self.targets.get((kind, text), ()) for kind, text in said.items() if text}
        return {kind: targets for kind, targets in found.items() if targets}
