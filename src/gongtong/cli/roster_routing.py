"""`gongtong roster route`: who carries what to which door, planned and checked (配送路线命令)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongtong.cli.roster_papers import write_file
from gongtong.cli.roster_problems import read_json, unreadable
from gongtong.cli.roster_progress import RoutesWatched
from gongtong.cli.session import Told, answer, option_unusable
from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import CodecError
from gongtong.notices.deliveries import render_routes
from gongtong.rostering.deliveries.orders import DeliveryOrder
from gongtong.rostering.deliveries.planning import RouteEffort, plan_routes
from gongtong.rostering.deliveries.runs import DeliveryRunError
from gongtong.rostering.deliveries.sheet import read_household_sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.core.codec import JsonValue
    from gongtong.rostering.deliveries.planning import PlannedRoutes
    from gongtong.rostering.deliveries.runs import DeliveryRun

_MINUTE: Final = 60
_GUIDE: Final = "docs/guides/deliveries.md"


def route(options: argparse.Namespace) -> int:
    """Plan a supply run (规划配送)."""
    return answer(options, lambda: _route(options))


def _route(options: argparse.Namespace) -> Told:
    run = _run(options)
    effort = RouteEffort(
        options.work,
        options.seconds if options.work is None else None,
        options.seed,
        None if options.uneven else options.even_percent,
    )
    with RoutesWatched(effort.seconds) as watch:
        planned = plan_routes(run, effort, watch)
    if options.out is not None:
        text = json.dumps(to_json(planned.plan), ensure_ascii=False, indent=1)
        write_file(options.out, f"{text}\n".encode())
    if options.page is not None:
        write_file(options.page, render_routes(run, planned, title=options.title).encode())
    return Told(_data(planned), tuple(_lines(planned)), 0 if planned.check.holds else 1)


def _run(options: argparse.Namespace) -> DeliveryRun:
    try:
        content = Path(options.households).read_bytes()
    except OSError as error:
        raise option_unusable(
            "--households",
            en=f"{options.households} cannot be read: {error.strerror}",
            zh=f"{options.households}无法读取",
            remedy="give a CSV or XLSX of households",
        ) from error
    households = read_household_sheet(content, file=options.households)
    try:
        return from_json(read_json(options.file, _GUIDE), DeliveryOrder).run(households)
    except (CodecError, DeliveryRunError) as error:
        raise unreadable(options.file, str(error), _GUIDE) from error


def _lines(planned: PlannedRoutes) -> Iterator[str]:
    check = planned.check
    yield (
        f"{len(check.timetables)}人配送，合计用时{_hours(check.worked)}，其中步行{_hours(check.walked)}，"
        f"最长一人{_hours(check.longest)}"
    )
    if planned.plan.left_out:
        yield f"未能安排 left out：{'、'.join(planned.plan.left_out)}"
    held = (
        "全部规则均符合"
        if check.holds
        else "、".join(f"{one.rule.value} {one.whom}" for one in check.breaches)
    )
    yield f"独立核对 independent check：{held}"
    tables = dict(check.timetables)
    for one in planned.plan.routes:
        times = tables[one.carrier]
        yield f"{one.carrier}  {clock_of(times.begins)}–{clock_of(times.returns)}"
        for number, trip in enumerate(one.trips, start=1):
            yield f"  第{number}趟  {'、'.join(trip)}"


def _data(planned: PlannedRoutes) -> JsonValue:
    check = planned.check
    return {
        "holds": check.holds,
        "worked_seconds": check.worked,
        "walked_seconds": check.walked,
        "longest_seconds": check.longest,
        "plan": to_json(planned.plan),
        "breaches": to_json(list(check.breaches)),
    }


def _hours(seconds: int) -> str:
    hours, rest = divmod(-(-seconds // _MINUTE), _MINUTE)
    return f"{hours}小时{rest}分钟"


def clock_of(seconds: int) -> str:
    """Write a second of the day as a time, its minute begun (时刻).

    >>> clock_of(8 * 3600 + 59)
    '08:00'
    """
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
