"""Where the rules of polls come from (表决活动规则出处)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

FIFTEEN_DAYS: Final = Source("物业管理条例", "第14条第1款", in_force_from=date(2003, 9, 1))
"""业主大会会议应当于会议召开15日以前通知全体业主."""
FIRST_DAY_NOT_COUNTED: Final = Source("民法典", "第201条第1款", in_force_from=date(2021, 1, 1))
PERIODS_INCLUDE: Final = Source("民法典", "第1259条", in_force_from=date(2021, 1, 1))
POLL_PRACTICE: Final = Source("表决办理约定", standing=Standing.HOUSE)
"""What every poll takes for granted: a title, a question, a ballot once, a step after the other."""
POLL_NOTICE: Final = Source("表决公告", standing=Standing.HOUSE)
"""What was announced for this poll and holds to its end."""
BALLOT_SECRECY: Final = Source("无记名投票约定", standing=Standing.HOUSE)
"""What keeps a secret ballot apart from the person who cast it."""
