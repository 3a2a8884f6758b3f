"""`gongtong roster`: rosters found, explained and planned anew; irregular patrols; the time that volunteers gave (排班命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.cli.roster_lookups import volunteer_on
from gongtong.cli.roster_papers import calendar, sheet
from gongtong.cli.roster_replanning import replanned
from gongtong.cli.roster_routing import route
from gongtong.cli.roster_solving import explain, solve
from gongtong.cli.session import Told, answer, option_unusable, reading
from gongtong.core.codec import to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.periods import SHANGHAI
from gongtong.rostering.hours.entries import EntryState, hours_zh
from gongtong.rostering.patrols.periods import DayVerdict
from gongtong.rostering.patrols.unpredictability import unpredictability_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from gongtong.rostering.hours.entries import ServiceEntry
    from gongtong.rostering.patrols.chances import Plan
    from gongtong.rostering.patrols.laws import PatrolLaw
    from gongtong.rostering.patrols.periods import CheckedDay, PatrolCheck, PatrolPeriod

_HALF_AN_HOUR, _TWO_HOURS = 30, 120
_VERDICTS: Final = {
    DayVerdict.AS_DRAWN: "与抽签相符 as drawn",
    DayVerdict.CHANGED_FOR_A_REASON: "有原因改动 changed for a reason",
    DayVerdict.CHANGED_IN_SILENCE: "未说明原因改动 changed in silence",
    DayVerdict.NOT_NOTED: "未登记 not noted",
}
_STATES: Final = {
    EntryState.RECORDED: "待确认",
    EntryState.CONFIRMED: "已确认",
    EntryState.DISPUTED: "有异议",
    EntryState.REPLACED: "已更正",
}


def run(options: argparse.Namespace) -> int:
    """Answer one question about rosters (回答)."""
    run_one: Callable[[argparse.Namespace], int] = {
        "solve": solve,
        "explain": explain,
        "replan": replanned,
        "route": route,
        "sheet": sheet,
        "calendar": calendar,
        "patrol": lambda options: answer(options, lambda: _patrol(options)),
        "hours": lambda options: answer(options, lambda: _hours(options)),
    }[options.roster_command]
    return run_one(options)


def _hours(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        volunteer = volunteer_on(work, options.volunteer, option="CODE")
        report = work.rostering.hours.report(volunteer.code)
        entries = work.rostering.hours.entries(volunteer.code)
    lines = (
        f"{volunteer.public_name}（{volunteer.code}）：{report.zh()}",
        *(_of_entry(one) for one in entries),
    )
    return Told({"report": to_json(report), "entries": to_json(list(entries))}, lines)


def _of_entry(one: ServiceEntry) -> str:
    began, ended = (
        moment.astimezone(SHANGHAI) for moment in (one.line.started_at, one.line.ended_at)
    )
    replaced = "" if one.replaces is None else f"（更正第{one.replaces}条）"
    return (
        f"  {one.number}  {began:%Y-%m-%d %H:%M}至{ended:%H:%M}  {hours_zh(one.line.minutes)}  "
        f"{_STATES[one.state]}  {one.line.activity}{replaced}"
    )


def _patrol(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        desk = work.rostering.patrols
        try:
            period = desk.period(options.period)
        except UnknownReferenceError as error:
            raise option_unusable(
                "CODE",
                en=f"the place has no period of patrols {options.period!r}",
                zh=f"没有编号为{options.period}的巡逻期",
                remedy=f"there are: {'、'.join(desk.codes()) or 'none'}",
            ) from error
        walked = desk.walked(period.code)
        check = None if period.seed is None else desk.check(period.code)
    secrecy = unpredictability_of(period.law, durations=_durations(period.law))
    lines = [*_of_period(period, len(walked)), secrecy.zh(period.law.slot_minutes)]
    if check is not None:
        lines += _of_check(period.law, check)
    data = {
        "period": to_json(period),
        "plans": secrecy.plans,
        "best_guess": to_json(secrecy.guess),
        "bits": f"{secrecy.bits:.3f}",
        "noted_days": len(walked),
        "check": None if check is None else to_json(check),
    }
    return Told(data, tuple(lines), int(check is not None and not _holds(check)))


def _durations(law: PatrolLaw) -> tuple[int, ...]:
    slots = (minutes // law.slot_minutes for minutes in (_HALF_AN_HOUR, _TWO_HOURS))
    return tuple(one for one in slots if 0 < one <= len(law.weights))


def _holds(check: PatrolCheck) -> bool:
    return not check.count(DayVerdict.CHANGED_IN_SILENCE) and check.audit.flagged_on is None


def _of_period(period: PatrolPeriod, noted: int) -> Iterator[str]:
    told = "尚未公布 not told yet" if period.seed is None else period.seed
    yield f"巡逻期 {period.code}：{period.first}至{period.last}，已登记{noted}天"
    yield f"承诺 promise: {period.promise}"
    yield f"种子 seed: {told}"


def _of_check(law: PatrolLaw, check: PatrolCheck) -> Iterator[str]:
    for verdict, words in _VERDICTS.items():
        yield f"{words}: {check.count(verdict)}"
    for one in check.days:
        yield f"  {one.day}  抽签 {_times(law, one.drawn)}  {_walked(law, one)}"
    yield check.audit.zh()


def _walked(law: PatrolLaw, one: CheckedDay) -> str:
    words = _VERDICTS[one.verdict].split(" ", 1)[0]
    if one.walked is None or one.verdict is DayVerdict.AS_DRAWN:
        return words
    return f"实际 {_times(law, one.walked)}  {words}"


def _times(law: PatrolLaw, plan: Plan) -> str:
    return "、".join(law.clock(slot) for slot in plan) or "未巡逻"
