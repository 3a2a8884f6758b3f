"""Who may mediate by the Mediation Law, and the ties to a party that the library finds itself (调解员法定要求)."""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.mediation.mediators.conflicts import CONFLICT_RULES, found_by_ties
from gongtong.mediation.mediators.eligibility import (
    GUESTS,
    WHO_IS_FIT,
    WHO_MEDIATES,
    objections_by_law,
)
from gongtong.mediation.mediators.policies import CONFLICTS, MAY_MEDIATE
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions


@gongtong_provisions.impl
def mediator_guards() -> Iterable[AnyProvision]:
    """Give who may mediate, and what counts as a conflict until a place adds to it (调解员审查规定)."""
    yield Provision(
        "cn.mediation.mediators",
        MAY_MEDIATE,
        objections_by_law,
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.LAW,
        cites=(WHO_MEDIATES, WHO_IS_FIT, GUESTS),
    )
    yield Provision(
        "cn.mediation.conflicts",
        CONFLICTS,
        found_by_ties,
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        cites=(CONFLICT_RULES,),
    )


plugin: Final = Plugin("cn-mediation-mediators", hooks=__name__)
