"""`gongtong ledger close`: a month or a year, step by step (结账命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.cli.session import Told, answer, writing
from gongtong.core.codec import to_json
from gongtong.ledger.books.closing import MovePeriod, PeriodMoved
from gongtong.ledger.books.periods import PeriodState

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from gongtong.community import Work

_STATES: Final = {
    PeriodState.OPEN: "可以记账 open",
    PeriodState.CLOSING: "正在结账，只收调整凭证 closing",
    PeriodState.CLOSED: "已结账 closed",
    PeriodState.REOPENING: "申请反结账，等待批准 reopening asked for",
}


def run(options: argparse.Namespace) -> int:
    """Move a period; exit status 1 when it is refused (结账)."""
    return answer(options, lambda: _close(options))


def _close(options: argparse.Namespace) -> Told:
    request = MovePeriod(options.period, options.reason)
    with writing(options) as work:
        # a period can be closed again after it was reopened: the key says how far the record had come
        key = f"cli/{options.step}/{options.period}/{work.head().event_count}"
        moved = _step(work, options.step)(request, key=key)
    lines = [f"{moved.period}: {_STATES[moved.state]}"]
    if moved.closing_entry is not None:
        lines.append(f"结转凭证 closing entry: {moved.closing_entry}")
    return Told(to_json(moved), tuple(lines))


def _step(work: Work, step: str) -> Callable[..., PeriodMoved]:
    books = work.ledger.books
    return {
        "begin": books.begin_closing,
        "close": books.close_period,
        "ask-reopening": books.ask_reopening,
        "reopen": books.reopen_period,
        "refuse-reopening": books.refuse_reopening,
    }[step]
