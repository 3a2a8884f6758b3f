"""What a dwelling owes on a day, and why, line by line (住户债务)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from attrs import field, frozen

from gongtong.core.money import format_yuan
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.debts.late_codes import principal_of


@frozen
class BookedCharge:
    """A charge with the days between which it stands in the books (已入账应收).

    `reversed_on` is the day from which its entry was undone, if it was.
    """

    charge: Charge
    entry_id: UUID
    voucher: str
    booked_on: date
    reversed_on: date | None = None

    @property
    def id(self) -> UUID:
        """The charge's id; what is booked has one (编号)."""
        if self.charge.id is None:
            raise ValueError("a charge that is booked has an id")
        return self.charge.id

    def stands_on(self, day: date) -> bool:
        """Say whether it stands at the end of a day (是否有效)."""
        return self.booked_on <= day and (self.reversed_on is None or day < self.reversed_on)


@frozen
class BookedAllocation:
    """An allocation with the voucher of its money and the days between which it counts (已入账核销)."""

    charge_id: UUID
    entry_id: UUID
    voucher: str
    kind: EntryKind
    amount_fen: int
    effective_on: date
    reversed_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Say whether its money counts at the end of a day (是否有效)."""
        return self.effective_on <= day and (self.reversed_on is None or day < self.reversed_on)


@frozen
class AccountMovement:
    """What one entry adds to an account of the dwelling: a debit when positive (住户账户变动)."""

    entry_id: UUID
    voucher: str
    kind: EntryKind
    effective_on: date
    narration: str
    account: str
    fund: str
    amount_fen: int
    reverses: UUID | None = None


@frozen
class DebtFacts:
    """Everything the books hold about the debt of one dwelling (债务依据).

    `receivable` and `advances` are movements by entry; every day can be told from them.
    """

    dwelling_id: UUID
    charges: tuple[BookedCharge, ...]
    allocations: tuple[BookedAllocation, ...]
    receivable: tuple[AccountMovement, ...] = ()
    advances: tuple[AccountMovement, ...] = ()

    def open_on(self, charge: BookedCharge, day: date) -> int:
        """Give what is open of a charge at the end of a day, in fen (某日未缴)."""
        if not charge.stands_on(day):
            return 0
        settled = sum(
            one.amount_fen
            for one in self.allocations
            if one.charge_id == charge.id and one.counts_on(day)
        )
        return charge.charge.amount_fen - settled

    def days_of_change(self, charge: BookedCharge) -> tuple[date, ...]:
        """Give the days on which what is open of a charge may have changed (变动日)."""
        days = {charge.booked_on, charge.reversed_on}
        for one in self.allocations:
            if one.charge_id == charge.id:
                days |= {one.effective_on, one.reversed_on}
        return tuple(sorted(day for day in days if day is not None))


@frozen
class SettledPart:
    """So much of a charge was settled by a voucher on a day (清偿明细)."""

    voucher: str
    kind: EntryKind
    on: date
    amount_fen: int


@frozen
class DebtLine:
    """One charge: what it was for, what settled it, and what is open (债务明细).

    `late_fen` is what has accrued on it as late charges and is not booked yet.
    """

    charge: Charge
    voucher: str
    settled: tuple[SettledPart, ...]
    open_fen: int
    overdue_days: int
    late_fen: int
    explanation_zh: str


@frozen
class OtherLine:
    """What an entry left on the receivable account besides charges (其他往来).

    An entry by hand, or money that has not been given to a charge.
    """

    voucher: str
    kind: EntryKind
    on: date
    fund: str
    amount_fen: int
    explanation_zh: str


@frozen
class CreditHeld:
    """What the dwelling has paid ahead, in one fund (预存款)."""

    fund: str
    amount_fen: int


@frozen
class Debt:
    """What a dwelling owes at the end of a day, and why (住户债务).

    `open_fen` and the other lines together are the balance of its receivable account on that day.
    """

    dwelling_id: UUID
    on: date
    lines: tuple[DebtLine, ...]
    others: tuple[OtherLine, ...]
    credits: tuple[CreditHeld, ...] = field(factory=tuple)

    @property
    def open_fen(self) -> int:
        """What is open of its charges together (未缴合计)."""
        return sum(line.open_fen for line in self.lines)

    @property
    def other_fen(self) -> int:
        """What else stands on its receivable account (其他余额)."""
        return sum(line.amount_fen for line in self.others)

    @property
    def balance_fen(self) -> int:
        """The balance of its receivable account (应收余额)."""
        return self.open_fen + self.other_fen

    @property
    def late_fen(self) -> int:
        """Late charges that have accrued and are not booked (未入账违约金)."""
        return sum(line.late_fen for line in self.lines)

    @property
    def due_lines(self) -> tuple[DebtLine, ...]:
        """The open lines whose day has passed (已到期明细)."""
        return tuple(line for line in self.lines if line.open_fen > 0 and line.overdue_days > 0)


def debt_at(facts: DebtFacts, day: date, *, late_fen: Iterable[tuple[UUID, int]] = ()) -> Debt:
    """Fold everything that happened through a day into lines (债务计算).

    `late_fen` is what has accrued on charges, by their ids.
    """
    late = dict(late_fen)
    settled: defaultdict[UUID, list[BookedAllocation]] = defaultdict(list)
    for one in facts.allocations:
        if one.counts_on(day):
            settled[one.charge_id].append(one)
    standing = sorted(
        (charge for charge in facts.charges if charge.stands_on(day)),
        key=lambda one: (one.charge.due_on or one.booked_on, one.charge.code, one.id),
    )
    return Debt(
        dwelling_id=facts.dwelling_id,
        on=day,
        lines=tuple(
            _line(charge, settled[charge.id], day, late.get(charge.id, 0)) for charge in standing
        ),
        others=tuple(_others(facts, day)),
        credits=_credits(facts.advances, day),
    )


def _line(
    booked: BookedCharge, settled: Sequence[BookedAllocation], day: date, late_fen: int
) -> DebtLine:
    charge = booked.charge
    parts = tuple(
        SettledPart(one.voucher, one.kind, one.effective_on, one.amount_fen)
        for one in sorted(settled, key=lambda one: (one.effective_on, one.voucher))
    )
    open_fen = charge.amount_fen - sum(part.amount_fen for part in parts)
    due_on = charge.due_on or booked.booked_on
    overdue = max(0, (day - due_on).days) if open_fen > 0 else 0
    said = [f"{charge.zh}{format_yuan(charge.amount_fen)}元（{charge.explanation_zh}）"]
    said.append(f"{due_on}到期")
    said.extend(f"{part.on}由凭证{part.voucher}{_how(part)}" for part in parts)
    said.append(f"尚欠{format_yuan(open_fen)}元" if open_fen else "已结清")
    if late_fen:
        said.append(f"另有未入账违约金{format_yuan(late_fen)}元")
    return DebtLine(charge, booked.voucher, parts, open_fen, overdue, late_fen, "；".join(said))


_VERBS = {
    EntryKind.CREDIT_NOTE: "减额",
    EntryKind.WAIVER: "减免",
    EntryKind.REASSIGNMENT: "转入",
    EntryKind.DISTRIBUTION: "抵扣",
}


def _how(part: SettledPart) -> str:
    if part.amount_fen < 0:
        return f"转出{format_yuan(-part.amount_fen)}元"
    return f"{_VERBS.get(part.kind, '收款')}{format_yuan(part.amount_fen)}元"


def _others(facts: DebtFacts, day: date) -> Iterator[OtherLine]:
    """Give what each entry left on the account besides charges, without what was undone."""
    moves = {(move.entry_id, move.fund): move for move in facts.receivable}
    undone = _undone(facts.receivable, day)
    rest = _rest_by_entry(facts, day)
    for at, fen in sorted(rest.items(), key=lambda item: (moves[item[0]].effective_on, item[0])):
        move = moves[at]
        if fen and move.entry_id not in undone:
            said = f"应收{format_yuan(fen)}元" if fen > 0 else f"未核销{format_yuan(-fen)}元"
            yield OtherLine(
                move.voucher,
                move.kind,
                move.effective_on,
                move.fund,
                fen,
                f"凭证{move.voucher}：{move.narration}，{said}",
            )


def _rest_by_entry(facts: DebtFacts, day: date) -> dict[tuple[UUID, str], int]:
    """Take from each entry's movement the charges that it books, and add what it settled."""
    standing = {charge.id: charge for charge in facts.charges if charge.stands_on(day)}
    rest: defaultdict[tuple[UUID, str], int] = defaultdict(int)
    for move in facts.receivable:
        if move.effective_on <= day:
            rest[move.entry_id, move.fund] += move.amount_fen
    for charge in standing.values():
        rest[charge.entry_id, charge.charge.fund] -= charge.charge.amount_fen
    for one in facts.allocations:
        if one.charge_id in standing and one.counts_on(day):
            rest[one.entry_id, standing[one.charge_id].charge.fund] += one.amount_fen
    return rest


def _undone(moves: Iterable[AccountMovement], day: date) -> frozenset[UUID]:
    """Give the entries that cancel each other at the end of a day: the reversed and their reversals."""
    pairs = [
        (move.entry_id, move.reverses)
        for move in moves
        if move.reverses is not None and move.effective_on <= day
    ]
    return frozenset(entry_id for pair in pairs for entry_id in pair)


def _credits(advances: Iterable[AccountMovement], day: date) -> tuple[CreditHeld, ...]:
    held: defaultdict[str, int] = defaultdict(int)
    for move in advances:
        if move.effective_on <= day:
            held[move.fund] -= move.amount_fen
    return tuple(CreditHeld(fund, fen) for fund, fen in sorted(held.items()) if fen)


def late_charges_on(facts: DebtFacts, principal_id: UUID) -> tuple[BookedCharge, ...]:
    """Give the late charges that were booked on a charge (已计违约金)."""
    return tuple(one for one in facts.charges if principal_of(one.charge.code) == principal_id)
