"""Rest, weekly limits, nobody alone, fair shares: the rules of rosters as the default (排班默认规定).

The regulation on volunteers asks that nobody is assigned by force and that a duty fits the person; the numbers here are a cautious habit of
neighbourhood patrols, not law. A place replaces them rule by rule.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.rostering.rosters import house_rules as house
from gongtong.rostering.rosters.policies import ROSTER_RULES
from gongtong.rostering.rosters.rules import RosterRules
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS

_TWELVE_HOURS: Final = 12 * 60

DEFAULT_RULES: Final = RosterRules(
    (
        house.absences(),
        house.rest_between(_TWELVE_HOURS),
        house.weekly_limit(),
        house.night_limit(2),
        house.kept_apart(),
        house.seats(),
        house.never_alone(),
        house.mixed_experience(60),
        house.wishes(wanted=4, unwanted=10),
        house.buddies(6),
        house.fair_load(),
    )
)
"""The rules until a place decides otherwise (默认排班规则)."""


@gongtong_provisions.impl
def roster_defaults() -> Iterable[AnyProvision]:
    """Give the rules of rosters until a place decides (排班默认规定)."""
    yield Provision(
        "cn.roster_rules",
        ROSTER_RULES,
        DEFAULT_RULES,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_VOLUNTEERS,),
    )


plugin: Final = Plugin("cn-rosters", hooks=__name__)
