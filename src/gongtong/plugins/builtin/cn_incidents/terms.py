"""Fire and ambulance within five minutes, police within half an hour: what a patrol hands over until a place decides (突发情况默认规定).

Every minute here is a cautious habit, not law; volunteers hand over, they neither investigate nor treat.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.rostering.incidents.incident import (
    HandOverRule,
    IncidentKind,
    IncidentTerms,
    Receiver,
)
from gongtong.rostering.incidents.policies import INCIDENT_TERMS
from gongtong.rostering.volunteers.sources import HOUSE_VOLUNTEERS

DEFAULT_TERMS: Final = IncidentTerms(
    (
        HandOverRule(IncidentKind.FIRE, Receiver.FIRE_BRIGADE, 5),
        HandOverRule(IncidentKind.INJURY, Receiver.AMBULANCE, 5),
        HandOverRule(IncidentKind.LOST_PERSON, Receiver.POLICE, 30),
        HandOverRule(IncidentKind.LOST_PERSON, Receiver.GRID, 30),
        HandOverRule(IncidentKind.CRIME, Receiver.POLICE, 10),
        HandOverRule(IncidentKind.FACILITY, Receiver.GRID, 24 * 60),
    )
)
"""Whom which incident is handed to until a place decides otherwise (默认移交规则)."""


@gongtong_provisions.impl
def incident_defaults() -> Iterable[AnyProvision]:
    """Give whom incidents are handed to until a place decides (突发情况默认规定)."""
    yield Provision(
        "cn.incidents",
        INCIDENT_TERMS,
        DEFAULT_TERMS,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_VOLUNTEERS,),
    )


plugin: Final = Plugin("cn-incidents", hooks=__name__)
"""Whom a patrol hands what it comes upon, and how soon; every minute is the place's own (突发情况移交)."""
