"""The yearly fee as a rule, and the decision that it rests on (卫生服务费规则)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.errors import PolicyError
from gongtong.core.money import format_yuan, yuan
from gongtong.core.periods import since, year_span
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.fees.policies import FEE_RULE, ChargeLine, FeeFacts, Payer
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind, Tariff
from gongtong.plugins import Plugin
from gongtong.plugins.spec import gongtong_provisions

FEE_FEN: Final = yuan("300.00")
DECISION: Final = Source("自管委决定", "2021年第3号", date(2022, 1, 1), standing=Standing.HOUSE)
DEVELOPER_PAYS: Final = Source(
    "物业管理条例", "第41条第2款", date(2018, 3, 19), note="2018年文本的条号"
)


@frozen
class YearlyFee:
    """One amount for every dwelling for a calendar year, whatever its size (按户按年收费)."""

    amount_fen: int

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Charge the dwelling for the year, the developer where it was not handed over (计费)."""
        year = facts.period.start.year
        if facts.period != year_span(year):
            raise PolicyError(
                f"the sanitation fee is charged for a whole calendar year, not for {facts.period}"
            )
        sentence = (
            f"卫生服务费每套每年{format_yuan(self.amount_fen)}元，"
            f"{facts.label.zh()}{year}年度应缴{format_yuan(self.amount_fen)}元（{DECISION}）。"
        )
        if not facts.status.is_delivered:
            sentence += (
                f"该房屋尚未售出或者尚未交付，由持有该房屋的建设单位交纳（{DEVELOPER_PAYS}）。"
            )
        return (
            ChargeLine(
                code="sanitation",
                zh="卫生服务费",
                amount_fen=self.amount_fen,
                fund="sanitation",
                income_account="4301",
                explanation_zh=sentence,
                payer=Payer.OWNER if facts.status.is_delivered else Payer.DEVELOPER,
            ),
        )


ENACTED: Final = Enactment(EnactmentKind.VOTE, "自管委决定2021年第3号", date(2021, 12, 20))
YEARLY_FEE: Final = Tariff(YearlyFee(FEE_FEN), ENACTED)


@gongtong_provisions.impl
def provisions() -> Iterable[AnyProvision]:
    """Give the fee for the district in which the compound lies (卫生服务费规定)."""
    yield Provision(
        "jingzhou.sanitation-fee",
        FEE_RULE,
        YEARLY_FEE,
        area="421003",
        in_force=since("2022-01-01"),
        rank=Rank.BYLAW,
        cites=[DECISION, DEVELOPER_PAYS],
        recorded_on=date(2021, 12, 20),
    )


plugin: Final = Plugin(
    "sanitation-fee",
    hooks=__name__,
    api=">=1.0,<2",
    maintainers=("丝绸宿舍自管委",),
)
