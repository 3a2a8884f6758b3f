"""What must take part and what must agree when owners decide together (业主共同决定).

Since 2021-01-01 民法典第278条 asks that two thirds of the area and of the heads take part, and counts
approval among those who took part. Before, 物权法第76条 counted approval among all owners, and the
regulation asked that more than half attend. Both are mandatory: a place cannot choose less.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.periods import between, since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.voting.policies import (
    DECISION_RULE,
    MATTER,
    Abstention,
    Base,
    DecisionRule,
    Matter,
    in_heads_and_area,
)

CIVIL_CODE: Final = since("2021-01-01")
PROPERTY_LAW: Final = between("2007-10-01", "2021-01-01")
JUDICIAL_INTERPRETATION: Final = date(2009, 10, 1)

_IS_INCLUDED: Final = Source("民法典", "第1259条", CIVIL_CODE.start, note="以上包括本数")
_ATTENDANCE: Final = Source(
    "物业管理条例",
    "第12条第1款",
    PROPERTY_LAW.start,
    CIVIL_CODE.start,
    note="2021年起与民法典不一致，适用民法典",
)


def _property_law(article: str, note: str = "") -> Source:
    return Source("物权法", article, PROPERTY_LAW.start, PROPERTY_LAW.end, note=note)


def _civil_code(article: str) -> Source:
    return Source("民法典", article, CIVIL_CODE.start)


# an abstainer took part (参与表决) and attended (参加): the texts ask no more of him, so he counts
_TWO_THIRDS_TAKE_PART: Final = in_heads_and_area(
    AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS
)
_MORE_THAN_HALF_ATTEND: Final = in_heads_and_area(
    MoreThan(1, 2), of=Base.ALL, abstention=Abstention.COUNTS
)
_ORDINARY: Final = DecisionRule(
    participation=_TWO_THIRDS_TAKE_PART,
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
_WEIGHTY: Final = DecisionRule(
    participation=_TWO_THIRDS_TAKE_PART,
    approval=in_heads_and_area(AtLeast(3, 4), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
_ORDINARY_BEFORE: Final = DecisionRule(
    participation=_MORE_THAN_HALF_ATTEND,
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.ALL, abstention=Abstention.COUNTS),
)
_WEIGHTY_BEFORE: Final = DecisionRule(
    participation=_MORE_THAN_HALF_ATTEND,
    approval=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
)

_WEIGHTY_MATTERS: Final = frozenset(
    {
        Matter.RAISE_MAINTENANCE_FUND,
        Matter.REBUILD_OR_ALTER,
        Matter.CHANGE_OR_PROFIT_FROM_COMMON_PARTS,
    }
)
# item of 物权法第76条第1款, and whether the heavier share was asked
_ITEMS_BEFORE: Final = {
    Matter.RULES_OF_PROCEDURE: (1, False),
    Matter.COVENANT: (2, False),
    Matter.ELECT_OR_REPLACE_COMMITTEE: (3, False),
    Matter.HIRE_OR_DISMISS_MANAGER: (4, False),
    Matter.USE_MAINTENANCE_FUND: (5, True),
    Matter.RAISE_MAINTENANCE_FUND: (5, True),
    Matter.REBUILD_OR_ALTER: (6, True),
    Matter.CHANGE_OR_PROFIT_FROM_COMMON_PARTS: (7, False),
    Matter.OTHER_MAJOR: (7, False),
}


def _since_the_code(item: int, matter: Matter) -> Provision[DecisionRule]:
    weighty = matter in _WEIGHTY_MATTERS
    return Provision(
        f"cn.civil-code.278.{item}",
        DECISION_RULE,
        _WEIGHTY if weighty else _ORDINARY,
        area="",
        in_force=CIVIL_CODE,
        rank=Rank.LAW,
        mode=Mode.MANDATORY,
        conditions=(MATTER.is_one_of(matter),),
        cites=(
            _civil_code(f"第278条第1款第{item}项"),
            _civil_code("第278条第2款"),
            _IS_INCLUDED,
        ),
        recorded_on=date(2020, 5, 28),
    )


def _before_the_code(matter: Matter) -> Provision[DecisionRule]:
    item, weighty = _ITEMS_BEFORE[matter]
    sources = [_property_law(f"第76条第1款第{item}项"), _property_law("第76条第2款"), _ATTENDANCE]
    if matter is Matter.CHANGE_OR_PROFIT_FROM_COMMON_PARTS:
        # the old law does not name this matter; the courts read it into its last item
        sources.append(
            Source(
                "最高人民法院关于审理建筑物区分所有权纠纷案件具体应用法律若干问题的解释",
                "第7条",
                JUDICIAL_INTERPRETATION,
                CIVIL_CODE.start,
                Standing.UNVERIFIED,
                note="2009年文本；认定为物权法第76条第1款第7项的其他重大事项",
            )
        )
    return Provision(
        f"cn.property-law.76.{matter.value.replace('_', '-')}",
        DECISION_RULE,
        _WEIGHTY_BEFORE if weighty else _ORDINARY_BEFORE,
        area="",
        in_force=PROPERTY_LAW,
        rank=Rank.LAW,
        mode=Mode.MANDATORY,
        conditions=(MATTER.is_one_of(matter),),
        cites=sources,
        recorded_on=date(2007, 3, 16),
    )


@gongtong_provisions.impl
def joint_decisions() -> Iterable[AnyProvision]:
    """Give the rule for each of the nine matters, under the Code and before it (九项共同决定事项)."""
    for item, matter in enumerate(Matter, start=1):
        yield _since_the_code(item, matter)
        yield _before_the_code(matter)


plugin: Final = Plugin("cn-civil-code", hooks=__name__)
