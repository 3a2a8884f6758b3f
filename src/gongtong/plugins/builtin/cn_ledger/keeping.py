"""The steps the law keeps apart, and the chart and the two keys a place starts with (账务默认规定).

The Accounting Law binds accounting units; for a committee that residents chose for their own compound
it is the model that it is held to here. It is mandatory, so that no house rule can loosen it. The
other two are defaults: any decision of the place goes before them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS
from gongtong.core.periods import Span, between, since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.policies import CHART
from gongtong.ledger.spending.policies import STATUTORY_KEYS, TWO_KEYS
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    HOUSE_KEYS,
    ForbiddenPairs,
    statutory_pairs,
)
from gongtong.plugins.builtin.cn_ledger.books import BOOKS_DEFAULTS
from gongtong.plugins.builtin.cn_ledger.cashier import CASHIER_DEFAULTS
from gongtong.plugins.builtin.cn_ledger.control import CONTROL_DEFAULTS
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

CASHIER_BEFORE: Final = Source(
    "会计法",
    "第37条第2款",
    date(2000, 7, 1),
    date(2024, 7, 1),
    Standing.UNVERIFIED,
    note="1999年修订，2024年修正后为第35条",
)
CHART_BY_REFERENCE: Final = Source(
    "民间非营利组织会计制度",
    "",
    date(2026, 1, 1),
    standing=Standing.UNVERIFIED,
    note="财会2024年第25号文，参照使用；科目编号沿用此前通行编号，未逐条核对",
)


def _kept_apart(provision_id: str, in_force: Span, source: Source) -> Provision[ForbiddenPairs]:
    return Provision(
        provision_id,
        STATUTORY_KEYS,
        statutory_pairs(source),
        area="",
        in_force=in_force,
        rank=Rank.LAW,
        mode=Mode.MANDATORY,
        cites=(source,),
    )


@gongtong_provisions.impl
def ledger_defaults() -> Iterable[AnyProvision]:
    """Give what the law fixes about the books, and what holds until a place decides (账务默认规定)."""
    yield _kept_apart(
        "cn.accounting-law.37.steps", between("2000-07-01", "2024-07-01"), CASHIER_BEFORE
    )
    yield _kept_apart("cn.accounting-law.35.steps", since("2024-07-01"), CASHIER_KEEPS_NO_BOOKS)
    yield Provision(
        "cn.ledger.two-keys",
        TWO_KEYS,
        DEFAULT_TWO_KEYS,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_KEYS,),
    )
    yield Provision(
        "cn.ledger.chart",
        CHART,
        DEFAULT_CHART,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(CHART_BY_REFERENCE,),
    )
    yield from BOOKS_DEFAULTS
    yield from CONTROL_DEFAULTS
    yield from CASHIER_DEFAULTS


plugin: Final = Plugin("cn-ledger", hooks=__name__)
