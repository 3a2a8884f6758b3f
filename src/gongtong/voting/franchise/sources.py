"""Where the rules on the right to vote come from (表决资格出处)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

_CODE: Final = date(2021, 1, 1)

GUARDIAN: Final = Source("民法典", "第23条", _CODE, note="监护人是其法定代理人")
WITHIN_AUTHORITY: Final = Source("民法典", "第162条", _CODE)
PASSING_ON: Final = Source("民法典", "第169条第1款", _CODE, note="转委托须经被代理人同意")
MANDATE_ENDED: Final = Source("民法典", "第173条", _CODE, note="期限届满或者取消委托")
OWNER_BY_LAW: Final = Source("建筑物区分所有权解释", "第1条", date(2009, 10, 1))
ONE_PART_ONE_HEAD: Final = Source("建筑物区分所有权解释", "第9条", date(2009, 10, 1))
CO_OWNERS_ELECT: Final = Source(
    "业主大会和业主委员会指导规则",
    "第25条",
    date(2010, 1, 1),
    standing=Standing.UNVERIFIED,
    note="建房[2009]274号",
)
FRANCHISE_PRACTICE: Final = Source("表决资格办理约定", standing=Standing.HOUSE)
"""What every vote takes for granted: nobody mandates himself, a frozen roll stands still."""
