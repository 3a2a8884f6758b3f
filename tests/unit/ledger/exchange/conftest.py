"""Statements as the apps write them, to be spoilt by tests."""

from collections.abc import Callable, Sequence

import pytest

WECHAT_HEADING = (
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"
)
ALIPAY_HEADING = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,"
    "收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
WECHAT_ROW = (
    "2025-01-04 02:42:00,转账,崔正柱,转账备注:10栋1单元601室卫生费,收入,¥300.00,/,已存入零钱,"
    "1000036892989757103570782753\t,3572870753\t,/"
)
ALIPAY_ROW = (
    "2025-01-06 01:07:00,转账红包,熊长江,199****9833,熊长江 10-102,收入,300.00,,交易成功,"
    "1000060772533020865541969833\t,\t,,"
)


@pytest.fixture
def wechat() -> Callable[..., bytes]:
    """Write a WeChat statement: byte order mark, preamble, heading, rows."""

    def write(rows: Sequence[str] = (WECHAT_ROW,), totals: str = "", lines: int = 14) -> bytes:
        preamble = ["微信支付账单明细,,,,,,,,", totals or "注：,,,,,,,,"]
        preamble += [",,,,,,,,"] * (lines - 1)
        preamble += ["----------------------微信支付账单明细列表--------------------,,,,,,,,"]
        return "\n".join([*preamble, WECHAT_HEADING, *rows, ""]).encode("utf-8-sig")

    return write


@pytest.fixture
def alipay() -> Callable[..., bytes]:
    """Write an Alipay statement: GB18030, a rule, trailing commas, CRLF."""

    def write(rows: Sequence[str] = (ALIPAY_ROW,), totals: str = "", lines: int = 8) -> bytes:
        preamble = ["-" * 84, totals or "导出信息："] + ["说明"] * (lines - 2)
        rule = "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"
        return "\r\n".join([*preamble, "", rule, ALIPAY_HEADING, *rows, ""]).encode("gb18030")

    return write
