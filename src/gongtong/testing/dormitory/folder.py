"""The whole folder of a made-up dormitory, with its truth beside it (样例资料夹)."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

from gongtong.testing.dormitory.payments import Paid, alipay_csv, pay_fees, wechat_csv
from gongtong.testing.dormitory.people import Dormitory, settle
from gongtong.testing.dormitory.votes import ballot_sheets, candidates, notice_json, opinions

if TYPE_CHECKING:
    from pathlib import Path

_ALIPAY_SHARE = 4


def make_dormitory(seed: int, households: int) -> dict[str, bytes]:
    """Make every paper of a dormitory from a seed, and `truth.json` (生成样例资料).

    The same seed gives the same bytes.
    """
    random = Random(seed)  # noqa: S311 - made-up neighbours, no secrets
    dormitory = settle(random, households)
    paid = pay_fees(random, dormitory)
    alipay = [one for at, one in enumerate(paid) if one.is_in and at % _ALIPAY_SHARE == 0]
    names = candidates(random)
    paper, online = ballot_sheets(random, dormitory, names)
    canvass, categories = opinions(random, dormitory)
    register, survey, problems = _register(random, dormitory)
    truth = {"bill": _truth(paid), "opinions": categories, "register": problems}
    return {
        "住户登记表.csv": register,
        "测绘补充.csv": survey,
        "微信支付账单.csv": wechat_csv([one for one in paid if one not in alipay]),
        "支付宝交易明细.csv": alipay_csv(alipay),
        "选举公告.json": notice_json(names),
        "选票-纸质.csv": paper,
        "选票-线上.csv": online,
        "入户走访记录.csv": canvass,
        "truth.json": json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True).encode(),
    }


def write_dormitory(folder: Path, *, seed: int, households: int) -> None:
    """Write a made-up dormitory into a folder (写出样例资料夹)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in make_dormitory(seed, households).items():
        (folder / name).write_bytes(content)


def _truth(paid: tuple[Paid, ...]) -> dict[str, dict[str, object]]:
    return {
        one.transaction_id: {
            "fen": one.amount_fen,
            "flat": one.truth.label,
            "hint": one.truth.hint,
            "what": one.truth.what,
        }
        for one in paid
    }


def _register(random: Random, dormitory: Dormitory) -> tuple[bytes, bytes, dict[str, int]]:
    """Write the sheet with one blank area, one that is no number, one line twice."""
    blank, rough, doubled = random.sample(range(len(dormitory.homes)), 3)
    rows = ["楼栋,单元,房号,产权人,联系电话,建筑面积(㎡),状态,备注"]
    line_of_double = 0
    for at, home in enumerate(dormitory.homes):
        area = {blank: "", rough: "约60"}.get(at, home.area)
        row = (
            f"{home.building}栋,{home.unit}单元,{home.room},{'、'.join(home.owners)},{home.phone},"
            f"{area},{home.status},{home.note}"
        )
        rows.append(row)
        if at == doubled:
            rows.append(row)
            line_of_double = len(rows)
    surveyed = [dormitory.homes[at] for at in (blank, rough)]
    survey = ["楼栋,单元,房号,实测面积(㎡)"]
    survey += [f"{one.building}栋,{one.unit}单元,{one.room},{one.area}" for one in surveyed]
    problems = {"dwellings": len(dormitory.homes), "duplicate_line": line_of_double}
    return _csv(rows), _csv(survey), problems


def _csv(rows: list[str]) -> bytes:
    return ("\ufeff" + "\n".join(rows) + "\n").encode()
