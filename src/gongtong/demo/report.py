"""report.json: the year in figures, for programs (年度报告)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from gongtong.core.errors import UnknownReferenceError
from gongtong.ledger.payments.payments import Payment, PaymentState, SettledAs
from gongtong.ledger.spending.requests import SpendingState

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.core.codec import JsonValue
    from gongtong.core.register import Register
    from gongtong.demo.findings import YearFindings
    from gongtong.demo.papers import Papers
    from gongtong.voting.elections.committee_elections import ElectionResult

_SPENT: Final = frozenset({SpendingState.PAID, SpendingState.BOOKED})


def report_of(found: YearFindings, papers: Papers) -> dict[str, JsonValue]:
    """Make the report of a year; every amount is in fen, every area in cm2 (编制年度报告)."""
    return {
        "register": _register(found, papers),
        "payments": _payments(found, papers),
        "election": _election(found),
        "opinions": {"suggested": _suggested(found), "counts": _counts(found)},
        "spending": _spending(found),
        "ledger": _ledger(found),
    }


def as_text(report: dict[str, JsonValue]) -> str:
    """Write a report for people to look into and programs to read (输出 JSON)."""
    return json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _register(found: YearFindings, papers: Papers) -> dict[str, JsonValue]:
    return {
        "dwellings": len(found.register.dwellings),
        "persons": len(found.register.parties),
        "heads": found.heads.number,
        "area_cm2": found.register.area_cm2,
        "problems": [
            {"file": problem.file, "line": problem.line, "code": problem.code}
            for problem in papers.register.problems
        ],
    }


def _payments(found: YearFindings, papers: Papers) -> dict[str, JsonValue]:
    matched: dict[str, JsonValue] = {}
    suspense: dict[str, JsonValue] = {}
    other: dict[str, JsonValue] = {}
    flags: dict[str, JsonValue] = {}
    for payment in found.payments:
        if payment.other is not None:
            other[payment.transaction_id] = payment.other.value
        elif payment.state is PaymentState.IN_SUSPENSE and payment.suspended_for is not None:
            suspense[payment.transaction_id] = {
                "reason": payment.suspended_for.value,
                "candidates": [_label(found.register, one) for one in payment.candidates],
            }
        else:
            _note_settled(payment, found.register, matched, other)
        if payment.flags:
            flags[payment.transaction_id] = [flag.value for flag in payment.flags]
    lines = sum(len(bill.lines) for bill in papers.bills)
    return {
        "lines": lines,
        "matched": matched,
        "suspense": suspense,
        "other": other,
        "flags": flags,
    }


def _note_settled(
    payment: Payment,
    register: Register,
    matched: dict[str, JsonValue],
    other: dict[str, JsonValue],
) -> None:
    settlement = payment.settlement
    if settlement is not None and settlement.settled_as is not SettledAs.DWELLING:
        other[payment.transaction_id] = settlement.settled_as.value
        return
    dwelling_id = payment.dwelling_id if settlement is None else settlement.dwelling_id
    if dwelling_id is None:
        raise UnknownReferenceError("dwelling of payment", payment.transaction_id)
    matched[payment.transaction_id] = _label(register, dwelling_id)


def _label(register: Register, dwelling_id: UUID) -> str:
    return str(register.dwelling(dwelling_id).label)


def _result(found: YearFindings) -> ElectionResult:
    result = found.election.result
    if result is None:
        raise UnknownReferenceError("count of election", found.election.id)
    return result


def _election(found: YearFindings) -> dict[str, JsonValue]:
    result = _result(found)
    return {
        "electorate": _weight(result.electorate.heads, result.electorate.area_cm2),
        "took_part": _weight(result.took_part.heads, result.took_part.area_cm2),
        "quorum_met": all(check.is_met for check in result.participation),
        "counts": {
            one.name: _weight(one.approvals.heads, one.approvals.area_cm2)
            for one in result.candidates
        },
        "elected": list(result.elected),
        "tie": None
        if result.tie is None
        else {"candidates": list(result.tie.candidates), "seats": result.tie.seats},
        "seats_open": result.seats_open,
        "rejected_ballots": [
            {
                "file": problem.reference.file,
                "line": problem.reference.line,
                "code": problem.code.value,
            }
            for problem in result.rejected
        ],
    }


def _weight(heads: int, area_cm2: int) -> dict[str, JsonValue]:
    return {"heads": heads, "area_cm2": area_cm2}


def _suggested(found: YearFindings) -> dict[str, JsonValue]:
    return {one.opinion.number: found.words.zh(one.suggestion.category) for one in found.opinions}


def _counts(found: YearFindings) -> dict[str, JsonValue]:
    return {
        found.words.zh(tally.category): {
            "suggested": tally.suggested,
            "confirmed": tally.confirmed,
            "undecided": tally.undecided,
        }
        for tally in found.tallies
    }


def _spending(found: YearFindings) -> dict[str, JsonValue]:
    spent = sum(one.amount_fen for one in found.spendings if one.state in _SPENT)
    return {
        "orders": [
            {
                "purpose": one.purpose,
                "amount_fen": one.amount_fen,
                "state": one.state.value,
                "account": one.expense_account,
            }
            for one in found.spendings
        ],
        "paid_fen": spent,
    }


def _ledger(found: YearFindings) -> dict[str, JsonValue]:
    return {
        "entries": len(found.entries),
        "balanced": not found.faults and found.broken_event is None,
        "trial_balance": {
            f"{line.account.code} {line.account.zh}": line.debit_fen - line.credit_fen
            for line in found.trial_balance.lines
        },
        "events": found.head.event_count,
        "head": found.head.digest.hex(),
    }
