"""The facts of a notice board, before anybody draws them (公示内容).

The board judges nothing: verdicts, findings and reasons come from the rooms that decided them. What
it does refuse are figures that contradict themselves, for those must not be posted.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen
from attrs.validators import ge, in_, instance_of, min_len

from gongtong.core.periods import Span
from gongtong.core.privacy import mask_name
from gongtong.core.rulings import Source
from gongtong.core.shares import Bound

if TYPE_CHECKING:
    from collections.abc import Callable

    from attrs import Attribute

_MONTHS = range(1, 13)


def _count(_: object, attribute: Attribute[int], value: int) -> None:
    instance_of(int)(None, attribute, value)
    ge(0)(None, attribute, value)


def _fen(_: object, attribute: Attribute[int], value: int) -> None:
    instance_of(int)(None, attribute, value)


def _at_most(whole: str) -> Callable[[object, Attribute[int], int], None]:
    def check(instance: object, attribute: Attribute[int], part: int) -> None:
        _count(instance, attribute, part)
        if part > getattr(instance, whole):
            message = f"{attribute.name} is {part}, more than {whole}, {getattr(instance, whole)}"
            raise ValueError(message)

    return check


class Naming(StrEnum):
    """Whether a person's name may be posted in full (姓名公示方式)."""

    MASKED = "masked"
    # a list of candidates whose full names the law or the candidates themselves let be posted
    PUBLISHED_CANDIDATE = "published_candidate"


@frozen
class Person:
    """A person on the board; masked unless the facts say otherwise (公示人员)."""

    name: str
    naming: Naming = Naming.MASKED

    def shown(self) -> str:
        """Give the name as the board may show it (公示姓名)."""
        match self.naming:
            case Naming.MASKED:
                return mask_name(self.name)
            case Naming.PUBLISHED_CANDIDATE:
                return self.name


@frozen
class Officer:
    """A person in the office in which they acted (经手职务)."""

    office_zh: str
    person: Person


@frozen
class Turnout:
    """Who may vote and who took part, by heads and by area (参与情况)."""

    heads_all: int = field(validator=_count)
    heads: int = field(validator=_at_most("heads_all"))
    area_all_cm2: int = field(validator=_count)
    area_cm2: int = field(validator=_at_most("area_all_cm2"))


@frozen
class QuorumFinding:
    """Whether enough took part, as the voting room found it (参与比例认定)."""

    bound: Bound
    is_met: bool
    source: Source
    why_zh: str = ""


class Outcome(StrEnum):
    """What became of a candidate (当选结果)."""

    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    TIED = "tied"


@frozen
class CandidateResult:
    """A candidate's approval, and why it led to this outcome (候选人得票)."""

    person: Person
    heads: int = field(validator=_count)
    area_cm2: int = field(validator=_count)
    outcome: Outcome
    verdict_zh: str
    why_zh: str


def _within_turnout(
    election: ElectionFacts, _: object, candidates: tuple[CandidateResult, ...]
) -> None:
    turnout = election.turnout
    for candidate in candidates:
        if candidate.heads > turnout.heads or candidate.area_cm2 > turnout.area_cm2:
            message = f"{candidate.person.name} has more approval than took part"
            raise ValueError(message)


@frozen
class ElectionFacts:
    """An election as it is announced (选举结果).

    `approval` is the share of those who took part that a candidate needs. Candidates stand in the
    order of their result.
    """

    title_zh: str
    seats: int = field(validator=_count)
    voted_from: date
    voted_until: date
    turnout: Turnout
    quorum: QuorumFinding
    approval: Bound
    candidates: tuple[CandidateResult, ...] = field(validator=_within_turnout)


@frozen
class IncomeLine:
    """A kind of income in the year (收入项目)."""

    name_zh: str
    amount_fen: int = field(validator=_fen)
    note_zh: str = ""


@frozen
class SpendingLine:
    """One payment, with the four who answer for it (支出项目)."""

    paid_on: date
    purpose_zh: str
    amount_fen: int = field(validator=_fen)
    applicant: Officer
    approver: Officer
    cashier: Officer
    bookkeeper: Officer


