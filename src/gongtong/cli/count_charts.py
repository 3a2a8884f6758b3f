"""Charts of a count, written to files (计票图表)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongtong.cli.count_options import wrong_option
from gongtong.notices.flow_chart import flow_chart
from gongtong.notices.vote_charts import budget_chart, result_chart
from gongtong.voting.counting.projects import ProjectVotes

if TYPE_CHECKING:
    import argparse

    from gongtong.cli.count_output import Counted


def write_charts(counted: Counted, options: argparse.Namespace) -> None:
    """Write the charts that were asked for; raises `InputError` where one cannot be written (写出图表)."""
    title = counted.read.title or counted.method.zh
    if options.chart is not None:
        ballots = counted.read.ballots
        drawn = (
            budget_chart(counted.count, ballots, title=title, unit="")
            if isinstance(ballots, ProjectVotes)
            else result_chart(counted.count, title=title)
        )
        _write(options.chart, drawn, "--chart")
    if options.flow is not None:
        _write(options.flow, flow_chart(counted.count, title=title), "--flow")


def _write(path: Path, drawn: str, option: str) -> None:
    try:
        path.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise wrong_option(
            option,
            "chart_not_written",
            (f"{path} cannot be written: {error.strerror}", f"无法写入 {path}"),
            "name a file in a folder that exists",
        ) from error
