"""One form in which every method tells how it counted, round by round and exactly (计票过程).

A trace is data: who had how much in each round, what was needed, who was elected or went out, what
moved from whom to whom, who tied and what broke the tie. It renders as sentences, as a table and as
JSON, and it can be replayed by whoever holds the ballots.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stage(StrEnum):
    """What a round does (轮次类别).

    `COUNT` adds up; `SURPLUS` hands on what an elected candidate does not need; `ELIMINATION` takes
    candidates out; `RUN_OFF` is a contest of the best two; `PAIRS` compares each with each; `LOCK`
    accepts or skips the comparisons of one strength; `SEAT` fills one seat; `PURCHASE` decides on one project;
    `COMPLETION` spends or fills what the rule left over.
    """

    COUNT = "count"
    SURPLUS = "surplus"
    ELIMINATION = "elimination"
    RUN_OFF = "run_off"
    PAIRS = "pairs"
    LOCK = "lock"
    SEAT = "seat"
    PURCHASE = "purchase"
    COMPLETION = "completion"


class Measure(StrEnum):
    """What the numbers of a round are (计量).

    Votes, points and support are better when more; load, price and opposition (the voters of a
    candidate's worst defeat) are better when less.
    """

    VOTES = "votes"
    POINTS = "points"
    SUPPORT = "support"
    LOAD = "load"
    PRICE = "price"
    OPPOSED = "opposed"

    @property
    def more_is_better(self) -> bool:
        """Whether a higher figure is the better one (是否以多为优)."""
        return self not in (Measure.LOAD, Measure.PRICE, Measure.OPPOSED)


class Act(StrEnum):
    """What a round did with a candidate (处置).

    `SKIPPED` is a project or comparison that is passed over, `LOCKED` a comparison that stands.
    """

    ELECTED = "elected"
    ELIMINATED = "eliminated"
    ADVANCED = "advanced"
    SKIPPED = "skipped"
    LOCKED = "locked"


class Why(StrEnum):
    """On what ground a round did it (处置理由).

    `UNBEATEN` says that nobody who is left stands above, by paths or by comparisons that stand;
    `SMALLEST_DEFEAT` that nobody's worst defeat is smaller.
    """

    REACHED_THRESHOLD = "reached_threshold"
    MOST = "most"
    FEWEST = "fewest"
    LEAST_LOAD = "least_load"
    LOWEST_PRICE = "lowest_price"
    SEATS_REMAIN = "seats_remain"
    SEATS_FILLED = "seats_filled"
    PREFERRED_BY_MORE = "preferred_by_more"
    BEATS_ALL = "beats_all"
    UNBEATEN = "unbeaten"
    SMALLEST_DEFEAT = "smallest_defeat"
    WOULD_CLOSE_A_CYCLE = "would_close_a_cycle"
    BELOW_THRESHOLD = "below_threshold"
    NOT_AFFORDABLE = "not_affordable"
    OVER_CAP = "over_cap"
    EXCLUDED_BY_OTHER = "excluded_by_other"
    STOPPED = "stopped"


@frozen
class Amount:
    """How much a candidate has in a round (得数)."""

    candidate: str
    amount: Fraction


@frozen
class Needed:
    """What a candidate needs in a round, at least or more than (门槛)."""

    amount: Fraction
    more_than: bool = False

    def is_met_by(self, amount: Fraction | int) -> bool:
        """Say whether an amount is enough (是否达到)."""
        return amount > self.amount if self.more_than else amount >= self.amount


@frozen
class Step:
    """What was done with one candidate, and why (处置步骤).

    `against` is the other of a pair, the project that excludes this one, or the cap that is full.
    """

    act: Act
    candidate: str
    why: Why
    against: str = ""
    amount: Fraction | None = None


@frozen
class Transfer:
    """Votes that moved: from a candidate to another, or to nobody, where they are exhausted (转移).

    `value` is what each ballot carries on, where ballots carry a part of a vote.
    """

    giver: str
    taker: str | None
    amount: Fraction
    value: Fraction | None = None


@frozen
class Pair:
    """How many prefer the one, and how many the other (两两比较结果)."""

    one: str
    other: str
    prefer_one: Fraction
    prefer_other: Fraction


class FigureName(StrEnum):
    """What a further number of a round is (数据名称).

    `TRANSFER_VALUE` and `KEEP_FACTOR` say which part of each vote moves on, or stays; `PER_VOTER` is
    the most that a supporter pays, `STRENGTH` the strength of the strongest path between a pair.
    `PREFER_SHARES` and `PREFER_GREEDY` are how many voters get more of what they want from equal
    shares, or from buying by votes; `TOO_MUCH_PER_VOTER` is the next amount for each voter, with
    which the projects would cost `TOO_MUCH_COST`, more than there is.
    """

    TOTAL = "total"
    QUOTA = "quota"
    SURPLUS = "surplus"
    TRANSFER_VALUE = "transfer_value"
    KEEP_FACTOR = "keep_factor"
    COST = "cost"
    MONEY_LEFT = "money_left"
    PER_VOTER = "per_voter"
    BUDGET_PER_VOTER = "budget_per_voter"
    STRENGTH = "strength"
    LOST = "lost"
    SEARCHED = "searched"
    PREFER_SHARES = "prefer_shares"
    PREFER_GREEDY = "prefer_greedy"
    TOO_MUCH_PER_VOTER = "too_much_per_voter"
    TOO_MUCH_COST = "too_much_cost"


@frozen
class Figure:
    """A further exact number of a round, by its name, of a candidate or of all (数据项).

    `of` and `against` are the candidate, or the pair, that the number belongs to.
    """

    name: FigureName
    amount: Fraction
    of: str = ""
    against: str = ""


class TieBreak(StrEnum):
    """What breaks a tie; every one of them is named before the vote (并列处理规则).

    `OPEN` breaks nothing: what depends on the tie stays undecided. `RUN_OFF` leaves it to a further
    vote among the tied. `ORDER` is the order in which candidates stand in the file or notice,
    `SENIORITY` a list of names, `LOT` a draw from a published seed, `DECIDED` a recorded decision,
    `EARLIER_ROUNDS` looks back to the last round in which the tied differed. `HEAD_TO_HEAD` and
    `MORE_POINTS` are steps of a method's own protocol, taken before any rule is asked.
    """

    OPEN = "open"
    RUN_OFF = "run_off"
    ORDER = "order"
    SENIORITY = "seniority"
    LOT = "lot"
    DECIDED = "decided"
    EARLIER_ROUNDS = "earlier_rounds"
    HEAD_TO_HEAD = "head_to_head"
    MORE_POINTS = "more_points"


@frozen(kw_only=True)
class Tie:
    """Candidates that are level where one must come before another (并列).

    `seats` says for how many of them there is room; 0 where one of them must go out. `chosen` are
    those that came first, or went out, by `broken_by`; it is empty where the tie stays open.
    `matters` is false where every way of breaking it elects the same.
    """

    candidates: tuple[str, ...]
    round: int
    seats: int
    chosen: tuple[str, ...] = ()
    broken_by: TieBreak = TieBreak.OPEN
    matters: bool = True


@frozen(kw_only=True)
class Round:
    """One round of a count, exact and complete (计票轮次).

    `amounts` are what candidates had when the round began, in the order of the ballot paper.
    """

    number: int
    stage: Stage
    measure: Measure = Measure.VOTES
    amounts: tuple[Amount, ...] = ()
    needed: Needed | None = None
    steps: tuple[Step, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    exhausted: Fraction = Fraction(0)
    pairs: tuple[Pair, ...] = ()
    figures: tuple[Figure, ...] = ()

    def amount_of(self, candidate: str) -> Fraction | None:
        """Give what a candidate had in this round, if it still took part (某人得数)."""
        for one in self.amounts:
            if one.candidate == candidate:
                return one.amount
        return None


@frozen(kw_only=True)
class Count:
    """The outcome of a count with everything that led to it (计票结果).

    `elected` is in the order of election where the method has one. `seats_open` counts the seats
    that nobody got; `undecided` are the candidates of whom some, but not all, can still get one,
    because a tie was left open. `scores` is the figure by which the method ranks, for each candidate.
    """

    method: str
    candidates: tuple[str, ...]
    seats: int
    ballots: int
    elected: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    rounds: tuple[Round, ...] = ()
    scores: tuple[Amount, ...] = ()
    measure: Measure = Measure.VOTES
    notes: tuple[Figure, ...] = field(default=())

    @property
    def seats_open(self) -> int:
        """How many seats nobody got (空缺名额)."""
        return max(0, self.seats - len(self.elected))


def amounts(candidates: tuple[str, ...], figures: dict[int, Fraction | int]) -> tuple[Amount, ...]:
    """Name the figures of candidates that are meant by number, in the order of the paper (得数列表)."""
    return tuple(
        Amount(candidates[number], Fraction(figures[number])) for number in sorted(figures)
    )


def last_amounts(candidates: tuple[str, ...], rounds: Sequence[Round]) -> tuple[Amount, ...]:
    """Give what each candidate had in the last round that names it, in the order of the paper (最后得数)."""
    last = {each.candidate: each for one in rounds for each in one.amounts}
    return tuple(last[name] for name in candidates if name in last)
