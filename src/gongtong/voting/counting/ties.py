"""Ties: what breaks them is named before the vote, and what nothing breaks stays open (并列).

A count asks a `Referee` whenever candidates are level and one must come first or go out. The referee
knows the rule that was named. Where none was named, the count is run again for every way in which
the tie could be broken: if all of them elect the same, the tie does not matter; otherwise only who
is elected in all of them is elected, and the others stay undecided.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, field, frozen

from gongtong.voting.counting.traces import Act, Amount, Count, Tie, TieBreak, last_amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongtong.voting.counting.traces import Round

_DOMAIN: Final = "gongtong/lot/v1"
# the choices of a trial, tie after tie, and what it came to
_Run: TypeAlias = tuple[tuple[int, ...], Count]
MOST_WAYS: Final = 256
"""How many ways of breaking ties are tried before a count is left undecided (并列推演上限)."""


def _in_given_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen(kw_only=True)
class TieRule:
    """The rule that was named before the vote, and what it goes by (并列规则).

    `names` is the list of `SENIORITY` and of `DECIDED`, the best first; `seed` is the published
    number of `LOT`; `decision` says where a decision by hand is recorded. `looks_back` asks earlier
    rounds first, as the Scottish rules do.
    """

    by: TieBreak = TieBreak.OPEN
    names: tuple[str, ...] = field(default=(), converter=_in_given_order)
    seed: str = ""
    decision: str = ""
    looks_back: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that lacks what it goes by."""
        needs = {
            TieBreak.SENIORITY: self.names,
            TieBreak.DECIDED: self.names,
            TieBreak.LOT: self.seed,
        }
        if self.by in needs and not needs[self.by]:
            message = f"the rule {self.by} needs {'a seed' if self.by is TieBreak.LOT else 'names'}"
            raise ValueError(message)

    @property
    def is_open(self) -> bool:
        """Whether nothing breaks a tie in the count itself (是否不处理)."""
        return self.by in (TieBreak.OPEN, TieBreak.RUN_OFF)

    def in_order(self, tied: Sequence[str], *, round_number: int) -> tuple[str, ...] | None:
        """Put tied candidates in order, the best first; nothing where the rule is silent (并列排序).

        `tied` comes in the order of the ballot paper.
        """
        match self.by:
            case TieBreak.ORDER:
                return tuple(tied)
            case TieBreak.SENIORITY | TieBreak.DECIDED:
                if set(tied) <= set(self.names):
                    return tuple(sorted(tied, key=self.names.index))
                return None
            case TieBreak.LOT:
                return drawn_lots(tied, seed=self.seed, round_number=round_number)
            case _:
                return None


def drawn_lots(tied: Sequence[str], *, seed: str, round_number: int) -> tuple[str, ...]:
    """Draw lots among tied names from a published seed; anybody can draw them again (公开种子抽签).

    For each name, SHA-256 of `gongtong/lot/v1`, the seed, the number of the round, all tied names
    in the order of their code points, and the name, each on a line of its own in UTF-8. The
    smallest digest comes first. The seed must be a number that nobody could know or choose when the
    rule was announced, such as the winning numbers of a named draw of a lottery.

    >>> drawn_lots(("王芳", "陈静"), seed="2025068 03 11 17 22 30 06 12", round_number=1)
    ('王芳', '陈静')
    """
    everybody = "\n".join(sorted(tied))

    def digest(name: str) -> bytes:
        text = "\n".join((_DOMAIN, seed, str(round_number), everybody, name))
        return hashlib.sha256(text.encode()).digest()

    return tuple(sorted(tied, key=digest))


