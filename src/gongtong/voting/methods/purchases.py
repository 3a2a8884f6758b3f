"""Buying by equal shares: every voter has the same money, and supporters pay for what they want (均分购买).

Nobody pays more than the others for the same worth, unless those have nothing left. Money is kept
in whole numbers of ever smaller parts, so that prices are exact and equal prices are found equal.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING, Final, Protocol

from attrs import define, frozen

from gongtong.voting.counting.traces import Why
from gongtong.voting.methods.spending import Obstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongtong.voting.methods.demand import Backers, Demand

_GAIN_BITS: Final = 20
_PRICE_BITS: Final = 96


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


@define
class _Side:
    """Supporters with the same worth: money, number and possible gain of each class of them."""

    utility: int
    classes: list[tuple[int, int, int]]


class Purse:
    """What every voter has left, as classes of voters with the same money (选民余款).

    Class 0 has nothing. Amounts are whole numbers of `1 / scale` of the unit of the costs. Beside
    the money stands a gain: no voter of the class would have more than this in addition, in parts
    of 2 ** 20, had everybody begun with up to `more` units more and the same been bought since.
    """

    def __init__(self, demand: Demand, per_voter: Fraction, more: int = 0) -> None:
        """Give every voter the same money."""
        self.demand = demand
        self.scale = per_voter.denominator
        self._money = [0, per_voter.numerator]
        self._gain = [0, more << _GAIN_BITS]
        self._class_of_row = [1] * demand.size

    def offer(self, project: int) -> Offer:
        """Find the price at which the supporters of a project can just pay for it (求价)."""
        money, gain = self._money, self._gain
        sides: list[_Side] = []
        held = worth = 0
        for part in self.demand.backers[project]:
            classes: list[tuple[int, int, int]] = []
            counts = part.by_class(self._class_of_row)
            counts.pop(0, None)
            for one, number in counts.items():
                amount = money[one]
                held += amount * number
                classes.append((amount, number, gain[one]))
            worth += part.utility * sum(counts.values())
            sides.append(_Side(part.utility, classes))
        cost = self.demand.costs[project] * self.scale
        if held >= cost:
            return self._priced(cost, worth, sides)
        gains = sum(number * more for side in sides for _, number, more in side.classes)
        is_sure = ((cost - held) << _GAIN_BITS) > gains * self.scale
        return Offer(None, Fraction(held, self.scale), is_sure=is_sure)

    def _priced(self, cost: int, worth: int, sides: list[_Side]) -> Offer:
        """Let those who cannot pay their part give all they have, until the others can pay theirs."""
        gains = 0
        while True:
            given = lost = 0
            for side in sides:
                part = -(-cost * side.utility // worth)
                poor = [one for one in side.classes if one[0] < part]
                if poor:
                    given += sum(amount * number for amount, number, _ in poor)
                    lost += side.utility * sum(number for _, number, _ in poor)
                    gains += sum(number * more for _, number, more in poor)
                    side.classes = [one for one in side.classes if one[0] >= part]
            if not lost:
                # whatever the poor have more, the others pay less, in all
                fall = -(-(gains << _PRICE_BITS - _GAIN_BITS) // worth)
                return Offer(Fraction(cost, worth * self.scale), fall=fall)
            cost -= given
            worth -= lost

    def pay(self, project: int, price: Fraction, fall: int = 0) -> Fraction:
        """Let the supporters of a project pay, and give the most that one of them pays (付款)."""
        backers = self.demand.backers[project]
        parts = [price * part.utility * self.scale for part in backers]
        finer = lcm(*(part.denominator for part in parts))
        if finer > 1:
            self._money = [amount * finer for amount in self._money]
            self.scale *= finer
        for part, amount in zip(backers, parts, strict=True):
            saved = -(-fall * part.utility >> _PRICE_BITS - _GAIN_BITS)
            self._take(part, int(amount * finer), saved)
        return Fraction(max(parts) * finer, self.scale)

    def _take(self, part: Backers, amount: int, saved: int) -> None:
        """Take an amount from some voters, who would have `saved` at most had they more money."""
        money, gain, class_of_row = self._money, self._gain, self._class_of_row
        classes = part.pick(class_of_row)
        becomes = {0: 0}
        for one in set(classes) - {0}:
            rest, more = money[one] - amount, gain[one] + saved
            if rest < 0:
                more += (rest << _GAIN_BITS) // self.scale + 1
                rest = 0
            if rest or (more > 0 and gain[1]):
                becomes[one] = len(money)
                money.append(rest)
                gain.append(max(more, 0))
            else:
                becomes[one] = 0
        for row, one in zip(part.rows, classes, strict=True):
            class_of_row[row] = becomes[one]

    def can_pay_all(self, projects: list[int], price: Fraction) -> bool:
        """Say whether whoever wants several of some projects can pay them all at a price (能否一并付清)."""
        due: defaultdict[int, list[int]] = defaultdict(list)
        for project in projects:
            for part in self.demand.backers[project]:
                for row in part.rows:
                    due[row].append(part.utility)
        at_scale = price.numerator * self.scale
        return all(
            sum(worths) * at_scale <= self._money[self._class_of_row[row]] * price.denominator
            for row, worths in due.items()
            if len(worths) > 1
        )

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
        most = purse.pay(chosen, price, market.fall[chosen])
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
        self.fall: dict[int, int] = {}
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
        self.fall[project] = offer.fall
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
            or (self.exact.get(one) == price and self.fall[one] == self.fall[chosen] == 0)
            for one, least in self._at_least.items()
        )


def _whole(price: Fraction) -> int:
    """Round a price down, so that most prices are compared as whole numbers, and the rest exactly."""
    return (price.numerator << _PRICE_BITS) // price.denominator
