"""Locking comparisons in one after another unless they close a cycle, and every way to do so (锁定比较)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Defeat: TypeAlias = tuple[int, int]
"""Who is preferred by more, and to whom (胜负对)."""
Reach: TypeAlias = tuple[int, ...]
"""For each candidate, as bits, those who stand below it by what is locked (可达集)."""

MOST_STATES: Final = 2048
"""How many ways to have locked are looked at before the search gives up (锁定推演上限)."""


@frozen
class SortedDefeats:
    """Comparisons of one strength, told apart by what is locked already (比较分拣).

    `agreeing` can be locked in any order: none of them is in a cycle with the others and with what is
    locked. `contradicting` would close a cycle with what is locked. `knots` are the rest, in groups
    between which there is no cycle: only within a group does the order matter.
    """

    agreeing: tuple[Defeat, ...]
    contradicting: tuple[Defeat, ...]
    knots: tuple[tuple[Defeat, ...], ...]


def nothing_locked(candidates: int) -> Reach:
    """Begin with nothing locked (尚未锁定)."""
    return (0,) * candidates


def lock(reach: Reach, defeat: Defeat) -> Reach:
    """Lock a comparison in, with all that follows from it (锁定一对).

    >>> lock(lock((0, 0, 0), (1, 2)), (0, 1))
    (6, 4, 0)
    """
    winner, loser = defeat
    gained = reach[loser] | 1 << loser
    return tuple(
        below | gained if number == winner or below >> winner & 1 else below
        for number, below in enumerate(reach)
    )


def sort_defeats(reach: Reach, defeats: Iterable[Defeat]) -> SortedDefeats:
    """Tell apart which comparisons agree, contradict, or stand against each other (分拣比较)."""
    contradicting: list[Defeat] = []
    possible: list[Defeat] = []
    for winner, loser in defeats:
        (contradicting if reach[loser] >> winner & 1 else possible).append((winner, loser))
    whole = reach
    for defeat in possible:
        if not whole[defeat[0]] >> defeat[1] & 1:
            whole = lock(whole, defeat)
    agreeing: list[Defeat] = []
    knots: dict[int, list[Defeat]] = {}
    for winner, loser in possible:
        if reach[winner] >> loser & 1 or not whole[loser] >> winner & 1:
            agreeing.append((winner, loser))
        else:
            # those who stand above and below the winner at once are in its knot
            knot = sum(
                1 << number
                for number, below in enumerate(whole)
                if below >> winner & 1 and whole[winner] >> number & 1
            )
            knots.setdefault(knot, []).append((winner, loser))
    return SortedDefeats(tuple(agreeing), tuple(contradicting), tuple(map(tuple, knots.values())))


@define
class Locking:
    """What was locked or skipped of one strength after another, in this order (锁定过程).

    `taken` says of each comparison whether it was locked.
    """

    reach: Reach
    taken: list[tuple[Defeat, bool]] = field(factory=list)

    def take(self, defeats: Sequence[Defeat], choose: Callable[[tuple[Defeat, ...]], int]) -> None:
        """Lock or skip all comparisons of one strength (处理同强度比较).

        Where the order matters, `choose` is handed the comparisons of a knot and says whose come
        next, by the winner. The order of one winner's comparisons does not matter: a cycle that one
        of them would close comes back to the winner and so uses no other of them.
        """
        left = list(defeats)
        while left:
            found = sort_defeats(self.reach, left)
            self.taken += [(defeat, False) for defeat in found.contradicting]
            next_ones = list(found.agreeing)
            if not next_ones and found.knots:
                winner = choose(found.knots[0])
                next_ones = [defeat for defeat in found.knots[0] if defeat[0] == winner]
            for defeat in next_ones:
                self.reach = lock(self.reach, defeat)
            self.taken += [(defeat, True) for defeat in next_ones]
            done = {*next_ones, *found.contradicting}
            left = [defeat for defeat in left if defeat not in done]


def try_every_way(
    candidates: int,
    by_strength: Sequence[Sequence[Defeat]],
    *,
    is_settled: Callable[[Reach], bool],
    at_end: Callable[[Reach], None],
    most: int = MOST_STATES,
) -> bool:
    """Lock in every order of equal comparisons, and hand over each end (推演全部锁定次序).

    `is_settled` is asked of what is locked so far; what it calls settled is not followed further.
    Says whether every way was tried, which needs no more than `most` states to be looked at.
    """
    start = (0, nothing_locked(candidates))
    waiting, seen = [start], {start}
    looked_at = 0
    while waiting:
        looked_at += 1
        if looked_at > most:
            return False
        at, reach = waiting.pop()
        if is_settled(reach):
            continue
        if at == len(by_strength):
            at_end(reach)
            continue
        found = sort_defeats(reach, by_strength[at])
        for defeat in found.agreeing:
            reach = lock(reach, defeat)
        further = {(at, lock(reach, defeat)) for knot in found.knots[:1] for defeat in knot}
        further = (further or {(at + 1, reach)}) - seen
        seen |= further
        waiting += sorted(further)
    return True
