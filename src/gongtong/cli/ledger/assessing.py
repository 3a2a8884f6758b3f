"""`gongtong ledger assess`: charge the households for a period (计收费用命令)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongtong.cli.session import Told, answer, option_unusable, reading, writing
from gongtong.core.codec import canonical, to_json
from gongtong.core.money import format_yuan
from gongtong.ledger.books.periods import Period
from gongtong.ledger.fees.assessing import AssessFees, FeesAssessed

if TYPE_CHECKING:
    import argparse

    from gongtong.core.periods import Span

_SHOWN = 20


def run(options: argparse.Namespace) -> int:
    """Charge, or preview; exit status 1 when it is refused (计收费用)."""
    return answer(options, lambda: _preview(options) if options.preview else _assess(options))


def _period(options: argparse.Namespace) -> Span:
    try:
        return Period.parse(options.period).span
    except ValueError as error:
        raise option_unusable(
            "--period", en=str(error), zh="期间写法不对", remedy="write 2026-03 or 2026"
        ) from error


def _preview(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        charges = work.ledger.fees.preview(_period(options))
    total_fen = sum(charge.amount_fen for charge in charges)
    dwellings = len({charge.dwelling_id for charge in charges})
    lines = [
        f"{charge.label}  {format_yuan(charge.amount_fen):>10}  {charge.explanation_zh}"
        for charge in charges[:_SHOWN]
    ]
    if len(charges) > _SHOWN:
        lines.append(f"……另有 {len(charges) - _SHOWN} 笔 more; all with --json")
    lines.append(f"试算 preview: {dwellings} 户，{format_yuan(total_fen)} 元；未写入任何数据")
    data = {
        "dwellings": dwellings,
        "amount_fen": total_fen,
        "charges": to_json(list(charges)),
    }
    return Told(data, tuple(lines))


def _assess(options: argparse.Namespace) -> Told:
    """Charge part by part, each in a transaction of its own, so that a stopped run can go on."""
    with reading(options) as work:
        planned = work.ledger.fees.plan(AssessFees(_period(options)))
    done: list[FeesAssessed] = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for request in progress.track(planned, description="计收 assessing"):
            with writing(options) as work:
                key = f"{_key(request)}/{work.head().event_count}"
                done.append(work.ledger.fees.assess(request, key=key))
    charged_fen = sum(one.amount_fen for one in done)
    dwellings = sum(one.dwellings for one in done)
    before = sum(one.already_charged for one in done)
    data = {
        "dwellings": dwellings,
        "amount_fen": charged_fen,
        "already_charged": before,
        "from_advances_fen": sum(one.from_advances_fen for one in done),
        "parts": to_json(done),
    }
    line = f"{options.period}: 计收 {dwellings} 户，{format_yuan(charged_fen)} 元；此前已计收 {before} 户"
    return Told(data, (line,))


def _key(request: AssessFees) -> str:
    return "cli/assess/" + hashlib.sha256(canonical(to_json(request))).hexdigest()[:32]
