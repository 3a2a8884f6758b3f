"""Which provision answers: the order in which the others fall away (规定的选择).

What is not in force here, on the day, as far as was known, or for these facts, does not apply. Of
one provision's texts the later known one speaks. Then a mandatory provision by rank, else any set
value before defaults; then the nearest area, the narrowest conditions, the highest rank. Unequal
answers that are left over are a tie, and nobody guesses.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from gongtong.core.policies.provisions import AnyProvision, Mode, split_area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gongtong.core.policies.points import Condition

PLACE_DEPTH = 100


class WhyNot(StrEnum):
    """Why a provision does not decide (不适用的原因)."""

    ELSEWHERE = "elsewhere"
    CODE_NOT_VALID = "code_not_valid"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NO_LONGER_IN_FORCE = "no_longer_in_force"
    NOT_YET_KNOWN = "not_yet_known"
    WITHDRAWN = "withdrawn"
    FACT_NOT_STATED = "fact_not_stated"
    CONDITION_NOT_MET = "condition_not_met"
    EARLIER_TEXT = "earlier_text"
    REPLACED = "replaced"
    YIELDS_TO_MANDATORY = "yields_to_mandatory"
    YIELDS_AS_DEFAULT = "yields_as_default"
    FARTHER_AREA = "farther_area"
    BROADER_CONDITIONS = "broader_conditions"
    LOWER_RANK = "lower_rank"
    SAME_ANSWER = "same_answer"
    TIED = "tied"
    OUTRANKED_BOUND = "outranked_bound"

    @property
    def zh(self) -> str:
        """The reason in Chinese (中文表述)."""
        return _WHY_NOT_ZH[self]


_WHY_NOT_ZH = {
    WhyNot.ELSEWHERE: "适用于其他地方",
    WhyNot.CODE_NOT_VALID: "所列区划代码当日尚未启用",
    WhyNot.NOT_YET_IN_FORCE: "当日尚未施行",
    WhyNot.NO_LONGER_IN_FORCE: "当日已经失效",
    WhyNot.NOT_YET_KNOWN: "所问之时尚未登记",
    WhyNot.WITHDRAWN: "登记后已撤回",
    WhyNot.FACT_NOT_STATED: "未说明其适用条件涉及的事实",
    WhyNot.CONDITION_NOT_MET: "不符合适用条件",
    WhyNot.EARLIER_TEXT: "同一规定已有较新文本",
    WhyNot.REPLACED: "已被其他规定明文取代",
    WhyNot.YIELDS_TO_MANDATORY: "另有强制性规定",
    WhyNot.YIELDS_AS_DEFAULT: "仅为缺省规定，另有规定",
    WhyNot.FARTHER_AREA: "另有更近区域的规定",
    WhyNot.BROADER_CONDITIONS: "另有条件更具体的规定",
    WhyNot.LOWER_RANK: "另有位阶更高的规定",
    WhyNot.SAME_ANSWER: "与适用的规定内容相同",
    WhyNot.TIED: "与其他规定冲突，无从取舍",
    WhyNot.OUTRANKED_BOUND: "界限的位阶低于适用的规定",
}


@frozen
class Question:
    """A point asked about one place, one day, one state of knowledge and some facts (提问)."""

    codes: Mapping[str, int]
    place: str
    on: date
    known_on: date | None
    facts: Mapping[str, object]

    def depth(self, provision: AnyProvision) -> int:
        """Say how near the area of a provision is to the place (远近)."""
        digits, place = split_area(provision.area)
        return PLACE_DEPTH if place else self.codes[digits]


@frozen
class Considered:
    """A provision that was looked at, and why it does not decide (已考虑的规定).

    No `why_not` means that it decides, or that it is a floor or ceiling that was kept to.
    `against` is the provision that it gave way to.
    """

    provision: AnyProvision
    why_not: WhyNot | None
    against: AnyProvision | None = None

    def zh(self) -> str:
        """Write one line in Chinese (中文表述)."""
        if self.why_not is None:
            return f"{self.provision}：{'作为界限适用' if self.provision.mode.is_bound else '适用'}"
        behind = "" if self.against is None else f"（{self.against.id}）"
        return f"{self.provision}：不适用，{self.why_not.zh}{behind}"

    def en(self) -> str:
        """Write one line in English (英文表述)."""
        if self.why_not is None:
            return f"{self.provision}: {'bounds the answer' if self.provision.mode.is_bound else 'decides'}"
        behind = "" if self.against is None else f" ({self.against.id})"
        return f"{self.provision}: does not apply, {self.why_not.value.replace('_', ' ')}{behind}"


@frozen
class Selection:
    """What is left when every rule of choice has been applied (选择结果).

    More than one chosen provision is a tie of unequal answers.
    """

    chosen: tuple[AnyProvision, ...]
    bounds: tuple[AnyProvision, ...]
    others: tuple[Considered, ...]


@frozen
class _Field:
    """The provisions still standing, and those that fell."""

    standing: list[AnyProvision]
    fallen: list[Considered] = field(default=Factory(list))

    def keep(self, kept: Callable[[AnyProvision], bool], why: WhyNot) -> None:
        """Let those fall that are not kept, provided that somebody is."""
        winners = [provision for provision in self.standing if kept(provision)]
        if winners and len(winners) < len(self.standing):
            self.fallen.extend(
                Considered(provision, why, winners[0])
                for provision in self.standing
                if not kept(provision)
            )
            self.standing[:] = winners

    def drop(self, provision: AnyProvision, why: WhyNot, against: AnyProvision) -> None:
        """Let one fall because of another."""
        self.standing.remove(provision)
        self.fallen.append(Considered(provision, why, against))


def obstacle(provision: AnyProvision, question: Question) -> WhyNot | None:
    """Say why a provision of this area does not apply, if so (不适用的原因).

    Whether the area is the place's own is for the book to say, which looks provisions up by area.
    """
    if not provision.in_force.contains(question.on):
        early = question.on < provision.in_force.start
        return WhyNot.NOT_YET_IN_FORCE if early else WhyNot.NO_LONGER_IN_FORCE
    if not provision.is_known_on(question.known_on):
        known, recorded = question.known_on, provision.recorded_on
        early = known is not None and recorded is not None and known < recorded
        return WhyNot.NOT_YET_KNOWN if early else WhyNot.WITHDRAWN
    for condition in provision.conditions:
        if condition.fact.name not in question.facts:
            return WhyNot.FACT_NOT_STATED
        if not condition.is_met_by(question.facts):
            return WhyNot.CONDITION_NOT_MET
    return None


def applicable(provisions: Iterable[AnyProvision], question: Question) -> _Field:
    """Keep what applies: in force, known, its conditions met, not replaced (可适用的规定)."""
    standing: list[AnyProvision] = []
    fallen: list[Considered] = []
    for provision in provisions:
        why = obstacle(provision, question)
        if why is None:
            standing.append(provision)
        else:
            fallen.append(Considered(provision, why))
    # whatever follows must not depend on the order in which plugins were loaded
    standing.sort(key=order_of)
    candidates = _Field(standing, fallen)
    _drop_earlier_texts(candidates)
    _drop_replaced(candidates)
    return candidates


def select(provisions: Iterable[AnyProvision], question: Question) -> Selection:
    """Choose the provision that answers (选择)."""
    candidates = applicable(provisions, question)
    bounds = [provision for provision in candidates.standing if provision.mode.is_bound]
    candidates.standing[:] = [p for p in candidates.standing if not p.mode.is_bound]
    _narrow(candidates, question)
    rank = max((provision.rank for provision in candidates.standing), default=None)
    if rank is not None:
        for bound in [bound for bound in bounds if bound.rank < rank]:
            bounds.remove(bound)
            candidates.fallen.append(
                Considered(bound, WhyNot.OUTRANKED_BOUND, candidates.standing[0])
            )
    return Selection(tuple(candidates.standing), tuple(bounds), tuple(candidates.fallen))


def _narrow(candidates: _Field, question: Question) -> None:
    standing = candidates.standing
    if len(standing) < 2:  # noqa: PLR2004 - nothing to choose between
        return
    if any(provision.mode is Mode.MANDATORY for provision in standing):
        candidates.keep(lambda p: p.mode is Mode.MANDATORY, WhyNot.YIELDS_TO_MANDATORY)
        _keep_highest_rank(candidates)
    else:
        candidates.keep(lambda p: p.mode is Mode.SET, WhyNot.YIELDS_AS_DEFAULT)
    nearest = max(question.depth(provision) for provision in standing)
    candidates.keep(lambda p: question.depth(p) == nearest, WhyNot.FARTHER_AREA)
    _keep_narrowest(candidates)
    _keep_highest_rank(candidates)
    first = standing[0]
    if all(provision.value == first.value for provision in standing):
        for provision in standing[1:]:
            candidates.drop(provision, WhyNot.SAME_ANSWER, first)


def _keep_highest_rank(candidates: _Field) -> None:
    highest = max(provision.rank for provision in candidates.standing)
    candidates.keep(lambda p: p.rank == highest, WhyNot.LOWER_RANK)


def _keep_narrowest(candidates: _Field) -> None:
    for broader in tuple(candidates.standing):
        for narrower in candidates.standing:
            if is_narrower(narrower.conditions, broader.conditions):
                candidates.drop(broader, WhyNot.BROADER_CONDITIONS, narrower)
                break


def _drop_earlier_texts(candidates: _Field) -> None:
    newest: dict[str, AnyProvision] = {}
    for provision in candidates.standing:
        other = newest.setdefault(provision.id, provision)
        if (provision.recorded_on or date.min) > (other.recorded_on or date.min):
            newest[provision.id] = provision
    for provision in tuple(candidates.standing):
        winner = newest[provision.id]
        if (provision.recorded_on or date.min) < (winner.recorded_on or date.min):
            candidates.drop(provision, WhyNot.EARLIER_TEXT, winner)


def _drop_replaced(candidates: _Field) -> None:
    replacing = [provision for provision in candidates.standing if provision.replaces]
    for newer in replacing:
        for older in tuple(candidates.standing):
            # a lower text cannot put a higher one aside, whatever it says of itself
            if older.id in newer.replaces and older.rank <= newer.rank:
                candidates.drop(older, WhyNot.REPLACED, newer)


def order_of(provision: AnyProvision) -> tuple[str, str, date, date, str]:
    """Give the order in which provisions are listed, whoever loaded first (排列次序)."""
    recorded = provision.recorded_on or date.min
    return provision.id, provision.plugin, recorded, provision.in_force.start, provision.area


def is_narrower(one: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
    """Say whether whatever meets the one meets the other, but not the reverse (是否更具体)."""
    return _implies(one, other) and not _implies(other, one)


def _implies(one: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
    mine = {condition.fact.name: frozenset(condition.values) for condition in one}
    return all(
        condition.fact.name in mine and mine[condition.fact.name] <= frozenset(condition.values)
        for condition in other
    )


def can_meet_both(one: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
    """Say whether some facts meet both lists of conditions (是否可能同时符合)."""
    mine = {condition.fact.name: frozenset(condition.values) for condition in one}
    return all(
        mine[condition.fact.name] & frozenset(condition.values)
        for condition in other
        if condition.fact.name in mine
    )
