"""Bad paperwork is told in one message for each problem, and nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongtong.cli import main


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8-sig")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8-sig")

    return spoil


def encode(name: str, encoding: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8-sig")
        (folder / name).write_bytes(text.encode(encoding))

    return spoil


def put(name: str, content: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def make_a_folder_of(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return spoil


@pytest.fixture
def folder(tmp_path: Path, dormitory: Path) -> Path:
    """A copy of the example to spoil (可损坏的副本)."""
    return Path(shutil.copytree(dormitory, tmp_path / "in"))


def refused(folder: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["demo", "--input", str(folder), "--out", str(out), *more]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "nothing was written" in streams.err
    assert not out.exists() or not any(out.iterdir())
    return streams.err


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (remove("微信支付账单.csv"), ["微信支付账单.csv: the file is not in", "[file_missing]"]),
        (make_a_folder_of("选票-线上.csv"), ["选票-线上.csv: the file cannot be read", "[file_unreadable]"]),
        (
            change("住户登记表.csv", "联系电话", "电话"),
            ["住户登记表.csv, line 1, column 联系电话: the column is missing", "[missing_column]"],
        ),
        (encode("住户登记表.csv", "gb18030"), ["住户登记表.csv: the file is not text in utf-8-sig"]),
        (
            change("微信支付账单.csv", "¥1860.50", "¥18x60.50"),
            ["微信支付账单.csv, line 210, column 金额(元): '¥18x60.50' is not an amount"],
        ),
        (
            change("微信支付账单.csv", "收入：221笔 67738.00元", "收入：221笔 67739.00元"),
            ["微信支付账单.csv, line 8", "[totals_differ]"],
        ),
        (put("入户走访记录.csv", b""), ["入户走访记录.csv: no heading row", "[missing_header]"]),
        (
            change("入户走访记录.csv", "2025-03-16", "2025-03-36"),
            ["入户走访记录.csv, line 2, column 日期"],
        ),
        (put("选举公告.json", b"{"), ["选举公告.json: not JSON", "[not_a_json_object]"]),
        (
            change("选举公告.json", '"应选": 7', '"应选": "七"'),
            ["选举公告.json, column 应选: '七' is not a whole number"],
        ),
        (
            change("选票-纸质.csv", "2025-05-18 05:53", "18 May"),
            ["选票-纸质.csv, line 2, column 时间: '18 May' is not a time"],
        ),
        (
            change("测绘补充.csv", "1栋,2单元,602,69.07\n", ""),
            ["住户登记表.csv, line 25, column 建筑面积(㎡)", "[area_unknown]"],
        ),
    ],
    ids=[
        "missing-file", "folder-for-file", "missing-column", "encoding", "amount", "totals", "empty",
        "date", "json", "seats", "time", "no-area",
    ],
)  # fmt: skip
def test_a_problem_names_file_line_and_column_and_says_what_to_do(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    told: list[str],
) -> None:
    """In both languages, with exit status 2, before any database is made."""
    spoil(folder)
    said = refused(folder, tmp_path / "out", capsys)
    for words in told:
        assert words in said
    assert " -> " in said
    assert "has 1 problem;" in said


def test_the_problems_of_all_files_are_told_at_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever mends the folder is not sent back five times."""
    change("微信支付账单.csv", "¥1860.50", "¥18x60.50")(folder)
    change("选票-纸质.csv", "2025-05-18 05:53", "18 May")(folder)
    change("选票-线上.csv", "赞成的候选人", "赞成人")(folder)
    put("选举公告.json", b"[]")(folder)
    said = refused(folder, tmp_path / "out", capsys)
    assert "has 4 problems;" in said
    for name in ("微信支付账单.csv", "选票-纸质.csv", "选票-线上.csv", "选举公告.json"):
        assert name in said


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And so is one that holds nothing, with every file that it lacks."""
    assert "there is no such folder" in refused(tmp_path / "gone", tmp_path / "out", capsys)
    (tmp_path / "empty").mkdir()
    assert "has 7 problems;" in refused(tmp_path / "empty", tmp_path / "out", capsys)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--area", "42100"], "--area: '42100' is not an area code"),
        (["--database", "nonsense"], "--database: the database cannot be used"),
        (["--database", "sqlite:////no/such/folder/x.db"], "unable to open database file"),
    ],
    ids=["area", "url", "path"],
)
def test_an_option_that_cannot_be_used_is_told_like_a_file(
    dormitory: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    told: str,
) -> None:
    """One line, no traceback."""
    assert told in refused(dormitory, tmp_path / "out", capsys, *more)


def test_an_output_folder_that_is_a_file_is_told(
    dormitory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file stays as it is."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert main(["demo", "--input", str(dormitory), "--out", str(tmp_path / "out")]) == 2
    assert "the folder cannot be made" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
