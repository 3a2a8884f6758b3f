"""The same seeded ballots for every library, kept as plain bytes (测试数据)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np
from attrs import frozen

SEED: Final = 20_250_510
SEATS: Final = 3
COMMITTEE: Final = 5


@frozen
class Workload:
    """Ballots of one kind: how many columns, and by which methods they are counted (测试任务)."""

    kind: str
    columns: int
    methods: tuple[str, ...]
    sizes: tuple[int, ...]


WORKLOADS: Final = (
    Workload(
        "rank12", 12, ("irv", "stv", "borda", "schulze", "ranked-pairs"), (100_000, 1_000_000)
    ),
    Workload("appr20", 20, ("seq-phragmen", "seq-pav", "equal-shares"), (100_000,)),
    Workload("pb100", 100, ("pb-greedy", "pb-equal-shares"), (100_000,)),
    Workload("owners", 1, ("owners-vote",), (1_000_000,)),
)


def prepare(folder: Path, workload: Workload, size: int) -> Path:
    """Write the ballots of a workload, once; smaller sizes are the first rows of larger ones (准备数据)."""
    path = folder / f"{workload.kind}-{size}"
    if path.with_suffix(".json").exists():
        return path
    largest = max(workload.sizes)
    rng = np.random.default_rng([SEED, *map(ord, workload.kind)])
    extra: dict[str, object] = {}
    match workload.kind:
        case "rank12":
            rows = mallows(rng, largest, workload.columns)
        case "appr20":
            rows = blocs(rng, largest, workload.columns)
        case "pb100":
            costs = np.maximum(
                np.exp(rng.normal(10.6, 0.9, workload.columns)).astype(np.int64), 2000
            )
            extra = {"costs": costs.tolist(), "budget": int(costs.sum() // 5)}
            rows = district_votes(rng, largest, workload.columns)
        case _:
            rows = rng.choice(4, size=(largest, 1), p=[0.52, 0.15, 0.08, 0.25]).astype(np.uint8)
            areas = rng.integers(450_000, 1_600_000, size=largest)
            areas[:size].tofile(path.with_suffix(".areas"))
    path.with_suffix(".bin").write_bytes(rows[:size].tobytes())
    path.with_suffix(".json").write_text(json.dumps(extra), encoding="utf-8")
    return path


def mallows(rng: np.random.Generator, size: int, candidates: int) -> np.ndarray:
    """Rank by repeated insertion around a common order, each place nearer to it likelier by 1/0.8 (排序数据)."""
    centre = rng.permutation(candidates).astype(np.uint8)
    rows = np.zeros((size, candidates), np.uint8)
    everybody = np.arange(size)
    for place, candidate in enumerate(centre):
        weights = np.cumsum(0.8 ** np.arange(place, -1, -1.0))
        at = np.searchsorted(weights / weights[-1], rng.random(size)).clip(0, place)
        for column in range(place, 0, -1):
            moved = at < column
            rows[moved, column] = rows[moved, column - 1]
        rows[everybody, at] = candidate
    return rows


def blocs(rng: np.random.Generator, size: int, candidates: int) -> np.ndarray:
    """Approve by four blocs of voters with tastes of their own (赞成数据)."""
    liked = np.clip(rng.beta(2, 4, candidates) + rng.normal(0, 0.18, (4, candidates)), 0.02, 0.95)
    rows = rng.random((size, candidates)) < liked[rng.integers(0, 4, size)]
    rows[~rows.any(axis=1), 0] = True
    return rows.astype(np.uint8)


def district_votes(rng: np.random.Generator, size: int, projects: int) -> np.ndarray:
    """Approve one to ten projects, those of one's own district six times as likely (预算数据)."""
    liked = np.log(1 / np.arange(1, projects + 1) ** 0.7)[rng.permutation(projects)]
    home, district = rng.integers(0, 8, projects), rng.integers(0, 8, size)
    rows = np.zeros((size, projects), np.uint8)
    for each in range(8):
        voters = np.flatnonzero(district == each)
        taste = liked + np.where(home == each, np.log(6.0), 0.0)
        best = np.argsort(-(taste + rng.gumbel(size=(len(voters), projects))), axis=1)[:, :10]
        keep = np.arange(10) < rng.integers(1, 11, len(voters))[:, None]
        rows[np.repeat(voters, 10)[keep.ravel()], best.ravel()[keep.ravel()]] = 1
    return rows
