"""From fourteen with a guardian's word, from eighteen alone, and no minor where somebody may be hurt (志愿者年龄默认规定).

The national regulation asks that a duty fits the age (第15条) and names no number; these are cautious, and a place may set others.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.rostering.volunteers.duties import AgeTerms
from gongtong.rostering.volunteers.policies import VOLUNTEER_AGES
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS


@gongtong_provisions.impl
def age_defaults() -> Iterable[AnyProvision]:
    """Give what holds about ages until a place decides (志愿者年龄默认规定)."""
    yield Provision(
        "cn.volunteers",
        VOLUNTEER_AGES,
        AgeTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_VOLUNTEERS,),
    )


plugin: Final = Plugin("cn-volunteers", hooks=__name__)
