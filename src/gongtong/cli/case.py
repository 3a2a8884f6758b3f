"""`gongtong case`: how a case stands, what is due, and the tables of states as diagrams (案件命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.cli.session import Told, answer, option_unusable, reading
from gongtong.core.codec import to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.machines.drawing import dot_of, mermaid_of, page_of
from gongtong.core.machines.pinning import machine_text
from gongtong.deliberation.assemblies.meeting_machine import MEETING
from gongtong.deliberation.topics.handling_machine import HANDLING
from gongtong.mediation.agreements.agreement_machine import AGREEMENT_MACHINE
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.obligations.obligation_machine import OBLIGATION_MACHINE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.community import Work
    from gongtong.core.machines.definition import Machine
    from gongtong.mediation.moving.moves import PossibleMove
    from gongtong.mediation.moving.ticking import DueItem

_MACHINES: Final = {
    "case": CASE_MACHINE,
    "agreement": AGREEMENT_MACHINE,
    "obligation": OBLIGATION_MACHINE,
    "meeting": MEETING,
    "opinion": HANDLING,
}
_DRAWN: Final = {"mermaid": mermaid_of, "dot": dot_of, "page": page_of}


def run(options: argparse.Namespace) -> int:
    """Answer one question about cases (回答)."""
    ask = {"show": _show, "due": _due, "diagram": _diagram}[options.case_command]
    return answer(options, lambda: ask(options))


def _show(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        try:
            case = work.mediation.cases.case(options.number)
        except UnknownReferenceError as error:
            raise _unknown(options.number) from error
        machine = work.mediation.moves.definition_of(case.number).machine
        moves = work.mediation.moves.moves(case.number)
        due = _items_of(work, case.number)
    state = machine.state(case.state)
    lines = (
        f"案件 {case.number}：{case.subject}",
        f"状态 state: {state.zh} {case.state}  层级 level: {case.level}  风险 risk: {case.risk.value}",
        *(_said(item) for item in due),
        *(line for move in moves for line in _told(move)),
    )
    return Told(
        {"case": to_json(case), "moves": to_json(list(moves)), "due": to_json(list(due))}, lines
    )


def _due(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        items = work.mediation.moves.due(options.until)
    lines = [f"{item.case}  {_said(item)}" for item in items] or ["没有到期事项 nothing is due"]
    return Told({"due": to_json(list(items))}, tuple(lines))


def _diagram(options: argparse.Namespace) -> Told:
    machine = _machine(options)
    drawn = _DRAWN[options.format](machine)
    return Told({"machine": machine_text(machine), "drawn": drawn}, (drawn.rstrip(),))


def _machine(options: argparse.Namespace) -> Machine:
    if options.number is None:
        return _MACHINES[options.machine]
    if options.database is None:
        raise option_unusable(
            "--database",
            en="a case is looked up in a database",
            zh="查找案件须指明数据库",
            remedy="add --database URL, or leave the number out for the built-in table",
        )
    with reading(options) as work:
        try:
            return work.mediation.moves.definition_of(options.number).machine
        except UnknownReferenceError as error:
            raise _unknown(options.number) from error


def _items_of(work: Work, case: str) -> tuple[DueItem, ...]:
    return tuple(item for item in work.mediation.moves.due() if item.case == case)


def _said(item: DueItem) -> str:
    marks = ("（逾期 overdue）" if item.is_overdue else "") + (
        "（暂定 provisional）" if item.is_provisional else ""
    )
    proposed = f"  可提出 may be asked for: {item.proposes}" if item.proposes else ""
    return f"到期 due {item.due_on}  {item.what}{marks}{proposed}"


def _told(move: PossibleMove) -> Iterator[str]:
    yield f"{'可以' if move.is_possible else '不能'} {move.event} {move.zh}"
    for reason in move.reasons:
        yield f"    {reason.zh}（{reason.source}）"


def _unknown(number: str) -> Exception:
    return option_unusable(
        "NUMBER",
        en=f"the place has no case {number!r}",
        zh=f"没有编号为{number}的案件",
        remedy="look the number up; `gongtong case due` lists cases in which something is due",
    )
