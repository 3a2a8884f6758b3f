"""Sending a letter about what is due: only then, only with time to pay, and never with a threat (发送催缴通知)."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.fees.debts.debts import Debt, DebtLine
from gongtong.ledger.fees.debts.letters import (
    DUNNING,
    LETTER_RULES,
    NO_CUTTING_OFF,
    ArrearsLetter,
    ArrearsLetterTerms,
    LetterLine,
    letter_text,
    threats_in,
)

MAY_SEND: Final = frozenset({Office.CHAIR, Office.MEMBER, Office.KEEPER_OF_BOOKS})
"""Who may ask a household to pay (可发催缴通知者)."""


@frozen
class SendArrearsLetter:
    """A request to write to a household about what is due (催缴申请).

    `delivery` says how the letter goes out, such as 上门送达; `ways` how to pay.
    """

    dwelling_id: UUID
    pay_by: date
    ways: tuple[str, ...]
    delivery: str


@frozen
class ArrearsLetterSent:
    """A letter about what is due was sent (催缴通知已发).

    `digest` is the SHA-256 of its text, in hex.
    """

    letter_id: UUID
    dwelling_id: UUID
    letter: ArrearsLetter
    digest: str
    delivery: str
    sent_by: str


@frozen
class LetterFacts:
    """What is known when a letter is sent (催缴依据).

    `draft` is the letter without what the request says; `put_off` are charges of which nothing is due
    because a plan of instalments is being kept.
    """

    letter_id: UUID
    number: int
    place_zh: str
    addressee: str
    debt: Debt
    put_off: Collection[UUID]
    terms: ArrearsLetterTerms
    today: date
    actor: str
    held: Collection[Office]

    @property
    def due(self) -> tuple[DebtLine, ...]:
        """The lines that a letter may ask for (可催缴明细)."""
        return tuple(line for line in self.debt.due_lines if line.charge.id not in self.put_off)


def rule_on_letter(
    request: SendArrearsLetter, facts: LetterFacts
) -> Granted[ArrearsLetterSent] | Refused:
    """Write the letter as it goes out, or name every ground against it (催缴审核).

    Grounds, in this order: the office, nothing that is due, too little time to pay, no way to pay, no
    word on how it goes out, a threat to cut off supplies.
    """
    reasons = (
        *reasons_of_office(
            facts.held, MAY_SEND, LETTER_RULES, act=("发送催缴通知", "send an arrears letter")
        ),
        *_reasons_of_debt(facts),
        *_reasons_of_request(request, facts),
    )
    if reasons:
        return Refused(reasons)
    letter = letter_of(request, facts)
    return Granted(
        ArrearsLetterSent(
            facts.letter_id,
            request.dwelling_id,
            letter,
            sha256(letter_text(letter).encode()).hexdigest(),
            request.delivery.strip(),
            facts.actor,
        )
    )


def letter_of(request: SendArrearsLetter, facts: LetterFacts) -> ArrearsLetter:
    """Put a letter together from the lines that are due (起草催缴通知)."""
    lines = facts.due
    label = facts.debt.lines[0].charge.label
    return ArrearsLetter(
        place_zh=facts.place_zh,
        label=label,
        addressee=facts.addressee,
        written_on=facts.today,
        pay_by=request.pay_by,
        lines=tuple(
            LetterLine(
                line.charge.zh,
                str(line.charge.period),
                line.charge.due_on or facts.today,
                line.open_fen,
                line.explanation_zh,
            )
            for line in lines
        ),
        ways=request.ways,
        number=facts.number,
    )


def _reasons_of_debt(facts: LetterFacts) -> Iterator[Reason]:
    if not facts.due:
        yield Reason(
            "ledger.nothing_due",
            "该户没有已到期未缴的费用，或正在按协议分期缴纳",
            "nothing is due: either no day has passed, or instalments are being kept",
            DUNNING,
            (("open_fen", str(facts.debt.open_fen)),),
        )


def _reasons_of_request(request: SendArrearsLetter, facts: LetterFacts) -> Iterator[Reason]:
    earliest = facts.today + timedelta(days=facts.terms.least_days)
    if request.pay_by < earliest:
        yield Reason(
            "ledger.too_little_time_to_pay",
            f"缴费期限{request.pay_by}过短，至少到{earliest}",
            f"{request.pay_by} leaves too little time; {earliest} is the earliest day",
            DUNNING,
            (("earliest", str(earliest)),),
        )
    if not any(way.strip() for way in request.ways):
        yield Reason(
            "ledger.no_way_to_pay", "没有写明缴费方式", "no way to pay is named", LETTER_RULES
        )
    if not request.delivery.strip():
        yield Reason(
            "ledger.letter_without_delivery",
            "没有写明送达方式",
            "nothing says how the letter goes out",
            LETTER_RULES,
        )
    for text in threats_in((*request.ways, request.delivery)):
        yield Reason(
            "ledger.forbidden_collection_measure",
            f"不得以停水、停电、停气、停暖催缴：“{text}”",
            "nobody is made to pay by cutting off water, power, gas or heat",
            NO_CUTTING_OFF,
        )
