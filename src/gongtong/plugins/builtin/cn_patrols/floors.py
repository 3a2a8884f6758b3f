"""A guess in a hundred, and one chance in twenty in two hours, as the default (巡逻默认规定).

No law sets these numbers. They only keep out what is no irregular patrol at all: fixed times, and hours in which nobody ever comes by.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.rostering.patrols.policies import PATROL_FLOORS
from gongtong.rostering.patrols.unpredictability import HOUSE_PATROLS, PatrolFloors


@gongtong_provisions.impl
def patrol_defaults() -> Iterable[AnyProvision]:
    """Give what patrols have to keep until a place decides (巡逻默认规定)."""
    yield Provision(
        "cn.patrols",
        PATROL_FLOORS,
        PatrolFloors(Fraction(1, 100), 120, Fraction(1, 20)),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_PATROLS,),
    )


plugin: Final = Plugin("cn-patrols", hooks=__name__)
