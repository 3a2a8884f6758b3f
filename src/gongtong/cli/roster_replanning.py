"""`gongtong roster replan`: a roster that is up, after somebody fell out, with few changes (重排命令)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from gongtong.cli.roster_lookups import roster_up
from gongtong.cli.roster_solving import solved, write_roster
from gongtong.cli.session import Told, answer, option_unusable, reading
from gongtong.core.codec import to_json
from gongtong.rostering.rosters.publishing import teams_of
from gongtong.rostering.rosters.replanning import Move, Upset, replan

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.core.codec import JsonValue
    from gongtong.rostering.rosters.found import FoundRoster
    from gongtong.rostering.rosters.problem import Roster, RosterProblem
    from gongtong.rostering.rosters.publishing import PublishedRoster
    from gongtong.rostering.rosters.replanning import Replanned

_MOVES: Final = {Move.LEAVES: "离开 leaves", Move.ENTERS: "顶班 enters"}


def replanned(options: argparse.Namespace) -> int:
    """Plan a roster anew and say whom that moves (重排)."""
    return answer(options, lambda: _replanned(options))


def _replanned(options: argparse.Namespace) -> Told:
    if options.per_change <= 0:
        raise option_unusable(
            "--per-change",
            en="a change must cost something, or everybody is moved about",
            zh="变动代价须大于零",
            remedy="give points above 0",
        )
    with reading(options) as work:
        held = roster_up(work, options.roster_code)
        written = work.rostering.rosters.written(held.facts)
    upset = _upset(options, held)

    def solve(problem: RosterProblem, start: Roster) -> FoundRoster:
        return solved(problem, options, start)

    result = replan(written.problem, held.roster, upset, solve, per_change=options.per_change)
    write_roster(options.out, result.found.roster)
    data: JsonValue = {
        "points": result.found.check.points,
        "holds": result.found.check.holds,
        "changes": to_json(list(result.changes)),
        "moved": to_json(list(result.moved)),
        "roster": to_json(teams_of(result.found.roster)),
    }
    return Told(data, tuple(_lines(result, upset)), 0 if result.found.check.holds else 1)


def _upset(options: argparse.Namespace, held: PublishedRoster) -> Upset:
    now = datetime.now(tz=UTC)
    past = frozenset(one.code for one in held.facts.shifts if one.starts_at <= now)
    pairs = held.roster.pairs
    fell_out = []
    for said in options.out_of:
        member, _, shift = said.partition("@")
        if (member, shift) not in pairs:
            raise _not_out(
                said,
                en=f"nobody {member!r} stands in a shift {shift!r}",
                zh=f"{shift}没有{member}",
                remedy="write VOLUNTEER@SHIFT as the roster has it",
            )
        if shift in past:
            raise _not_out(
                said,
                en=f"{shift} has begun",
                zh=f"{shift}已经开始",
                remedy="record the absence; the roster of a shift that has begun stays",
            )
        fell_out.append((member, shift))
    return Upset(frozenset(fell_out), past)


def _not_out(said: str, *, en: str, zh: str, remedy: str) -> Exception:
    return option_unusable(f"--out-of {said}", en=en, zh=zh, remedy=remedy)


def _lines(result: Replanned, upset: Upset) -> Iterator[str]:
    for member, shift in sorted(upset.fell_out):
        yield f"缺席 fell out: {member} {shift}"
    for one in result.changes:
        yield f"{_MOVES[one.move]}: {one.member} {one.shift}"
    yield f"变动{len(result.changes)}处，涉及{len(result.moved)}人 {len(result.moved)} people are moved"
    held = "全部必须遵守的规则均符合" if result.found.check.holds else "有必须遵守的规则不能符合"
    yield f"独立核对 independent check：{held}"