class Referee:
    """Breaks the ties of one count by the rule, or by a script of choices that is tried out (裁判).

    Candidates are meant by number here; names are used only where the rule needs them.
    """

    def __init__(
        self, candidates: Sequence[str], rule: TieRule, script: Sequence[int] = ()
    ) -> None:
        """Take the rule, and for a trial the places of those to choose, tie after tie."""
        self.rule = rule
        self.ties: list[Tie] = []
        self.asked: list[int] = []
        self._candidates = candidates
        self._script = list(script)

    def first(
        self, tied: Sequence[int], *, round_number: int, seats: int = 1, past: Sequence[Round] = ()
    ) -> int:
        """Say who of the tied comes first (并列中谁在前)."""
        return self._choose(tied, round_number, seats, past)

    def last(self, tied: Sequence[int], *, round_number: int, past: Sequence[Round] = ()) -> int:
        """Say who of the tied goes out (并列中谁出局)."""
        return self._choose(tied, round_number, 0, past)

    def leave_open(self, tied: Sequence[int], *, round_number: int, seats: int) -> None:
        """Note a tie that stays open because no rule breaks it (并列留待决定)."""
        names = tuple(self._candidates[number] for number in sorted(tied))
        self.ties.append(
            Tie(candidates=names, round=round_number, seats=seats, broken_by=self.rule.by)
        )

    def _choose(
        self, tied: Sequence[int], round_number: int, seats: int, past: Sequence[Round]
    ) -> int:
        level = sorted(tied)
        if len(level) == 1:
            return level[0]
        by = self.rule.by
        if self.rule.looks_back:
            level = after_looking_back(level, self._candidates, past, best=seats > 0)
            if len(level) == 1:
                by = TieBreak.EARLIER_ROUNDS
        asked_before = len(self.asked)
        chosen = level[0] if len(level) == 1 else self._by_rule(level, round_number, seats)
        if len(self.asked) > asked_before and not self.rule.is_open:
            by = TieBreak.OPEN  # the rule is silent on one of them
        self.ties.append(
            Tie(
                candidates=tuple(self._candidates[number] for number in sorted(tied)),
                round=round_number,
                seats=seats,
                chosen=(self._candidates[chosen],),
                broken_by=by,
            )
        )
        return chosen

    def _by_rule(self, level: list[int], round_number: int, seats: int) -> int:
        names = [self._candidates[number] for number in level]
        order = self.rule.in_order(names, round_number=round_number)
        if order is not None:
            return level[names.index(order[0] if seats else order[-1])]
        place = self._script[len(self.asked)] if len(self.asked) < len(self._script) else 0
        self.asked.append(len(level))
        return level[place]


def after_looking_back(
    tied: Sequence[int], names: Sequence[str], rounds: Sequence[Round], *, best: bool
) -> list[int]:
    """Keep who stood best, or worst, in the last round in which the tied differed (回溯前轮).

    Where some are still level, the round before that speaks on those, and so on to the first. Of
    loads, prices and opposition the least is best. Whoever a round does not name had nothing in it.
    """
    left = sorted(tied)
    for earlier in reversed(rounds):
        had = {number: earlier.amount_of(names[number]) or 0 for number in left}
        extreme = (max if best is earlier.measure.more_is_better else min)(had.values())
        left = [number for number in left if had[number] == extreme]
    return left


def settle(count: Callable[[Referee], Count], candidates: Sequence[str], rule: TieRule) -> Count:
    """Count under a rule for ties; without one, find out whether the ties matter (并列推演).

    `count` must do the same whenever it is asked with a referee that answers the same. Where a tie
    matters, the trace ends with it: what came after would be the trace of one way among several.
    """
    first_referee = Referee(candidates, rule)
    first = count(first_referee)
    if not first_referee.asked:
        return first
    runs: list[_Run] = [((), first)]
    waiting = _other_scripts((), first_referee.asked)
    # every way that waits takes a run: once they are too many, no further run can complete them;
    # those that differ early come first, since they show soonest how many ways there are
    while waiting and len(runs) + len(waiting) <= MOST_WAYS:
        script = waiting.pop(0)
        referee = Referee(candidates, rule, script)
        runs.append((script, count(referee)))
        waiting += _other_scripts(script, referee.asked)
    decisive = 0 if waiting else _first_that_matters(runs, len(first_referee.asked))
    if decisive is None:
        return evolve(first, ties=_told(first.ties, len(first.ties)))
    return _open_at(decisive, runs, complete=not waiting)


