"""The bare count in numpy: floats, no trace, no rule for ties; the floor that others are held to (裸计算)."""

from __future__ import annotations

from typing import Any

import numpy as np
from counting.workloads import COMMITTEE, SEATS

Rows = Any


def irv(rows: Rows, **_: Any) -> list[int]:
    """Count one seat by transfer (即时决选)."""
    return stv(rows, seats=1)


def stv(rows: Rows, seats: int = SEATS, **_: Any) -> list[int]:
    """Count several seats by transfer, with weights as floats (可转移单票)."""
    size, candidates = rows.shape
    weights, at = np.ones(size), np.zeros(size, np.intp)
    top = rows[:, 0].astype(np.intp)
    standing = np.ones(candidates, bool)
    elected: list[int] = []
    quota = size // (seats + 1) + 1
    while len(elected) < seats:
        if standing.sum() <= seats - len(elected):
            return [*elected, *np.flatnonzero(standing).tolist()]
        votes = np.bincount(top, weights, candidates)
        votes[~standing] = np.nan
        leader = int(np.nanargmax(votes))
        out = leader if votes[leader] >= quota else int(np.nanargmin(votes))
        moving = np.flatnonzero((top == out) & (at < candidates))
        if votes[leader] >= quota:
            elected.append(leader)
            weights[moving] *= (votes[leader] - quota) / votes[leader]
        standing[out] = False
        while moving.size:
            at[moving] += 1
            moving = moving[at[moving] < candidates]
            top[moving] = rows[moving, at[moving]]
            moving = moving[~standing[top[moving]]]
    return elected


def borda(rows: Rows, **_: Any) -> list[int]:
    """Add up points (博达计数)."""
    candidates = rows.shape[1]
    points = sum(
        np.bincount(rows[:, place], minlength=candidates) * (candidates - 1 - place)
        for place in range(candidates)
    )
    return [int(np.argmax(points))]


def pairs(rows: Rows) -> Rows:
    """Compare each with each (两两比较)."""
    size, candidates = rows.shape
    rank = np.empty((candidates, size), np.int8)
    rank[rows.T.astype(np.intp), np.arange(size)] = np.arange(candidates, dtype=np.int8)[:, None]
    table = np.zeros((candidates, candidates), np.int64)
    for one in range(candidates):
        for other in range(one + 1, candidates):
            table[one, other] = np.count_nonzero(rank[one] < rank[other])
            table[other, one] = size - table[one, other]
    return table


def schulze(rows: Rows, **_: Any) -> list[int]:
    """Find the strongest paths (舒尔茨法)."""
    table = pairs(rows)
    paths = np.where(table > table.T, table, 0)
    for through in range(len(paths)):
        paths = np.maximum(paths, np.minimum(paths[:, [through]], paths[[through], :]))
    np.fill_diagonal(paths, 0)
    return [one for one in range(len(paths)) if (paths[one] >= paths[:, one]).all()]


def ranked_pairs(rows: Rows, **_: Any) -> list[int]:
    """Lock the strongest comparisons first (排序对法)."""
    table = pairs(rows)
    number = len(table)
    edges = sorted(
        (
            (table[a, b], a, b)
            for a in range(number)
            for b in range(number)
            if table[a, b] > table[b, a]
        ),
        reverse=True,
    )
    reach, beaten = np.eye(number, dtype=bool), set()
    for _, one, other in edges:
        if not reach[other, one]:
            beaten.add(other)
            reach |= np.outer(reach[:, one], reach[other])
    return [one for one in range(number) if one not in beaten]


def seq_phragmen(rows: Rows, **_: Any) -> list[int]:
    """Elect whoever burdens its supporters least (顺序弗拉格门)."""
    approve = rows.astype(np.float64)
    loads, supporters = np.zeros(len(rows)), approve.sum(0)
    elected: list[int] = []
    while len(elected) < COMMITTEE:
        burden = (1 + loads @ approve) / supporters
        burden[elected] = np.inf
        best = int(burden.argmin())
        elected.append(best)
        loads[rows[:, best] == 1] = burden[best]
    return elected


def seq_pav(rows: Rows, **_: Any) -> list[int]:
    """Elect whoever adds most satisfaction (顺序比例赞成)."""
    approve = rows.astype(np.float64)
    got = np.zeros(len(rows))
    elected: list[int] = []
    while len(elected) < COMMITTEE:
        gain = (1 / (got + 1)) @ approve
        gain[elected] = -1
        elected.append(int(gain.argmax()))
        got += approve[:, elected[-1]]
    return elected


def _shares(rows: Rows, costs: Rows, budget: float, *, by_cost: bool) -> list[int]:
    size, number = rows.shape
    money = np.full(size, budget / size)
    supporters = [np.flatnonzero(rows[:, one]) for one in range(number)]
    worth = costs if by_cost else np.ones(number)
    bound = np.array([costs[c] / max(1, len(supporters[c])) / worth[c] for c in range(number)])
    left = set(range(number))
    chosen: list[int] = []
    while True:
        best, price, choice = np.inf, 0.0, -1
        for one in sorted(left, key=bound.__getitem__):
            if bound[one] >= best:
                break
            purse = np.sort(money[supporters[one]])
            if purse.sum() < costs[one] - 1e-9:
                left.discard(one)
                continue
            before = np.concatenate(([0.0], np.cumsum(purse)[:-1]))
            each = (costs[one] - before) / np.arange(len(purse), 0, -1)
            enough = np.flatnonzero(each <= purse + 1e-12)
            paid = each[enough[0]] if enough.size else purse[-1]
            bound[one] = paid / worth[one]
            if bound[one] < best:
                best, price, choice = bound[one], paid, one
        if choice < 0:
            return chosen
        left.discard(choice)
        chosen.append(choice)
        payers = supporters[choice]
        money[payers] = np.maximum(0, money[payers] - price)


def equal_shares(rows: Rows, **_: Any) -> list[int]:
    """Buy seats of unit cost in equal shares (均等份额)."""
    return _shares(rows, np.ones(rows.shape[1]), float(COMMITTEE), by_cost=False)[:COMMITTEE]


def pb_equal_shares(rows: Rows, *, costs: list[int], budget: int) -> list[int]:
    """Buy projects in equal shares, worth what they cost (预算均等份额)."""
    return _shares(rows, np.array(costs, float), float(budget), by_cost=True)


def pb_greedy(rows: Rows, *, costs: list[int], budget: int) -> list[int]:
    """Take what has most votes and fits (预算贪心)."""
    chosen: list[int] = []
    for one in np.argsort(-np.count_nonzero(rows, axis=0), kind="stable"):
        if costs[one] <= budget:
            budget -= costs[one]
            chosen.append(int(one))
    return chosen


def owners_vote(rows: Rows, *, areas: Rows) -> list[int]:
    """Add up heads and area, and hold them to the bounds (业主表决)."""
    choice = rows[:, 0]
    heads = np.bincount(choice, minlength=4)
    area = [int(areas[choice == value].sum()) for value in range(4)]
    part = (int(heads.sum() - heads[3]), sum(area) - area[3])
    quorum = 3 * part[0] >= 2 * len(rows) and 3 * part[1] >= 2 * sum(area)
    return [int(quorum and 2 * int(heads[0]) > part[0] and 2 * area[0] > part[1])]
