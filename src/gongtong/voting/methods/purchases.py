"""Buying by equal shares: every voter has the same money, and supporters pay for what they want (均分购买).

Nobody pays more than the others for the same worth, unless those have nothing left. Money is kept
in whole numbers of ever smaller parts, so that prices are exact and equal prices are found equal.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import lcm
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.spending import Obstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongtong.voting.methods.demand import Demand


class Limits(Protocol):
    """What other than voters' money bounds the purchases, and the book of what was bought (购买限制)."""

    def obstacle(self, project: int) -> Obstacle | None:
        """Say what forbids a project, for good (项目障碍)."""

    def are_rivals(self, one: int, other: int) -> bool:
        """Say whether buying the one can forbid the other (是否互相牵制)."""

    def buy(self, project: int) -> None:
        """Note that a project was bought (记入支出)."""


@frozen
class Dropped:
    """A project that can no longer be bought, and why (落选项目).

    `money` is what its supporters had left where that was not enough; nothing where it has none.
    """

    project: int
    obstacle: Obstacle
    money: Fraction | None = None


@frozen
class Purchase:
    """One step of equal shares: what was bought at which price, and what had to be given up (一次购买).

    `price` is what a supporter pays for each unit of worth, or less where he has less; `per_voter`
    is the most that anybody pays. `prices` are those that were known exactly in this step: those
    of other projects are higher. Nothing is bought in the last step, which gives up the rest.
    """

    project: int | None
    price: Fraction | None = None
    per_voter: Fraction | None = None
    prices: tuple[tuple[int, Fraction], ...] = ()
    dropped: tuple[Dropped, ...] = ()


@frozen
class Offer:
    """What a project would cost each unit of worth, if its supporters can pay it at all (报价)."""

    price: Fraction | None
    money: Fraction