def _other_scripts(script: Sequence[int], asked: Sequence[int]) -> list[tuple[int, ...]]:
    """Give the scripts that differ from a run first at a tie behind the script's end."""
    scripts: list[tuple[int, ...]] = []
    for place in range(len(script), len(asked)):
        stem = (*script, *([0] * (place - len(script))))
        scripts += [(*stem, other) for other in range(1, asked[place])]
    return scripts


def _first_that_matters(runs: Sequence[_Run], ties: int) -> int | None:
    """Find the first tie of the first run whose ways do not all lead to the same outcomes."""
    for place in range(ties):
        by_choice: dict[int, set[tuple[frozenset[str], frozenset[str]]]] = {}
        for script, counted in runs:
            padded = (*script, *([0] * ties))
            if not any(padded[:place]):
                outcome = frozenset(counted.elected), frozenset(counted.undecided)
                by_choice.setdefault(padded[place], set()).add(outcome)
        if len({frozenset(outcomes) for outcomes in by_choice.values()}) > 1:
            return place
    return None


def _open_at(decisive: int, runs: Sequence[_Run], *, complete: bool) -> Count:
    """End a count at the tie that matters: elected is only who is elected in every way."""
    first = runs[0][1]
    asked = [place for place, tie in enumerate(first.ties) if _was_asked(tie)]
    tie = first.ties[asked[decisive]]
    rounds = _until(first.rounds, tie)
    winners = [frozenset(counted.elected) for _, counted in runs]
    always = frozenset.intersection(*winners)
    if complete:
        some = frozenset.union(*winners, *(frozenset(counted.undecided) for _, counted in runs))
    else:
        # not every way was tried: only who was elected before the tie is sure
        always &= {
            step.candidate for one in rounds for step in one.steps if step.act is Act.ELECTED
        }
        some = frozenset(first.candidates)
    return evolve(
        first,
        elected=tuple(name for name in first.elected if name in always),
        undecided=tuple(name for name in first.candidates if name in some - always),
        ties=(*_told(first.ties[: asked[decisive]], decisive), evolve(tie, chosen=())),
        rounds=rounds,
        scores=_scores_until(first, rounds),
    )


def _scores_until(count: Count, rounds: tuple[Round, ...]) -> tuple[Amount, ...]:
    """Where scores are what candidates had at last, give what they had when the trace ends."""
    if count.scores == last_amounts(count.candidates, count.rounds):
        return last_amounts(count.candidates, rounds)
    return count.scores


def _was_asked(tie: Tie) -> bool:
    return tie.broken_by in (TieBreak.OPEN, TieBreak.RUN_OFF) and bool(tie.chosen)


def _told(ties: Sequence[Tie], settled: int) -> tuple[Tie, ...]:
    """Say of the first so many ties that were tried out that they do not matter."""
    told: list[Tie] = []
    for tie in ties:
        if _was_asked(tie) and settled > 0:
            settled -= 1
            told.append(evolve(tie, matters=False))
        else:
            told.append(tie)
    return tuple(told)


def _until(rounds: Sequence[Round], tie: Tie) -> tuple[Round, ...]:
    """Keep the rounds up to a tie, without what its round did with those who are level."""
    kept = [one for one in rounds if one.number <= tie.round]
    if kept and kept[-1].number == tie.round:
        last = kept[-1]
        kept[-1] = evolve(
            last,
            steps=tuple(step for step in last.steps if step.candidate not in tie.candidates),
            transfers=tuple(move for move in last.transfers if move.giver not in tie.candidates),
        )
    return tuple(kept)
