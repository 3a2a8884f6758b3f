"""What hangs at the gate names nobody in full and gives no telephone number."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any


def test_no_owner_and_no_telephone_of_the_register_stands_on_the_board(
    played: Any, dormitory: Path
) -> None:
    """个人信息保护法 第25条: nothing is published without separate consent, so names are masked."""
    board = (played.out / "index.html").read_text(encoding="utf-8")
    with (dormitory / "住户登记表.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = {name for row in rows if row["状态"] != "未出售" for name in row["产权人"].split("、")}
    assert len(people) > 300
    assert sorted(name for name in people if name in board) == []
    assert sorted(row["联系电话"] for row in rows if row["联系电话"] in board) == []


def test_candidates_are_masked_and_rooms_in_arrears_are_not_named(played: Any) -> None:
    """Arrears stand by building."""
    board = (played.out / "index.html").read_text(encoding="utf-8")
    for name in played.report["election"]["counts"]:
        assert name not in board
    assert "钟**" in board
    assert "10栋" in board
    assert "10栋1单元" not in board
    assert "10-1-" not in board


def test_the_board_asks_for_nothing_from_the_network(played: Any) -> None:
    """It hangs as a file; no script, no link, no font from elsewhere."""
    board = (played.out / "index.html").read_text(encoding="utf-8")
    for word in ("http://", "https://", "<script", "@import", "url('", 'url("'):
        assert word not in board
    # patterns inside the page itself are all that it refers to
    assert board.count("url(") == board.count("url(#")
