"""`gongtong roster sheet` and `calendar`: a roster that is up as a page to print and for a phone (排班纸面与日历命令)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gongtong.cli.roster_lookups import roster_up, volunteer_on
from gongtong.cli.session import Told, answer, option_unusable, reading
from gongtong.core.codec import to_json
from gongtong.notices.calendars import roster_calendar
from gongtong.notices.rosters import render_roster
from gongtong.rostering.rosters.figures import figures_of, turnover

if TYPE_CHECKING:
    import argparse

    from gongtong.community import Work
    from gongtong.rostering.rosters.publishing import PublishedRoster


def sheet(options: argparse.Namespace) -> int:
    """Write the page at the gate (写出排班表页面)."""
    return answer(options, lambda: _sheet(options))


def calendar(options: argparse.Namespace) -> int:
    """Write a calendar for everybody, a team or a volunteer (写出日历)."""
    return answer(options, lambda: _calendar(options))


def write_file(path: str, content: bytes) -> None:
    """Write a file that was asked for; raises `InputError` where it cannot be written (写文件)."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise option_unusable(
            "--out",
            en=f"{path} cannot be written: {error.strerror}",
            zh=f"{path}无法写入",
            remedy="give a file in a folder that is there",
        ) from error


def _sheet(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        held = roster_up(work, options.roster_code)
        names = _names(work, held)
        before = None if options.before is None else roster_up(work, options.before)
        place = work.place.name_zh
    figures = figures_of(held.facts.shifts, held.roster)
    page = render_roster(held, names, title=f"{place}排班表")
    write_file(options.out, page.encode())
    lines = [f"{figures.zh}；到岗率 coverage {float(figures.coverage):.1%}", options.out]
    came = None if before is None else turnover(before.roster, held.roster)
    if came is not None:
        lines.insert(1, f"新增{len(came.new)}人 new，减少{len(came.lost)}人 lost")
    data = {"figures": to_json(figures), "turnover": to_json(came), "digest": held.digest}
    return Told({**data, "out": options.out}, tuple(lines))


def _calendar(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        held = roster_up(work, options.roster_code)
        names = _names(work, held)
        whose, title = _whose(options, work)
    stamp = datetime.now(tz=UTC)
    written = roster_calendar(held, names, title=title, stamp=stamp, members=whose)
    write_file(options.out, written)
    count = written.count(b"BEGIN:VEVENT")
    return Told(
        {"events": count, "out": options.out}, (f"{count}个班次 {count} shifts", options.out)
    )


def _names(work: Work, held: PublishedRoster) -> dict[str, str]:
    volunteers = (work.rostering.volunteers.volunteer(code) for code in held.facts.volunteers)
    return {one.code: one.public_name for one in volunteers}


def _whose(options: argparse.Namespace, work: Work) -> tuple[tuple[str, ...] | None, str]:
    if options.team is not None:
        team = tuple(
            one.code for one in work.rostering.volunteers.volunteers() if one.team == options.team
        )
        if not team:
            raise option_unusable(
                "--team",
                en=f"nobody is in a team {options.team!r}",
                zh=f"没有{options.team}",
                remedy="write the team as the register has it",
            )
        return team, f"{options.team}排班"
    if options.volunteer is not None:
        one = volunteer_on(work, options.volunteer, option="--volunteer")
        return (one.code,), f"{one.public_name}的排班"
    return None, f"{work.place.name_zh}排班"
