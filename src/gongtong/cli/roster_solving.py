"""`gongtong roster solve` and `explain`: a roster found, checked, and why a place stays empty (求解与说明命令)."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Final

from gongtong.cli.roster_papers import write_file
from gongtong.cli.roster_problems import Asked, asked, roster_in
from gongtong.cli.roster_progress import RosterWatched
from gongtong.cli.session import Told, answer
from gongtong.core.codec import to_json
from gongtong.rostering.rosters.annealing import Cooling, solve_by_annealing
from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.clashes import clash_in
from gongtong.rostering.rosters.cp_sat import CpSatEffort, solve_by_cp_sat
from gongtong.rostering.rosters.found import FoundRoster, Proof
from gongtong.rostering.rosters.highs import HighsEffort, solve_by_highs
from gongtong.rostering.rosters.neighbourhoods import solve_by_parts
from gongtong.rostering.rosters.publishing import teams_of
from gongtong.rostering.rosters.standing_in import empty_places

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.core.codec import JsonValue
    from gongtong.rostering.rosters.clashes import Clash
    from gongtong.rostering.rosters.found import Watch
    from gongtong.rostering.rosters.problem import Roster, RosterProblem
    from gongtong.rostering.rosters.standing_in import EmptyPlace

_PART: Final = HighsEffort(seconds=2.0)
_STEPS: Final = 3_000_000
_STEPS_A_SECOND: Final = 300_000
_ROUNDS: Final = 100
_PROOFS: Final = {
    Proof.NOTHING: "未证明最优 not proved",
    Proof.OPTIMAL: "已证明最优 proved optimal",
    Proof.INFEASIBLE: "已证明无解 proved that there is none",
}


def solve(options: argparse.Namespace) -> int:
    """Find a roster and say what the independent check says of it (求解)."""
    return answer(options, lambda: _solve(options))


def explain(options: argparse.Namespace) -> int:
    """Say which rules clash, and for every empty place what keeps people from it (说明)."""
    return answer(options, lambda: _explain(options))


def solved(
    problem: RosterProblem, options: argparse.Namespace, start: Roster | None
) -> FoundRoster:
    """Solve with the solver that was asked for, its progress on the terminal (按选项求解)."""
    with RosterWatched(options.seconds) as watch:
        if options.solver == "highs":
            effort = HighsEffort(options.work, options.seconds, options.seed)
            return solve_by_highs(problem, effort, start=start, watch=watch)
        if options.solver == "cp-sat":
            turns = CpSatEffort(options.work, options.seconds, options.workers, options.seed)
            return solve_by_cp_sat(problem, turns, start=start, watch=watch)
        chance = Random(options.seed)  # noqa: S311 - a search that can be repeated, not a secret
        if options.solver == "parts":
            return _by_parts(problem, options, chance, start=start, watch=watch)
        steps = options.work or int((options.seconds or 0) * _STEPS_A_SECOND) or _STEPS
        cooling = Cooling(steps, hot=5.0)
        return solve_by_annealing(problem, chance, cooling, start=start, watch=watch)


def write_roster(path: str | None, roster: Roster) -> None:
    """Write who stands where, where a file is given (写出排班表)."""
    if path is None:
        return
    text = json.dumps(to_json(teams_of(roster)), ensure_ascii=False, indent=1)
    write_file(path, f"{text}\n".encode())


def _by_parts(
    problem: RosterProblem,
    options: argparse.Namespace,
    chance: Random,
    *,
    start: Roster | None,
    watch: Watch,
) -> FoundRoster:
    def repair(part: RosterProblem, before: Roster) -> FoundRoster:
        return solve_by_highs(part, _PART, start=before)

    rounds = options.work or (10**9 if options.seconds else _ROUNDS)
    return solve_by_parts(problem, chance, repair, rounds, start=start, watch=watch)


def _solve(options: argparse.Namespace) -> Told:
    question = asked(options)
    found = solved(question.problem, options, roster_in(options.roster))
    write_roster(options.out, found.roster)
    places = empty_places(question.problem, found.roster)
    lines = (*_of_found(found, question), *(_place(one, question) for one in places))
    return Told(_data(found, places), lines, 0 if found.check.holds else 1)


def _explain(options: argparse.Namespace) -> Told:
    question = asked(options)
    clash = clash_in(question.problem, solve_by_highs)
    if clash is not None:
        data: JsonValue = {
            "clash": [{"rule": one.rule, "whom": one.whom} for one in clash.parts],
            "zh": clash.zh,
            "en": clash.en,
        }
        return Told(data, tuple(_of_clash(clash, question)), 1)
    roster = roster_in(options.roster)
    if roster is None:
        roster = solved(question.problem, options, None).roster
    places = empty_places(question.problem, roster)
    check = check_roster(question.problem, roster)
    lines = [f"规则之间没有冲突 no rules clash；现有{len(places)}处空缺 {len(places)} empty places"]
    lines += [_place(one, question) for one in places]
    lines += [f"  违反 broken: {one.statement}" for one in check.broken]
    return Told({"clash": [], "empty_places": [_place_data(one) for one in places]}, tuple(lines))


def _of_found(found: FoundRoster, question: Asked) -> Iterator[str]:
    check = found.check
    bound = "" if found.bound is None else f"，下界 bound {found.bound}，差距 gap {found.gap}"
    yield f"{found.solver}：{check.points}分 points{bound}，{_PROOFS[found.proof]}"
    held = "全部必须遵守的规则均符合" if check.holds else f"{len(check.broken)}处违反必须遵守的规则"
    yield f"独立核对 independent check：{held}"
    for rule, points in check.by_rule.items():
        if points:
            yield f"  {_name(rule, question)}：{points}"
    for shift in question.problem.shifts:
        if team := found.roster.team(shift):
            yield f"{shift}  {'、'.join(_person(one, question) for one in team)}"


def _of_clash(clash: Clash, question: Asked) -> Iterator[str]:
    yield f"{clash.zh}"
    yield f"{clash.en}"
    for part in clash.parts:
        yield f"  {_name(part.rule, question)}：{_person(part.whom, question)}"


def _name(rule: str, question: Asked) -> str:
    return rule if question.written is None else question.written.names_zh.get(rule, rule)


def _person(code: str, question: Asked) -> str:
    if question.written is None:
        return code
    names = {one.code: one.public_name for one in question.written.draft.volunteers}
    return f"{names[code]}（{code}）" if code in names else code


def _place(one: EmptyPlace, question: Asked) -> str:
    chain = "、".join(f"{_name(rule, question)}{count}人" for rule, count in one.kept_out.items())
    return (
        f"空缺 {one.need.shift} {_name(one.need.rule, question)} 差{one.missing}人："
        f"可选{len(one.need.members)}人，排除 {chain or '无'}，余{len(one.free)}人"
    )


def _data(found: FoundRoster, places: tuple[EmptyPlace, ...]) -> JsonValue:
    return {
        "solver": found.solver,
        "points": found.check.points,
        "bound": found.bound,
        "gap": found.gap,
        "proof": found.proof.value,
        "holds": found.check.holds,
        "points_by_rule": to_json(dict(found.check.by_rule)),
        "broken": [one.statement.rule for one in found.check.broken],
        "roster": to_json(teams_of(found.roster)),
        "empty_places": [_place_data(one) for one in places],
    }


def _place_data(one: EmptyPlace) -> JsonValue:
    return {
        "shift": one.need.shift,
        "rule": one.need.rule,
        "missing": one.missing,
        "kept_out": [[rule, count] for rule, count in one.kept_out.items()],
        "free": list(one.free),
        "zh": one.zh,
        "en": one.en,
    }
