"""What every voter has left, as sums over sets of voters: nothing is looked up voter by voter (按集余款)."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.bitsets import all_rows
from gongtong.voting.methods.purchases import Offer
from gongtong.voting.methods.set_amounts import NearAmounts, raised

if TYPE_CHECKING:
    from gongtong.voting.methods.demand import Demand

# enough that hardly any amounts lie so near to each other that they must be compared exactly
_NEAR_BITS: Final = 44


class SetPurse:
    """What every voter has left, as the sum of what sets of voters were given and paid (按集余款).

    Amounts are whole numbers of `1 / scale` of the unit of the costs. Who has nothing left is in
    none of the sets. Beside these exact sums stands what each row has in rounded numbers, which
    tells who has less than an amount; only rows for which it cannot are compared exactly.
    """

    def __init__(self, demand: Demand, per_voter: Fraction, *, near_bits: int = _NEAR_BITS) -> None:
        """Give every voter the same money; `near_bits` says how finely it is told without exact sums."""
        self.demand = demand
        self.scale = per_voter.denominator
        self._everyone = self._with_money = all_rows(demand.size)
        self._sums: list[tuple[int, int]] = []
        self._poor: dict[int, int] = {}
        self._near = NearAmounts(demand.size, max(near_bits - int(per_voter).bit_length(), 0))
        self._change(self._everyone, per_voter)

    def offer(self, project: int) -> Offer:
        """Find the price at which the supporters of a project can just pay for it (求价)."""
        cost = self.demand.costs[project] * self.scale
        held = self._held(self.demand.wanted[project])
        if held < cost:
            return Offer(None, Fraction(held, self.scale))
        total = self.demand.weights.total
        # who could not pay his part before cannot now: money only falls, and prices only rise
        poor = self._poor.get(project, 0) & self._with_money
        cost -= self._held(poor)
        payers = self._with_money ^ poor
        sides = [(part.utility, part.rows & payers) for part in self.demand.backers[project]]
        worth = sum(utility * total(rows) for utility, rows in sides)
        while True:
            # those who cannot pay their part give all they have, until the others can pay theirs
            short = [self._below(rows, cost * utility, worth) for utility, rows in sides]
            if not any(short):
                self._poor[project] = poor
                return Offer(Fraction(cost, worth * self.scale))
            worth -= sum(side[0] * total(some) for side, some in zip(sides, short, strict=True))
            also = reduce(or_, short)
            cost -= self._held(also)
            poor |= also
            sides = [(side[0], side[1] ^ some) for side, some in zip(sides, short, strict=True)]

    def pay(self, project: int, offer: Offer) -> Fraction:
        """Let the supporters of a project pay its price, and give the most that one pays (付款)."""
        price = offer.price or Fraction(0)
        backers = self.demand.backers[project]
        paying: dict[int, int] = {}
        emptied = 0
        for part in backers:
            amount = price * part.utility * self.scale
            rows = part.rows & self._with_money
            poor = self._below(rows, amount.numerator, amount.denominator, or_level=True)
            emptied |= poor
            for worth in _summands(part.utility) if len(backers) > 1 else [part.utility]:
                paying[worth] = paying.get(worth, 0) | (rows ^ poor)
        self._empty(emptied)
        for worth, rows in paying.items():
            self._change(rows, -price * worth)
        return price * max(part.utility for part in backers)

    def can_pay_all(self, projects: list[int], price: Fraction) -> bool:
        """Say whether whoever wants several of some projects can pay them all at a price (能否一并付清)."""
        any_of = several = 0
        for project in projects:
            wanted = self.demand.wanted[project]
            several |= any_of & wanted
            any_of |= wanted
        due = {0: several} if several else {}
        for project in projects:
            for part in self.demand.backers[project]:
                due = raised(due, part.rows, part.utility)
        at_scale = price * self.scale
        return not any(
            self._below(rows, at_scale.numerator * worth, at_scale.denominator)
            for worth, rows in due.items()
        )

    def time_until_paid(self, project: int) -> Fraction:
        """Say how much more everybody needs before the supporters of a project can pay it (待增余款)."""
        wanted = self.demand.wanted[project]
        missing = self.demand.costs[project] * self.scale - self._held(wanted)
        return Fraction(missing, self.demand.weights.total(wanted) * self.scale)

    def grow_and_empty(self, more: Fraction, project: int) -> None:
        """Give everybody more money, and take all that the supporters of a project then have (增款并付清)."""
        self._with_money = self._everyone
        self._poor.clear()
        self._change(self._everyone, more)
        self._empty(self.demand.wanted[project])

    def _held(self, rows: int) -> int:
        """Add up what some rows have, exactly."""
        total = self.demand.weights.total
        return sum(amount * total(rows & some) for amount, some in self._sums) if rows else 0

    def _below(self, rows: int, amount: int, per: int, *, or_level: bool = False) -> int:
        """Give of some rows those that have less than `amount / per`, or exactly this."""
        less, unclear = self._near.below(rows, amount, per * self.scale)
        if unclear:
            classes = {0: unclear}
            for given, some in self._sums:
                classes = raised(classes, some, given)
            for held, some in classes.items():
                if held * per < amount or (or_level and held * per == amount):
                    less |= some
        return less

    def _empty(self, rows: int) -> None:
        if rows:
            others = self._everyone ^ rows
            self._with_money &= others
            left = ((amount, some & others) for amount, some in self._sums)
            self._sums = [(amount, some) for amount, some in left if some]
            self._near.clear(rows)

    def _change(self, rows: int, amount: Fraction) -> None:
        if not rows or not amount:
            return
        finer = (amount * self.scale).denominator
        if finer > 1:
            self._sums = [(given * finer, some) for given, some in self._sums]
            self.scale *= finer
        self._sums.append((int(amount * self.scale), rows))
        if amount > 0:
            self._near.add(rows, amount.numerator, amount.denominator)
        else:
            self._near.take(rows, -amount.numerator, amount.denominator)


def _summands(number: int) -> list[int]:
    """Give the powers of two that add up to a number: rows with many numbers are few sets so."""
    return [1 << bit for bit in range(number.bit_length()) if number >> bit & 1]
