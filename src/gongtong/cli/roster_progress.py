"""How far a search is, shown on the terminal, and the end of its time (求解进度显示)."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress

    from gongtong.rostering.deliveries.planning import RouteProgress
    from gongtong.rostering.rosters.found import SearchProgress

_PATIENCE: Final = 1.0


class Watched:
    """Watches a search: ends it when its seconds are over, and shows how far it is after a second (求解观察)."""

    def __init__(self, seconds: float | None) -> None:
        """Count from now."""
        self._seconds = seconds
        self._begun = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def told(self, words: str) -> bool:
        """Show some words after a second; say whether there is time left (显示进度)."""
        gone = time.monotonic() - self._begun
        if gone > _PATIENCE and sys.stderr.isatty():
            if self._bar is None:
                self._bar = _bar(self._seconds)
            self._bar.update(self._bar.task_ids[0], completed=gone, description=words)
        return self._seconds is None or gone < self._seconds


class RosterWatched(Watched):
    """Shows the best points, the bound and the gap (排班求解观察)."""

    def __call__(self, progress: SearchProgress) -> bool:
        """Show the progress; say whether there is time left."""
        best = "—" if progress.best is None else str(progress.best)
        bound = "—" if progress.bound is None else str(progress.bound)
        gap = "—" if progress.gap is None else str(progress.gap)
        return self.told(f"排班求解 best {best} 下界 bound {bound} 差距 gap {gap}")


class RoutesWatched(Watched):
    """Shows the rounds and the cost (配送求解观察)."""

    def __call__(self, progress: RouteProgress) -> bool:
        """Show the progress; say whether there is time left."""
        return self.told(f"配送求解 rounds {progress.rounds} cost {progress.cost}")


def _bar(seconds: float | None) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - an optional extra, wanted only for long work
    from rich.progress import Progress  # noqa: PLC0415 - as above

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("求解 solving", total=seconds)
    bar.start()
    return bar