class Purse:
    """What every voter has left, as classes of voters with the same money (选民余款).

    Class 0 has nothing. Amounts are whole numbers of `1 / scale` of the unit of the costs.
    """

    def __init__(self, demand: Demand, per_voter: Fraction) -> None:
        """Give every voter the same money."""
        self.demand = demand
        self.scale = per_voter.denominator
        self._money = [0, per_voter.numerator]
        self._class_of_row = [1] * demand.size

    def offer(self, project: int) -> Offer:
        """Find the price at which the supporters of a project can just pay for it (求价)."""
        money = self._money
        sides: list[tuple[int, list[tuple[int, int]]]] = []
        held = worth = 0
        for part in self.demand.backers[project]:
            counts = part.by_class(self._class_of_row)
            pairs = [(money[one], number) for one, number in counts.items() if one]
            held += sum(amount * number for amount, number in pairs)
            worth += part.utility * sum(number for _, number in pairs)
            sides.append((part.utility, pairs))
        cost = self.demand.costs[project] * self.scale
        if held < cost:
            return Offer(None, Fraction(held, self.scale))
        return Offer(self._price(cost, worth, sides), Fraction(held, self.scale))

    def _price(
        self, cost: int, worth: int, sides: list[tuple[int, list[tuple[int, int]]]]
    ) -> Fraction:
        """Let those who cannot pay their part give all they have, until the others can pay theirs."""
        while True:
            given = lost = 0
            for place, (utility, pairs) in enumerate(sides):
                part = -(-cost * utility // worth)
                poor = [pair for pair in pairs if pair[0] < part]
                if poor:
                    given += sum(amount * number for amount, number in poor)
                    lost += utility * sum(number for _, number in poor)
                    sides[place] = (utility, [pair for pair in pairs if pair[0] >= part])
            if not lost:
                return Fraction(cost, worth * self.scale)
            cost -= given
            worth -= lost

    def pay(self, project: int, price: Fraction) -> Fraction:
        """Let the supporters of a project pay, and give the most that one of them pays (付款)."""
        backers = self.demand.backers[project]
        parts = [price * part.utility * self.scale for part in backers]
        finer = lcm(*(part.denominator for part in parts))
        if finer > 1:
            self._money = [amount * finer for amount in self._money]
            self.scale *= finer
        for part, amount in zip(backers, parts, strict=True):
            self._take(part.rows, part.pick(self._class_of_row), int(amount * finer))
        return Fraction(max(parts) * finer, self.scale)

    def time_until_paid(self, project: int) -> Fraction:
        """Say how much more everybody needs before the supporters of a project can pay it (待增余款)."""
        held = supporters = 0
        for part in self.demand.backers[project]:
            for one, number in part.by_class(self._class_of_row).items():
                held += self._money[one] * number
                supporters += number
        return Fraction(self.demand.costs[project] * self.scale - held, supporters * self.scale)

    def grow_and_empty(self, more: Fraction, project: int) -> None:
        """Give everybody more money, and take all that the supporters of a project then have (增款并付清)."""
        finer = (more * self.scale).denominator
        self.scale *= finer
        extra = int(more * self.scale)
        self._money = [amount * finer + extra for amount in self._money]
        self._money.append(0)
        for part in self.demand.backers[project]:
            for row in part.rows:
                self._class_of_row[row] = len(self._money) - 1

    def _take(self, rows: tuple[int, ...], classes: tuple[int, ...], amount: int) -> None:
        money, class_of_row = self._money, self._class_of_row
        becomes = {0: 0}
        for one in set(classes) - {0}:
            rest = money[one] - amount
            if rest <= 0:
                becomes[one] = 0
            else:
                becomes[one] = len(money)
                money.append(rest)
        for row, one in zip(rows, classes, strict=True):
            class_of_row[row] = becomes[one]


def purchases(
    purse: Purse, limits: Limits, first_of: Callable[[list[int]], int]
) -> Iterator[Purchase]:
    """Buy by equal shares until no project can be paid by those who want it (依次购买).

    The project with the lowest price is bought. A price can only rise when money is spent, so one
    that was found earlier bounds the present one from below, and only those that could be lowest
    are found anew. `first_of` is asked only about projects whose order can matter: with the same
    price, and bound to each other by common supporters or by `limits`.
    """
    market = _Market(purse, limits)
    while (cheapest := market.cheapest()) or market.dropped:
        dropped = market.take_dropped()
        if not cheapest:
            yield Purchase(None, dropped=dropped)
            return
        chosen = first_of(cheapest) if len(cheapest) > 1 else cheapest[0]
        price = market.exact[chosen]
        prices = tuple(sorted(market.exact.items()))
        most = purse.pay(chosen, price)
        limits.buy(chosen)
        market.without(chosen)
        yield Purchase(chosen, price, most, prices, dropped)


def bound_together(level: list[int], demand: Demand, limits: Limits) -> list[int]:
    """Give the first of some projects, with those that common supporters or limits bind to it (相关项目)."""
    together, rest = level[:1], level[1:]
    for one in together:
        for other in rest.copy():
            if demand.share_voters(one, other) or limits.are_rivals(one, other):
                together.append(other)
                rest.remove(other)
    return sorted(together)


class _Market:
    """The projects that may still be bought, in a heap by what is known of their prices."""

    def __init__(self, purse: Purse, limits: Limits) -> None:
        self.exact: dict[int, Fraction] = {}
        self.dropped: list[Dropped] = []
        self._purse = purse
        self._limits = limits
        self._heap: list[tuple[Fraction, int]] = []
        demand = purse.demand
        for project, cost in enumerate(demand.costs):
            worth = demand.worth(project)
            if worth:
                self._heap.append((Fraction(cost, worth), project))
            else:
                self._drop(project, limits.obstacle(project), None)
        heapify(self._heap)

    def take_dropped(self) -> tuple[Dropped, ...]:
        dropped, self.dropped = tuple(self.dropped), []
        return dropped

    def _drop(self, project: int, obstacle: Obstacle | None, money: Fraction | None) -> None:
        self.dropped.append(Dropped(project, obstacle or Obstacle(Why.NOT_AFFORDABLE), money))

    def cheapest(self) -> list[int]:
        """Give the projects with the lowest price whose order can matter, or the first of them."""
        level: list[int] = []
        lowest = Fraction(0)
        while self._heap and (not level or self._heap[0][0] == lowest):
            price, project = heappop(self._heap)
            obstacle = self._limits.obstacle(project)
            if obstacle:
                self._drop(project, obstacle, None)
            elif project in self.exact:
                level.append(project)
                lowest = price
            else:
                offer = self._purse.offer(project)
                if offer.price is None:
                    self._drop(project, None, offer.money)
                else:
                    self.exact[project] = offer.price
                    heappush(self._heap, (offer.price, project))
        for project in level:
            heappush(self._heap, (lowest, project))
        return bound_together(sorted(level), self._purse.demand, self._limits)

    def without(self, project: int) -> None:
        """Forget the project that was bought, and that prices are exact."""
        self._heap = [entry for entry in self._heap if entry[1] != project]
        heapify(self._heap)
        self.exact = {}
