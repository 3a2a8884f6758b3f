"""Which dwelling a payment is for: the one it names, or nobody's until a person has looked (收款匹配).

A payment is never given to a household on a guess. A whole dwelling in the text decides by itself; a part of one
decides only together with an owner's name; a name alone only with a fee word and a fee's amount.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from attrs import Factory, evolve, field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, Register
from gongtong.ledger.exchange.bills import BillLine, Direction
from gongtong.ledger.payments.alias_book import AliasBook, Carried
from gongtong.ledger.payments.alias_matching import is_contradicted, meant_by
from gongtong.ledger.payments.free_text import FreeText, Mention, TextReader, normal
from gongtong.ledger.payments.policies import PaymentWords

MOST_CANDIDATES: Final = 8
_MOST_YEARS_AT_ONCE: Final = 5
_MONTHS: Final = 12
_DAYS: Final = 31


class MatchedBy(StrEnum):
    """What told the dwelling (匹配依据)."""

    WHOLE_LABEL = "whole_label"
    PART_OF_LABEL = "part_of_label"
    OWNER_NAME = "owner_name"
    ALIAS = "alias"


class MatchFlag(StrEnum):
    """What a person may want to look at although the payment is matched (提示)."""

    PART_PAYMENT = "part_payment"
    OVER_PAYMENT = "over_payment"
    PAID_TWICE = "paid_twice"
    OTHER_PAYER = "other_payer"
    OTHER_OWNER_NAMED = "other_owner_named"


class SuspenseReason(StrEnum):
    """Why a payment waits for a person to look at it (待查原因)."""

    UNKNOWN_DWELLING = "unknown_dwelling"
    SEVERAL_DWELLINGS = "several_dwellings"
    SEVERAL_OWNERS = "several_owners"
    UNKNOWN_PAYER = "unknown_payer"
    NO_FEE_WORD = "no_fee_word"
    NOT_THE_FEE = "not_the_fee"
    UNREAD_TEXT = "unread_text"
    NOT_A_FEE = "not_a_fee"
    SEVERAL_ALIASES = "several_aliases"
    REFUND_OF_UNKNOWN = "refund_of_unknown"

    @property
    def zh(self) -> str:
        """The reason as the treasurer reads it (中文说明)."""
        return _REASONS[self][0]

    @property
    def en(self) -> str:
        """The reason in English (英文说明)."""
        return _REASONS[self][1]


_REASONS: Final[Mapping[SuspenseReason, tuple[str, str]]] = {
    SuspenseReason.UNKNOWN_DWELLING: (
        "附言中的房号不存在",
        "the text names a dwelling that is not there",
    ),
    SuspenseReason.SEVERAL_DWELLINGS: ("附言可能指多套房屋", "the text may mean several dwellings"),
    SuspenseReason.SEVERAL_OWNERS: (
        "同名产权人或多套房屋, 无法确定",
        "several dwellings belong to this name",
    ),
    SuspenseReason.UNKNOWN_PAYER: ("付款人不是登记的产权人", "no registered owner has this name"),
    SuspenseReason.NO_FEE_WORD: (
        "附言没有房号也没有写明缴费",
        "the text names neither dwelling nor fee",
    ),
    SuspenseReason.NOT_THE_FEE: ("金额不是应缴的费用", "the amount is no multiple of the fee"),
    SuspenseReason.UNREAD_TEXT: ("附言中有无法理解的内容", "part of the text could not be read"),
    SuspenseReason.NOT_A_FEE: ("不是收费款项", "the payment is not for a fee"),
    SuspenseReason.SEVERAL_ALIASES: (
        "记住的说法指向多套房屋",
        "what was learned points to several dwellings",
    ),
    SuspenseReason.REFUND_OF_UNKNOWN: (
        "退款对应的支出没有入账",
        "the spending that is refunded was not booked",
    ),
}


class OtherKind(StrEnum):
    """What a transaction is when it is no fee (其他款项)."""

    OTHER_INCOME = "other_income"
    EXPENSE = "expense"
    REFUND = "refund"
    NEUTRAL = "neutral"
    UNSETTLED = "unsettled"


@frozen
class Matched:
    """The payment is for this dwelling (已匹配)."""

    dwelling_id: UUID
    by: MatchedBy
    flags: tuple[MatchFlag, ...] = ()


@frozen
class Suspended:
    """Nobody may be credited before a person has looked (待查)."""

    reason: SuspenseReason
    candidates: tuple[UUID, ...] = ()


@frozen
class NotAFee:
    """The transaction is something other than a fee payment (非收费款项)."""

    kind: OtherKind
    candidates: tuple[UUID, ...] = ()


@frozen
class Refunded:
    """Money that had been spent came back; `original` is the number of the spending, where it is told (支出退回)."""

    original: str


MatchOutcome: TypeAlias = Matched | Suspended | NotAFee | Refunded


def _payable_amounts(fees_fen: Mapping[UUID, int]) -> frozenset[int]:
    """Give the amounts that people pay a fee in: half of it, or some years at once."""
    fees = set(fees_fen.values())
    years = {fee_fen * years for fee_fen in fees for years in range(1, _MOST_YEARS_AT_ONCE + 1)}
    return frozenset(years | {fee_fen // 2 for fee_fen in fees if fee_fen % 2 == 0})


@frozen
class Matcher:
    """Matches payments against one register, one set of fees and one set of words (匹配器).

    `fees_fen` says what each dwelling owes for one period, `aliases` what was learned of payers; every look-up is
    direct.
    """

    register: Register
    fees_fen: Mapping[UUID, int]
    words: PaymentWords
    aliases: AliasBook = field(factory=AliasBook)
    _payable_fen: frozenset[int] = field(
        init=False, default=Factory(lambda self: _payable_amounts(self.fees_fen), takes_self=True)
    )
    _reader: TextReader = field(
        init=False,
        default=Factory(lambda self: TextReader(self.words, self._is_owner), takes_self=True),
    )

    def match(self, line: BillLine) -> MatchOutcome:
        """Decide what one transaction is and whose (匹配)."""
        if not line.is_settled:
            return NotAFee(OtherKind.UNSETTLED)
        if line.is_refund:
            return Refunded(line.refund_of)
        match line.direction:
            case Direction.OUT:
                return NotAFee(OtherKind.EXPENSE)
            case Direction.NEUTRAL:
                return NotAFee(OtherKind.NEUTRAL)
            case Direction.IN:
                return self._match_income(line)

    def _match_income(self, line: BillLine) -> MatchOutcome:
        payer = normal(line.counterparty)
        text = self._reader.read(line.text, payer=payer, amount_fen=line.amount_fen)
        if text.has_other_word:
            return NotAFee(OtherKind.OTHER_INCOME, self._candidates(text, payer))
        if text.labels:
            outcome = self._by_label(text, payer)
        elif text.parts:
            outcome = self._by_part(text, payer)
        else:
            outcome = self._by_name(text, payer, line.amount_fen)
        if isinstance(outcome, Suspended):
            outcome = self._by_alias(outcome, line, text)
        return self._with_flags(outcome, text, payer, line.amount_fen)

    def _by_label(self, text: FreeText, payer: str) -> MatchOutcome:
        """Take the one dwelling that is named, unless the text means another as well."""
        known = [one for label in text.labels if (one := self.register.find(label)) is not None]
        if not known:
            return Suspended(SuspenseReason.UNKNOWN_DWELLING, self._candidates(text, payer))
        dwelling = known[0]
        if (
            len(known) > 1
            or any(label != dwelling.label and not _may_be_a_date(label) for label in text.labels)
            or any(self._means_another(part, dwelling.label) for part in text.parts)
        ):
            return Suspended(SuspenseReason.SEVERAL_DWELLINGS, self._candidates(text, payer))
        return Matched(dwelling.id, MatchedBy.WHOLE_LABEL)

    def _means_another(self, part: Mention, label: DwellingLabel) -> bool:
        """Whether a part named beside a whole label is that of another dwelling: 3-2-501、502."""
        if part.fits(label):
            return False
        building, unit, room = part.building, part.unit, part.room
        if building is not None and room is not None:
            return bool(self.register.in_building(building, room))
        other = DwellingLabel(building or label.building, unit or label.unit, room or label.room)
        return self.register.find(other) is not None

    def _by_part(self, text: FreeText, payer: str) -> MatchOutcome:
        """Take the one dwelling of the named owner, or else of the payer, that fits every part."""
        fitting = [one for one in self._owned(text, payer) if text.fits(one.label)]
        if len(fitting) == 1 and not text.unread:
            return Matched(fitting[0].id, MatchedBy.PART_OF_LABEL)
        plain = self._plainly_named(text)
        if len(plain) == 1 and not text.names:
            return Matched(plain[0].id, MatchedBy.WHOLE_LABEL)
        if len(fitting) > 1:
            reason = SuspenseReason.SEVERAL_DWELLINGS
        elif text.unread:
            reason = SuspenseReason.UNREAD_TEXT
        elif not self._is_anywhere(text):
            reason = SuspenseReason.UNKNOWN_DWELLING
        else:
            reason = SuspenseReason.UNKNOWN_PAYER
        return Suspended(reason, self._candidates(text, payer))

    def _plainly_named(self, text: FreeText) -> tuple[Dwelling, ...]:
        """Give the dwellings of a building and room in words: one, where the building has one unit."""
        return tuple(
            dwelling
            for part in text.parts
            if part.is_plain and part.building is not None and part.room is not None
            for dwelling in self.register.in_building(part.building, part.room)
            if text.fits(dwelling.label)
        )

    def _is_anywhere(self, text: FreeText) -> bool:
        rooms = [part.room for part in text.parts if part.room is not None]
        if not rooms:
            return True
        return any(text.fits(one.label) for one in self.register.with_room(rooms[0]))

    def _by_name(self, text: FreeText, payer: str, amount_fen: int) -> MatchOutcome:
        """Take the one dwelling of the owner, if the fee is meant and the amount is one."""
        candidates = self._candidates(text, payer)
        if not text.has_fee_word and amount_fen not in self._payable_fen:
            return NotAFee(OtherKind.OTHER_INCOME, candidates)
        owned = self._owned(text, payer)
        doubt = self._doubt_about_name(text, payer, owned, amount_fen)
        if doubt is not None:
            return Suspended(doubt, candidates)
        return Matched(owned[0].id, MatchedBy.OWNER_NAME)

    def _doubt_about_name(
        self, text: FreeText, payer: str, owned: tuple[Dwelling, ...], amount_fen: int
    ) -> SuspenseReason | None:
        payers_own = self.register.owned_by_name(payer)
        if not text.has_fee_word and not text.has_unread_figures:
            return SuspenseReason.NO_FEE_WORD
        if text.unread:
            return SuspenseReason.UNREAD_TEXT
        if not owned:
            return SuspenseReason.UNKNOWN_PAYER
        if len(owned) > 1 or (payers_own and payers_own != owned):
            return SuspenseReason.SEVERAL_OWNERS
        fee_fen = self.fees_fen.get(owned[0].id)
        return SuspenseReason.NOT_THE_FEE if not fee_fen or amount_fen % fee_fen else None

    def carried(self, line: BillLine) -> Carried:
        """Give what a payment says that could be remembered (可记特征)."""
        text = self._reader.own_words(line.text)
        return Carried(normal(line.counterparty), normal(line.counterparty_account), text)

    def _by_alias(self, outcome: Suspended, line: BillLine, text: FreeText) -> Matched | Suspended:
        """Take the one dwelling that was learned, unless the payment says anything else."""
        carried = self.carried(line)
        meant = meant_by(self.aliases, carried, self.register)
        dwellings = {one.id: one for group in meant.values() for one in group}
        if len(dwellings) > 1:
            return Suspended(SuspenseReason.SEVERAL_ALIASES, tuple(dwellings)[:MOST_CANDIDATES])
        payers_own = self.register.owned_by_name(carried.payer)
        for dwelling in dwellings.values():
            if not is_contradicted(dwelling, text, payers_own, set(meant)):
                return Matched(dwelling.id, MatchedBy.ALIAS)
        return outcome

    def _owned(self, text: FreeText, payer: str) -> tuple[Dwelling, ...]:
        """Give what the owners named in the text own together, or what the payer owns."""
        first, *others = text.names or (payer,)
        return tuple(
            dwelling
            for dwelling in self.register.owned_by_name(first)
            if all(other in _names_of(dwelling) for other in others)
        )

    def _with_flags(
        self, outcome: MatchOutcome, text: FreeText, payer: str, amount_fen: int
    ) -> MatchOutcome:
        if not isinstance(outcome, Matched):
            return outcome
        owners = _names_of(self.register.dwelling(outcome.dwelling_id))
        fee_fen = self.fees_fen.get(outcome.dwelling_id, amount_fen)
        flags = {
            MatchFlag.PART_PAYMENT: amount_fen < fee_fen,
            MatchFlag.OVER_PAYMENT: amount_fen > fee_fen,
            MatchFlag.OTHER_PAYER: payer not in owners,
            MatchFlag.OTHER_OWNER_NAMED: bool(text.names) and owners.isdisjoint(text.names),
        }
        raised = tuple(flag for flag, is_raised in flags.items() if is_raised)
        return evolve(outcome, flags=raised)

    def _candidates(self, text: FreeText, payer: str) -> tuple[UUID, ...]:
        """Give the dwellings a person would look at first, the nearest first."""
        named = [one for label in text.labels if (one := self.register.find(label)) is not None]
        corners = [(label.building, label.room) for label in text.labels] + [
            (part.building, part.room)
            for part in text.parts
            if part.building is not None and part.room is not None
        ]
        near = [one for corner in corners for one in self.register.in_building(*corner)]
        owned = [one for name in (*text.names, payer) for one in self.register.owned_by_name(name)]
        fitting = sorted(owned, key=lambda one: not text.fits(one.label))
        ids = dict.fromkeys(one.id for one in (*named, *near, *fitting))
        return tuple(ids)[:MOST_CANDIDATES]

    def _is_owner(self, name: str) -> bool:
        return bool(self.register.owned_by_name(name))


def _names_of(dwelling: Dwelling) -> frozenset[str]:
    return frozenset(owner.name for owner in dwelling.party.members)


def _may_be_a_date(label: DwellingLabel) -> bool:
    """Whether figures like 25-3-15 beside a real dwelling are rather a day."""
    return label.unit <= _MONTHS and label.room <= _DAYS
