"""`gongtong ledger match`: payments that wait for a person (待查收款命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.cli.session import Told, answer, dwelling_of, option_unusable, reading, writing
from gongtong.core.codec import to_json
from gongtong.core.money import format_yuan
from gongtong.core.periods import local_day
from gongtong.core.privacy import mask_name
from gongtong.ledger.payments.payments import SettledAs
from gongtong.ledger.payments.settling import SettleSuspense

if TYPE_CHECKING:
    import argparse

    from gongtong.community import Work
    from gongtong.core.codec import JsonValue
    from gongtong.core.register import Register
    from gongtong.ledger.payments.payments import Payment


def run(options: argparse.Namespace) -> int:
    """List what is in suspense, or settle one payment (待查收款)."""
    return answer(options, lambda: _settle(options) if options.transaction else _list(options))


def _list(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        register = work.registry.register(work.unit.today)
        waiting = work.ledger.payments.list_suspense()
        data: list[JsonValue] = [_as_json(payment, register) for payment in waiting]
        lines = [_as_line(payment, register) for payment in waiting]
    total_fen = sum(payment.amount_fen for payment in waiting)
    lines.append(f"共 {len(waiting)} 笔，{format_yuan(total_fen)} 元待查")
    return Told(data, tuple(lines))


def _as_json(payment: Payment, register: Register) -> JsonValue:
    return {
        "channel": payment.channel.value,
        "transaction": payment.transaction_id,
        "at": payment.at.isoformat(),
        "payer": mask_name(payment.payer),
        "amount_fen": payment.amount_fen,
        "because": None if payment.suspended_for is None else payment.suspended_for.value,
        "candidates": [str(register.dwelling(one).label) for one in payment.candidates],
    }


def _as_line(payment: Payment, register: Register) -> str:
    candidates = "、".join(str(register.dwelling(one).label) for one in payment.candidates)
    because = "" if payment.suspended_for is None else payment.suspended_for.zh
    return (
        f"{local_day(payment.at)}  {payment.transaction_id}  {mask_name(payment.payer)}  "
        f"{format_yuan(payment.amount_fen)} 元  {because}  可能是：{candidates or '（无）'}"
    )


def _settle(options: argparse.Namespace) -> Told:
    with writing(options) as work:
        payment = _payment(work, options.transaction)
        request = SettleSuspense(
            channel=payment.channel,
            transaction_id=payment.transaction_id,
            settled_as=SettledAs.OTHER_INCOME if options.other_income else SettledAs.DWELLING,
            reason=options.reason,
            dwelling_id=None if options.dwelling is None else dwelling_of(work, options.dwelling),
        )
        settled = work.ledger.payments.settle_suspense(
            request, key=f"cli/settle/{payment.channel.value}/{payment.transaction_id}"
        )
    where = options.dwelling or "其他收入 other income"
    return Told(
        to_json(settled),
        (f"{options.transaction}: {format_yuan(settled.amount_fen)} 元 → {where}",),
    )


def _payment(work: Work, transaction_id: str) -> Payment:
    found = [
        payment
        for payment in work.ledger.payments.list_payments()
        if payment.transaction_id == transaction_id
    ]
    if not found:
        raise option_unusable(
            "--transaction",
            en=f"no payment with the id {transaction_id!r} was ever booked",
            zh=f"没有编号为{transaction_id}的收款",
            remedy="run gongtong ledger match without --transaction and take an id from its list",
        )
    return found[0]
