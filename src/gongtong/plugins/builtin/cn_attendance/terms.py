"""Half an hour before, an hour after, ten minutes of grace: how marks are read until a place decides (签到默认规定).

The regulation asks for a true record (第19条) and says nothing about minutes; these are a habit.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.rostering.attendance.policies import ATTENDANCE_TERMS
from gongtong.rostering.attendance.reconciling import AttendanceTerms
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS


@gongtong_provisions.impl
def attendance_defaults() -> Iterable[AnyProvision]:
    """Give how marks are read until a place decides (签到默认规定)."""
    yield Provision(
        "cn.attendance",
        ATTENDANCE_TERMS,
        AttendanceTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_VOLUNTEERS,),
    )


plugin: Final = Plugin("cn-attendance", hooks=__name__)
"""How a place reads its marks; every minute in it is the place's own (签到核对规则)."""
