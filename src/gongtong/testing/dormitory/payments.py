"""Who paid the fee and how they wrote it, as the two payment apps export it (样例账单)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.money import plain_yuan
from gongtong.testing.dormitory.people import person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from gongtong.testing.dormitory.people import Dormitory, Home

FEE_FEN: Final = 30000
_MOST_IN_WORDS: Final = 99
_DIGITS: Final = "零一二三四五六七八九十"
_START: Final = datetime(2025, 1, 4, 8, 0)  # noqa: DTZ001 - a wall clock, as the apps write it
_MINUTES: Final = 80 * 24 * 60
_PURCHASES: Final = (("环卫工具", "新民建材", 43280), ("门禁卡500张", "新民建材", 250000))


@frozen
class Truth:
    """What a transaction is: for whom, told by what, and what it was (交易真相)."""

    label: str | None
    hint: str
    what: str = "paid"


@frozen
class Paid:
    """One transaction, and the truth about it (样例交易)."""

    transaction_id: str
    at: datetime
    payer: str
    text: str
    amount_fen: int
    truth: Truth

    @property
    def is_in(self) -> bool:
        """Whether the money came in (是否收入)."""
        return self.truth.hint != "expense"


def chinese_number(number: int) -> str:
    """Write a number up to 99 in Chinese, as people write buildings (中文数字).

    >>> chinese_number(7), chinese_number(10), chinese_number(12), chinese_number(23)
    ('七', '十', '十二', '二十三')
    """
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def pay_fees(random: Random, dormitory: Dormitory) -> tuple[Paid, ...]:
    """Let most households pay, each in its own words (缴费)."""
    paid: list[Paid] = []
    for home in dormitory.homes:
        if home.status == "未出售" or random.randrange(10) == 0:
            continue
        paid.append(_payment(random, dormitory, home, len(paid)))
    twice = random.choice([one for one in paid if one.truth.hint == "flat"])
    paid.append(_again(random, twice, len(paid)))
    refund = Truth(None, "not_a_fee", "other_income")
    paid.append(_paid(random, len(paid), (person(random), "微信红包-退款"), fen=8800, truth=refund))
    for what, seller, fen in _PURCHASES:
        paid.append(
            _paid(random, len(paid), (seller, what), fen=fen, truth=Truth(None, "expense", what))
        )
    return tuple(sorted(paid, key=lambda one: one.at))


def _payment(random: Random, dormitory: Dormitory, home: Home, number: int) -> Paid:
    payer = random.choice(home.owners)
    owned = dormitory.owned_by(payer)
    hint = random.choices(("flat", "name_only", "room_only", "relative"), weights=(89, 5, 4, 2))[0]
    if hint == "relative":
        return _paid(
            random, number, (person(random), "转账"), fen=FEE_FEN, truth=Truth(home.label, hint)
        )
    if hint == "name_only" and len(owned) == 1:
        return _paid(random, number, (payer, "卫生费"), fen=FEE_FEN, truth=Truth(home.label, hint))
    if hint == "room_only" and len([one for one in owned if one.room == home.room]) == 1:
        return _paid(
            random,
            number,
            (payer, f"{home.room}卫生费"),
            fen=FEE_FEN,
            truth=Truth(home.label, hint),
        )
    fen = random.choices((FEE_FEN, FEE_FEN // 2, FEE_FEN * 2), weights=(95, 2, 3))[0]
    words = payer, _text(random, dormitory, home, payer)
    return _paid(random, number, words, fen=fen, truth=Truth(home.label, "flat"))


def _text(random: Random, dormitory: Dormitory, home: Home, payer: str) -> str:
    building, unit, room = home.building, home.unit, home.room
    forms = [
        f"{building}栋{unit}单元{room}室卫生费",
        f"{building}幢{unit}单元{room}号",
        f"{building}-{unit}-{room}",
        f"{building}#{unit}-{room} {payer}",
    ]
    if building <= _MOST_IN_WORDS:
        forms.append(f"{chinese_number(building)}栋{chinese_number(unit)}单元{room}卫生服务费")
    same = [
        one for one in dormitory.owned_by(payer) if (one.building, one.room) == (building, room)
    ]
    if len(same) == 1:
        forms.append(f"{payer} {building}-{room}")
    return random.choice(forms)


def _again(random: Random, one: Paid, number: int) -> Paid:
    truth = Truth(one.truth.label, "flat", "paid_twice")
    return _paid(random, number, (one.payer, one.text), fen=one.amount_fen, truth=truth)


def _paid(random: Random, number: int, words: tuple[str, str], *, fen: int, truth: Truth) -> Paid:
    at = _START + timedelta(minutes=random.randrange(_MINUTES))
    transaction_id = f"1000{random.randrange(10**16):016d}{number:08d}"
    return Paid(transaction_id, at, *words, fen, truth)


def wechat_csv(lines: Sequence[Paid]) -> bytes:
    """Write transactions as WeChat exports them: UTF-8 with a mark, a preamble of 16 lines (微信账单)."""
    came, went = [one for one in lines if one.is_in], [one for one in lines if not one.is_in]
    preamble = [
        "微信支付账单明细,,,,,,,,",
        "微信昵称：[样例小区管账],,,,,,,,",
        "起始时间：[2025-01-01 00:00:00] 终止时间：[2025-03-31 23:59:59],,,,,,,,",
        "导出类型：[全部],,,,,,,,",
        "导出时间：[2025-04-01 09:10:11],,,,,,,,",
        ",,,,,,,,",
        f"共{len(lines)}笔记录,,,,,,,,",
        f"收入：{len(came)}笔 {_total(came)}元,,,,,,,,",
        f"支出：{len(went)}笔 {_total(went)}元,,,,,,,,",
        "中性交易：0笔 0.00元,,,,,,,,",
        "注：,,,,,,,,",
        "1. 充值/提现/理财通/零钱通存取/信用卡还款等交易，将计入中性交易,,,,,,,,",
        "2. 本明细仅展示当前账单中的交易，不包括已删除的记录,,,,,,,,",
        "3. 本明细仅供个人对账使用,,,,,,,,",
        ",,,,,,,,",
        "----------------------微信支付账单明细列表--------------------,,,,,,,,",
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
    ]
    return ("\ufeff" + "\n".join([*preamble, *map(_wechat_line, lines)]) + "\n").encode()


def _wechat_line(one: Paid) -> str:
    kind, text, way, status = (
        ("转账", f"转账备注:{one.text}", "收入", "已存入零钱")
        if one.is_in
        else ("商户消费", one.text, "支出", "支付成功")
    )
    fen = plain_yuan(one.amount_fen)
    return f"{one.at:%Y-%m-%d %H:%M:%S},{kind},{one.payer},{text},{way},¥{fen},/,{status},{one.transaction_id}\t,{one.transaction_id[::-1]}\t,/"


def alipay_csv(lines: Sequence[Paid]) -> bytes:
    """Write transactions as Alipay exports them: GB18030, a rule line, a comma at the end (支付宝账单)."""
    preamble = [
        "-" * 84,
        "导出信息：",
        "姓名：样例小区管账",
        "支付宝账户：199****0000",
        "起始时间：[2025-01-01 00:00:00]    终止时间：[2025-03-31 23:59:59]",
        "导出交易类型：[全部]",
        "导出时间：[2025-04-01 09:20:00]",
        f"共{len(lines)}笔记录",
        f"收入：{len(lines)}笔 {_total(lines)}元",
        "",
        "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------",
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
    ]
    rows = [
        f"{one.at:%Y-%m-%d %H:%M:%S},转账红包,{one.payer},199****{one.transaction_id[-4:]},{one.text},收入,"
        f"{plain_yuan(one.amount_fen)},,交易成功,{one.transaction_id}\t,\t,,"
        for one in lines
    ]
    return ("\r\n".join([*preamble, *rows]) + "\r\n").encode("gb18030")


def _total(lines: Sequence[Paid]) -> str:
    return plain_yuan(sum(one.amount_fen for one in lines))
