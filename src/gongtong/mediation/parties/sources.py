"""The texts that parties, their groups and their representatives rest on (当事人依据)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.rulings import Source, Standing

_CODE: Final = "民法典"
_SINCE: Final = date(2021, 1, 1)

SILENCE: Final = Source(
    _CODE,
    "第140条第2款",
    _SINCE,
    note="沉默只有在法律规定、当事人约定或者交易习惯时才视为意思表示；本库一律不以沉默为同意",
)
WITHIN_AUTHORITY: Final = Source(_CODE, "第162条", _SINCE)
WRITTEN_AUTHORITY: Final = Source(_CODE, "第165条", _SINCE)
"""Who acts, for which matters, with which powers, until when, signed (授权委托书)."""
JOINT_AGENTS: Final = Source(_CODE, "第166条", _SINCE)
"""Several for one matter act together unless agreed otherwise (共同代理)."""
WITHOUT_AUTHORITY: Final = Source(_CODE, "第171条", _SINCE)
"""What goes beyond the powers, or comes after their end, binds nobody until ratified (无权代理)."""
END_OF_AUTHORITY: Final = Source(_CODE, "第173条", _SINCE)
"""A term that is over, a mandate that was revoked (委托代理终止)."""

GROUP_RULES: Final = Source("集体当事人规则", standing=Standing.HOUSE)
"""What a place has decided about groups as parties (集体当事人规则出处)."""
COURT_ANALOGUE: Final = Source(
    "民事诉讼法司法解释",
    "第78条",
    standing=Standing.UNVERIFIED,
    note="诉讼代表人二至五人，系诉讼规则；调解中参照，由本地规则决定",
)
"""The number of representatives is a rule of the courts, taken as a model (代表人数参照)."""
