"""Buying by equal shares: every voter has the same money, and supporters pay for what they want (均分购买).

Nobody pays more than the others for the same worth, unless those have nothing left. Prices are
exact, so that equal prices are found equal.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, Final, Protocol

from attrs import frozen

from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.spending import Obstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongtong.voting.methods.demand import Demand

GAIN_BITS: Final = 20
PRICE_BITS: Final = 96


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
    `is_sure` says whether the step is proven to be the same had everybody the purse's `more`.
    """

    project: int | None
    price: Fraction | None = None
    per_voter: Fraction | None = None
    prices: tuple[tuple[int, Fraction], ...] = ()
    dropped: tuple[Dropped, ...] = ()
    is_sure: bool = True


@frozen
class Offer:
    """What a project would cost each unit of worth, or the money of supporters who cannot pay (报价).

    `fall` bounds from above how much lower the price could be if the voters had somewhat more, in
    parts of 2 ** 96; `is_sure` says whether a project that cannot be paid could not be paid then.
    """

    price: Fraction | None
    money: Fraction | None = None
    fall: int = 0
    is_sure: bool = True


class Purse(Protocol):
    """What every voter has left for the projects that he wants (选民余款)."""

    @property
    def demand(self) -> Demand:
        """Who wants what (需求)."""

    def offer(self, project: int) -> Offer:
        """Find the price at which the supporters of a project can just pay for it (求价)."""

    def pay(self, project: int, offer: Offer) -> Fraction:
        """Let the supporters of a project pay its price, and give the most that one pays (付款)."""

    def can_pay_all(self, projects: list[int], price: Fraction) -> bool:
        """Say whether whoever wants several of some projects can pay them all at a price (能否一并付清)."""


def purchases(
    purse: Purse, limits: Limits, first_of: Callable[[list[int]], int]
) -> Iterator[Purchase]:
    """Buy by equal shares until no project can be paid by those who want it (依次购买).

    The project with the lowest price is bought. A price can only rise when money is spent, so one
    that was found earlier bounds the present one from below, and only those that could be lowest
    are found anew. `first_of` is asked only about projects whose order can matter: with the same
    price, and bound to each other by `limits`, or by common supporters who cannot pay them all.
    """
    market = _Market(purse, limits)
    while (cheapest := market.cheapest()) or market.dropped:
        dropped = market.take_dropped()
        if not cheapest:
            yield Purchase(None, dropped=dropped, is_sure=market.is_sure)
            return
        chosen = first_of(cheapest) if len(cheapest) > 1 else cheapest[0]
        price = market.exact[chosen]
        prices = tuple(sorted(market.exact.items()))
        most = purse.pay(chosen, market.offers[chosen])
        limits.buy(chosen)
        market.without(chosen, price)
        yield Purchase(chosen, price, most, prices, dropped, market.is_sure)


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
        self.offers: dict[int, Offer] = {}
        self.dropped: list[Dropped] = []
        self.is_sure = True
        self._purse = purse
        self._limits = limits
        self._heap: list[tuple[int, Fraction, int]] = []
        self._at_least: dict[int, int] = {}
        demand = purse.demand
        for project, cost in enumerate(demand.costs):
            worth = demand.worth(project)
            if worth:
                price = Fraction(cost, worth)
                self._heap.append((_whole(price), price, project))
                self._at_least[project] = _whole(price)
            else:
                self._drop(project, limits.obstacle(project), None)
        heapify(self._heap)

    def take_dropped(self) -> tuple[Dropped, ...]:
        dropped, self.dropped = tuple(self.dropped), []
        return dropped

    def _drop(self, project: int, obstacle: Obstacle | None, money: Fraction | None) -> None:
        self.dropped.append(Dropped(project, obstacle or Obstacle(Why.NOT_AFFORDABLE), money))
        self._at_least.pop(project, None)

    def cheapest(self) -> list[int]:
        """Give the projects with the lowest price whose order can matter, or the first of them."""
        level: list[int] = []
        lowest = Fraction(0)
        while self._heap and (not level or self._heap[0][1] == lowest):
            _, price, project = heappop(self._heap)
            obstacle = self._limits.obstacle(project)
            if obstacle:
                self._drop(project, obstacle, None)
            elif project in self.exact:
                level.append(project)
                lowest = price
            else:
                self._price_anew(project)
        for project in level:
            heappush(self._heap, (_whole(lowest), lowest, project))
        return self._in_question(sorted(level), lowest)

    def _in_question(self, level: list[int], price: Fraction) -> list[int]:
        """Leave of some level projects those whose order can matter, or the first of them."""
        demand, limits = self._purse.demand, self._limits
        together = bound_together(level, demand, limits)
        if len(together) > 1 and not any(
            limits.are_rivals(one, other) for one, other in combinations(together, 2)
        ):
            # if money is there for all of them, the price of none rises, whichever comes first
            return together[:1] if self._purse.can_pay_all(together, price) else together
        return together

    def _price_anew(self, project: int) -> None:
        offer = self._purse.offer(project)
        if offer.price is None:
            self._drop(project, None, offer.money)
            self.is_sure &= offer.is_sure
            return
        self.exact[project] = offer.price
        self.offers[project] = offer
        whole = _whole(offer.price)
        self._at_least[project] = max(self._at_least[project], whole - offer.fall)
        heappush(self._heap, (whole, offer.price, project))

    def without(self, project: int, price: Fraction) -> None:
        """Forget the project that was bought, and that prices are exact."""
        self._at_least.pop(project)
        self.is_sure = self.is_sure and self._stays_cheapest(project, price)
        self._heap = [entry for entry in self._heap if entry[2] != project]
        heapify(self._heap)
        self.exact = {}

    def _stays_cheapest(self, chosen: int, price: Fraction) -> bool:
        """Say whether the others stay dearer with more money, or exactly level because none can fall."""
        at_most = _whole(price) + 1
        return all(
            least > at_most
            or (
                self.exact.get(one) == price
                and self.offers[one].fall == self.offers[chosen].fall == 0
            )
            for one, least in self._at_least.items()
        )


def _whole(price: Fraction) -> int:
    """Round a price down, so that most prices are compared as whole numbers, and the rest exactly."""
    return (price.numerator << PRICE_BITS) // price.denominator
