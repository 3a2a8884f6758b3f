"""Where the rules of voting come from (表决规则出处)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

CIVIL_CODE_1259: Final = Source("民法典", "第1259条", in_force_from=date(2021, 1, 1))
HEADS_BY_LAW: Final = Source("建筑物区分所有权解释", "第9条", in_force_from=date(2009, 10, 1))
NOTICE: Final = Source("选举公告", standing=Standing.HOUSE)
ELECTION_PRACTICE: Final = Source("选举办理约定", standing=Standing.HOUSE)
"""What every ballot paper takes for granted: a seat to fill, a name once, a file once."""
