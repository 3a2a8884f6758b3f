"""How far a search is, shown on the terminal, and the end of its time (求解进度显示)."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress

    from gongtong.rostering.rosters.found import SearchProgress

_PATIENCE: Final = 1.0


class Watched:
    """Watches a search: ends it when its seconds are over, and shows best, bound and gap after a second (求解观察)."""

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

    def __call__(self, progress: SearchProgress) -> bool:
        """Show the progress; say whether there is time left."""
        gone = time.monotonic() - self._begun
        if gone > _PATIENCE and sys.stderr.isatty():
            self._show(progress, gone)
        return self._seconds is None or gone < self._seconds

    def _show(self, progress: SearchProgress, gone: float) -> None:
        if self._bar is None:
            self._bar = _bar(self._seconds)
        best = "—" if progress.best is None else str(progress.best)
        bound = "—" if progress.bound is None else str(progress.bound)
        gap = "—" if progress.gap is None else str(progress.gap)
        words = f"排班求解 best {best} 下界 bound {bound} 差距 gap {gap}"
        self._bar.update(self._bar.task_ids[0], completed=gone, description=words)


def _bar(seconds: float | None) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - an optional extra, wanted only for long work
    from rich.progress import Progress  # noqa: PLC0415 - as above

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("排班求解 solving", total=seconds)
    bar.start()
    return bar