@frozen
class AccountLine:
    """What an account held at the beginning and at the end (账户余额)."""

    name_zh: str
    opening_fen: int = field(validator=_fen)
    closing_fen: int = field(validator=_fen)


@frozen
class MonthLine:
    """Income and spending of one month (月度收支)."""

    month: int = field(validator=in_(_MONTHS))
    income_fen: int = field(validator=_fen)
    spending_fen: int = field(validator=_fen)


@frozen
class Held:
    """Amounts that are not settled yet, and how many (待处理款项)."""

    total_fen: int = field(default=0, validator=_fen)
    count: int = field(default=0, validator=_count)


@frozen
class MoneyFacts:
    """The money of the year, or of that part of it which the statements cover (收支).

    Every fen that moved on the accounts belongs in a line, unclaimed receipts included; otherwise
    the board says by how much the lines and the accounts differ.
    """

    income: tuple[IncomeLine, ...] = ()
    spending: tuple[SpendingLine, ...] = ()
    accounts: tuple[AccountLine, ...] = ()
    months: tuple[MonthLine, ...] = ()
    suspense: Held = Held()
    awaiting_papers: Held = Held()
    covers: Span | None = None

    @property
    def income_fen(self) -> int:
        """The sum of the income lines (收入合计)."""
        return sum(line.amount_fen for line in self.income)

    @property
    def spending_fen(self) -> int:
        """The sum of the spending lines (支出合计)."""
        return sum(line.amount_fen for line in self.spending)

    @property
    def opening_fen(self) -> int:
        """What all accounts held at the beginning (期初合计)."""
        return sum(line.opening_fen for line in self.accounts)

    @property
    def closing_fen(self) -> int:
        """What all accounts held at the end (期末合计)."""
        return sum(line.closing_fen for line in self.accounts)

    @property
    def difference_fen(self) -> int:
        """By how much the accounts differ from the lines; nothing when they agree (账实差额)."""
        return self.closing_fen - (self.opening_fen + self.income_fen - self.spending_fen)


@frozen
class FeeFacts:
    """A fee of the year: what was charged and what came in (收费情况)."""

    name_zh: str
    charged_fen: int = field(validator=_count)
    collected_fen: int = field(validator=_count)
    dwellings_charged: int = field(validator=_count)
    dwellings_paid: int = field(validator=_at_most("dwellings_charged"))

    @property
    def rate(self) -> Fraction | None:
        """The exact share that came in; nothing where nothing was charged (收缴率)."""
        return Fraction(self.collected_fen, self.charged_fen) if self.charged_fen else None


@frozen
class ArrearsLine:
    """What a building still owes, without names or rooms (分栋欠费).

    `open_count` are the dwellings that still owe something, `open_fen` what they owe together.
    """

    building_zh: str
    dwellings_charged: int = field(validator=_count)
    dwellings_paid: int = field(validator=_at_most("dwellings_charged"))
    open_count: int = field(validator=_count)
    open_fen: int = field(validator=_fen)


@frozen
class OpinionLine:
    """How often a matter was raised, with a few voices and no names (意见类别).

    `suggested` are the opinions that nobody has confirmed under the category yet.
    """

    category_zh: str
    confirmed: int = field(validator=_count)
    suggested: int = field(validator=_count)
    samples: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Confirmed and suggested together (件数)."""
        return self.confirmed + self.suggested


@frozen
class Evidence:
    """What a photograph of the board can later be held against (存证信息)."""

    ledger_entries: int = field(validator=_count)
    events: int = field(validator=_count)
    head_short: str
    algorithm: str = "SHA-256"


@frozen
class BoardFacts:
    """Everything on one notice board (公示栏).

    `posted_by_zh` signs it; `contact_zh` is a sentence that says where to raise an objection, and
    until when it hangs is `posted_until`.
    """

    place_zh: str = field(validator=min_len(1))
    year: int
    generated_on: date
    posted_by_zh: str
    evidence: Evidence
    money: MoneyFacts = MoneyFacts()
    election: ElectionFacts | None = None
    fees: tuple[FeeFacts, ...] = ()
    arrears: tuple[ArrearsLine, ...] = ()
    opinions: tuple[OpinionLine, ...] = ()
    sources: tuple[Source, ...] = ()
    posted_until: date | None = None
    contact_zh: str = ""
