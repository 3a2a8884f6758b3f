"""`gongtong ledger`: the books of the demonstration's year from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gongtong.cli import main
from gongtong.demo.folder import WECHAT

CLERK = ["--as", "demo-bookkeeper", "--at", "2026-01-02T09:00+08:00"]
BANK_CSV = """\
交易日期,时间,摘要,收入,支出,余额,对方户名,流水号
2026-01-05,08:30:00,物业费 3-2-501,300.00,,1300.00,谢卫东,A1
2026-01-06,17:05:00,清洁用品,,120.50,1179.50,荆州日杂店,A2
"""
MAPPING = """\
[columns]
date = "交易日期"
time = "时间"
in = "收入"
out = "支出"
balance = "余额"
counterparty = "对方户名"
text = "摘要"
reference = "流水号"
"""


@pytest.fixture
def books(played: Any, tmp_path: Path) -> list[str]:
    """A copy of the year's database, as options."""
    path = tmp_path / "books.sqlite"
    shutil.copy(played.out / "gongtong.sqlite", path)
    return ["--database", f"sqlite:///{path}"]


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:
    capsys.readouterr()
    assert main(["ledger", *arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_the_trial_balance_is_even_today_and_on_any_past_day(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Debits equal credits; what was booked later is not in the balance of an earlier day."""
    now = asked(capsys, "trial-balance", *books)
    assert now["debit_fen"] == now["credit_fen"] == 10_658_800
    first = asked(capsys, "trial-balance", *books, "--on", "2025-01-01")
    assert first["debit_fen"] == first["credit_fen"] == 10_140_000
    assert {line["account"] for line in first["lines"]} == {"1122", "4301"}
    assert main(["ledger", "trial-balance", *books]) == 0
    assert "微信钱包" in capsys.readouterr().out


def test_a_moment_without_a_zone_is_told_with_what_to_write(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A day that begins at another hour elsewhere is not guessed."""
    assert main(["ledger", "trial-balance", *books, "--known-at", "2025-04-01T09:00"]) == 2
    assert "write 2025-04-01T09:00:00+08:00" in capsys.readouterr().err


def test_a_household_reads_what_it_was_charged_and_paid(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """300.00 charged on the first of January, paid on 22 March: nothing is owed."""
    told = asked(capsys, "statement", *books, "--dwelling", "3-2-501")
    assert [line["amount_fen"] for line in told["postings"]] == [30_000, -30_000]
    assert told["open_fen"] == 0
    assert main(["ledger", "statement", *books, "--dwelling", "99-1-101"]) == 2
    assert "名册中没有99栋1单元101室" in capsys.readouterr().err
    assert main(["ledger", "statement", *books, "--dwelling", "三栋"]) == 2


def test_a_period_is_previewed_charged_and_not_charged_twice(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """338 dwellings owe 101,400 yuan; a second run finds them all charged."""
    preview = asked(
        capsys, "assess", *books, "--as", "demo-bookkeeper", "--period", "2026", "--preview"
    )
    assert (preview["dwellings"], preview["amount_fen"]) == (338, 10_140_000)
    first = asked(capsys, "assess", *books, *CLERK, "--period", "2026")
    assert (first["dwellings"], first["amount_fen"]) == (338, 10_140_000)
    again = asked(capsys, "assess", *books, *CLERK, "--period", "2026")
    assert (again["dwellings"], again["already_charged"]) == (0, 338)
    assert main(["ledger", "assess", *books, *CLERK, "--period", "January"]) == 2


def test_the_same_statement_twice_books_nothing_new(
    books: list[str], dormitory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The demonstration booked the folder's WeChat statement; here it comes again."""
    file = str(dormitory / WECHAT)
    told = asked(capsys, "import", *books, *CLERK, file)["statements"][0]
    assert told["matched"] == told["suspended"] == told["expenses"] == 0
    assert told["known"] > 100


def test_the_cashier_books_no_statement_and_is_told_every_ground(
    books: list[str], dormitory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """会计法 35: who keeps the money keeps no books; exit status 1, and grounds with codes."""
    file = str(dormitory / WECHAT)
    refused = asked(capsys, "import", *books, "--as", "demo-cashier", file, status=1)["refused"]
    assert [one["code"] for one in refused] == ["ledger.office_required", "segregation_of_duties"]
    assert main(["ledger", "import", *books, "--as", "demo-cashier", file]) == 1
    assert "会计法" in capsys.readouterr().err


@pytest.fixture
def bank(tmp_path: Path) -> list[str]:
    """A bank's table and its mapping, as arguments."""
    (tmp_path / "bank.csv").write_text(BANK_CSV, encoding="utf-8")
    (tmp_path / "bank.toml").write_text(MAPPING, encoding="utf-8")
    return [str(tmp_path / "bank.csv"), "--mapping", str(tmp_path / "bank.toml")]


LATER = ["--as", "demo-bookkeeper", "--at", "2026-02-02T09:00+08:00"]


def test_a_bank_statement_is_tried_booked_and_reconciled(
    books: list[str], bank: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run writes nothing; after the import every line of the statement has its entry."""
    tried = asked(capsys, "import", *books, *LATER, *bank, "--dry-run")["statements"][0]
    assert (tried["matched_fen"], tried["expenses_fen"]) == (30_000, 12_050)
    done = asked(capsys, "import", *books, *LATER, *bank)["statements"][0]
    assert done["known"] == 0
    assert done["matched_fen"] == 30_000
    kept = asked(capsys, "reconcile", *books, *LATER, *bank, "--opening", "1000.00")[0]
    assert (kept["new"], kept["open_lines"], kept["open_postings"]) == (2, 1, 0)
    report = asked(capsys, "reconcile", *books, "--month", "2026-01", status=1)
    assert report["ledger_fen"] == 30_000 - 12_050
    assert report["other_fen"] == 117_950
    assert main(["ledger", "reconcile", *books, "--month", "2026-01"]) == 1
    assert "1,000.00" in capsys.readouterr().out


JOURNAL = """\
2026-01-10 清扫
    Expenses:Cleaning    CNY 45.00
    Assets:Cash

"""
ACCOUNTS = """\
[[account]]
name = "Expenses:Cleaning"
account = "5101"
fund = "sanitation"

[[account]]
name = "Assets:Cash"
account = "1012.wechat"
fund = "sanitation"
"""


def test_a_journal_of_another_program_is_taken_over_once(
    books: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a mapping of its accounts; the second time everything is known."""
    journal, accounts = tmp_path / "other.journal", tmp_path / "accounts.toml"
    journal.write_text(JOURNAL, encoding="utf-8")
    accounts.write_text(ACCOUNTS, encoding="utf-8")
    take = ["import", *books, *LATER, str(journal)]
    assert main(["ledger", *take]) == 2
    assert "--mapping" in capsys.readouterr().err
    take += ["--mapping", str(accounts)]
    assert asked(capsys, *take, "--dry-run")["journal"]["entries"] == 1
    assert asked(capsys, *take)["journal"]["entries"] == 1
    again = asked(capsys, *take)["journal"]
    assert (again["entries"], again["known"]) == (0, 1)


def test_a_table_without_a_mapping_is_told_which_there_are(
    books: list[str], bank: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The names of those that come along, or a file of one's own."""
    assert main(["ledger", "import", *books, *LATER, bank[0]]) == 2
    assert "icbc-debit-v2" in capsys.readouterr().err
    assert main(["ledger", "import", *books, *LATER, bank[0], "--mapping", "nobank"]) == 2
    assert "nobank" in capsys.readouterr().err
    assert main(["ledger", "import", *books, *LATER, "gone.csv"]) == 2
    assert "the file cannot be read" in capsys.readouterr().err


def test_what_waits_is_listed_masked_and_settled_by_a_person(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Seven payments wait; one is said to be a household's, with a reason."""
    waiting = asked(capsys, "match", *books)
    assert len(waiting) == 7
    assert all("*" in one["payer"] for one in waiting)
    settle = ["match", *books, "--transaction", waiting[0]["transaction"], "--dwelling", "5-2-602"]
    refused = asked(capsys, *settle, *CLERK, status=1)
    assert refused["refused"][0]["code"] == "ledger.settlement_without_reason"
    settled = asked(capsys, *settle, *CLERK, "--reason", "本人来说明")
    assert settled["amount_fen"] == waiting[0]["amount_fen"]
    assert len(asked(capsys, "match", *books)) == 6
    assert main(["ledger", *settle]) == 2
    assert "add --as ID" in capsys.readouterr().err
    assert main(["ledger", "match", *books, *CLERK, "--transaction", "none"]) == 2


def test_months_are_closed_in_their_order_and_reopened_by_two(
    books: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """February waits for January; the keeper of the books asks, the chair reopens."""
    refused = asked(capsys, "close", *books, *CLERK, "2025-02", status=1)["refused"]
    assert [one["code"] for one in refused] == ["ledger.earlier_period_open"]
    assert asked(capsys, "close", *books, *CLERK, "2025-01")["state"] == "closed"
    ask = ["close", *books, "2025-01", "--reason", "漏记一笔"]
    asking = asked(capsys, *ask, *CLERK, "--step", "ask-reopening")
    assert asking["state"] == "reopening"
    chair = ["--as", "demo-chair", "--at", "2026-01-03T09:00+08:00"]
    assert asked(capsys, *ask, *chair, "--step", "reopen")["state"] == "open"
    assert asked(capsys, "close", *books, *CLERK, "2025-01")["state"] == "closed"


@pytest.mark.parametrize(
    ("form", "begins"), [("beancount", b"option"), ("hledger", b"; "), ("csv", b"\xef\xbb\xbf")]
)
def test_the_books_leave_as_text_and_the_same_twice(
    books: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    form: str,
    begins: bytes,
) -> None:
    """A second export of the same books changes nothing."""
    out = tmp_path / "new" / f"books.{form}"
    arguments = ["export", *books, "--format", form, "--out", str(out)]
    assert asked(capsys, *arguments)["changed"] is True
    assert out.read_bytes().startswith(begins)
    assert asked(capsys, *arguments)["changed"] is False


def test_a_workbook_holds_every_report_of_a_year(
    books: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seven sheets, each with a heading row."""
    out = tmp_path / "books.xlsx"
    asked(capsys, "export", *books, "--format", "xlsx", "--period", "2025", "--out", str(out))
    workbook = load_workbook(out, read_only=True)
    assert len(workbook.sheetnames) == 7
    workbook.close()
    wrong = ["export", *books, "--format", "xlsx", "--period", "25", "--out", str(out)]
    assert main(["ledger", *wrong]) == 2
    assert "--period" in capsys.readouterr().err
