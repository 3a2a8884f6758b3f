"""`gongtong decide`: a vote of owners from a file or a pipe, told to people and to programs."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gongtong.cli import main

VOTE = {
    "date": "2024-05-01",
    "matter": "covenant",
    "total": {"heads": 300, "area": "30000.00"},
    "returned": {"for": {"heads": 190, "area": "19000.00"}},
}

SILENT = {
    "matter": "covenant",
    "total": {"heads": 3},
    "returned": {"for": {"heads": 1}},
    "not_returned": {"delivered": {"heads": 2}},
    "rules": {
        "silent": "count_with_majority",
        "in_rules_of_procedure": True,
        "warned_of_effect": True,
    },
}


def written(tmp_path: Path, data: object) -> str:
    path = tmp_path / "vote.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def told(data: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["decide", written(tmp_path, data), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_vote_is_told_in_chinese_and_then_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The matter, the finding with what was missing, and the sources, in both languages."""
    assert main(["decide", written(tmp_path, VOTE)]) == 0
    zh, en = capsys.readouterr().out.split("\n\n")
    assert zh.startswith("制定和修改管理规约（2024-05-01，CN）\n未通过。")
    assert "还差10人" in zh
    assert "还差1000.00平方米" in zh
    assert "依据：《民法典》第278条第1款第2项" in zh
    assert "10 owners more" in en
    assert "Sources: 《民法典》第278条第1款第2项" in en


def test_a_whole_case_can_come_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` reads standard input, with or without a byte order mark; a case is read by its `given`."""
    case = json.dumps({"kind": "owner_vote", "given": VOTE}).encode("utf-8-sig")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(case)))
    assert main(["decide", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["participation"]["heads"] == "19/30"


def test_what_the_law_leaves_open_is_told_reading_by_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten spoilt ballots decide the quorum: both readings are told, and which one stands."""
    spoilt = {**VOTE, "returned": {**VOTE["returned"], "invalid": {"heads": 10, "area": "1000"}}}  # type: ignore[dict-item]  # a literal of mixed values
    assert main(["decide", written(tmp_path, spoilt)]) == 0
    out = capsys.readouterr().out
    assert "结论取决于法律未明确的事项" in out
    assert "· 废票算参与表决：通过。" in out
    assert "* invalid ballot = did not take part (stands): Not passed." in out
    data = told(spoilt, tmp_path, capsys)
    assert [one["passed"] for one in data["alternatives"]] == [True, False]
    sure = {**VOTE, "returned": {"invalid": {"heads": 10, "area": "1000"}}}
    assert main(["decide", written(tmp_path, sure)]) == 0
    assert "Every reading comes to the same outcome." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "it is not the JSON asked for"),
        (b'{"matter": "covenant", "total": {"heads": 1.0}}', "1.0"),
        (b'{"matter": "covenant", "matter": "covenant"}', "twice"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"matter": "covenant", "total": {"heads": 1}, "\\ud800": 1}', "is not known"),
        (b'{"matter": "picnic", "total": {"heads": "3"}}', "2 problems"),
        (
            b'{"matter": "covenant", "total": {"heads": 3}, "date": "2007-09-30"}',
            "no rule is known",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_every_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    """Exit status 2, the file, the reason and the remedy on the error output, nothing else."""
    path = tmp_path / "vote.json"
    path.write_bytes(content)
    assert main(["decide", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt path, or a folder, is no vote."""
    assert main(["decide", str(tmp_path / "gone.json")]) == 2
    assert main(["decide", str(tmp_path)]) == 2
    assert "it cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("district", "told_zh"),
    [("CN", "按小区规则认定；法院可能有不同认识"), ("CN-310000", "通过。参与表决：人数3人")],
)
def test_a_doubt_of_the_courts_is_told_apart_from_what_the_place_left_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], district: str, told_zh: str
) -> None:
    """Silence by the rule of the place: settled by a court in Shanghai, by none elsewhere."""
    vote = {**SILENT, "jurisdiction": district}
    assert main(["decide", written(tmp_path, vote)]) == 0
    zh, en = capsys.readouterr().out.split("\n\n")
    assert zh.splitlines()[1].startswith(told_zh)
    assert ("a court could see it otherwise" in en) is (district == "CN")


def test_an_unverified_source_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A judgment that was read in a copy says so beside its name."""
    vote = {**SILENT, "jurisdiction": "CN-310000"}
    assert main(["decide", written(tmp_path, vote)]) == 0
    out = capsys.readouterr().out
    assert "(2022)沪02民初16号（未核对原文）" in out
    assert "(2022)沪02民初16号 (not checked against the text)" in out
