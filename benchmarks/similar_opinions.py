"""Ask which of ten thousand opinions sound alike: what is suggested of the labelled set, and how long a question takes, index and all."""

from __future__ import annotations

import csv
import statistics
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from gongtong.community import Gongtong
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.engines import sqlite_engine
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.opinions import Opinion
from gongtong.testing.stage import build

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

COUNT = 10_000
LABELLED = Path(__file__).parents[1] / "tests" / "policy" / "opinions" / "similar.csv"


def said() -> list[str]:
    """Read what people say in the labelled set."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [row["意见建议"] for row in csv.DictReader(file)]


def record(stage: Stage, texts: list[str]) -> None:
    """Record ten thousand opinions: each time two things that somebody says, so that no two are the same."""
    count = len(texts)
    opinions = tuple(
        Opinion(
            f"Y{number:05}",
            date(2025, 3, 16),
            DwellingLabel(1 + number // 400, 1, 101 + number % 400),
            "刘洋",
            f"{texts[number % count]}；{texts[(number * 7 + number // count) % count]}",
        )
        for number in range(COUNT)
    )
    stage.run("deliberation.record_opinions", OpinionBatch("s.csv", "9" * 64, opinions), key="all")


def main() -> None:
    """Measure."""
    texts = said()
    with tempfile.TemporaryDirectory() as folder:
        stage = build(Gongtong(), sqlite_engine(Path(folder) / "court.db"))
        record(stage, texts)
        times = []
        for text in ("楼道灯不亮", *texts):
            begun = perf_counter()
            with stage.work() as work:
                found = work.deliberation.topics.similar(text)
            times.append((perf_counter() - begun) * 1000)
            if not found:
                raise LookupError(text)
        first, *later = times
        later.sort()
        print(f"{COUNT} opinions on record, SQLite, a transaction for each question")
        print(f"  the first question, which builds the index  {first:8.0f} ms")
        print(f"  each later one, median                      {statistics.median(later):8.1f} ms")
        print(f"  the slowest of {len(later)}                          {later[-1]:8.1f} ms")


if __name__ == "__main__":
    main()
