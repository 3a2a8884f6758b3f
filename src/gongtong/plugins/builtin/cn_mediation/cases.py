"""The machine of a case as the national text and the defaults of the house have it (案件默认规定)."""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.policies import CASE_DEFINITION
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.clocks.policies import CLOCK_TERMS
from gongtong.mediation.dossiers.papers import DossierRules
from gongtong.mediation.dossiers.policies import DOSSIER_RULES
from gongtong.mediation.escalation.ladder import Ladder
from gongtong.mediation.escalation.policies import LADDER
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions


@gongtong_provisions.impl
def case_defaults() -> Iterable[AnyProvision]:
    """Give what holds about cases until a place decides (案件默认规定)."""
    yield Provision(
        "cn.mediation.case",
        CASE_DEFINITION,
        CASE_MACHINE,
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.LAW,
        mode=Mode.DEFAULT,
        cites=(mediation_law(17), HOUSE_MEDIATION),
    )
    yield Provision(
        "cn.mediation.clocks",
        CLOCK_TERMS,
        ClockTerms(),
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_MEDIATION,),
    )
    yield Provision(
        "cn.mediation.dossiers",
        DOSSIER_RULES,
        DossierRules(),
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(mediation_law(27), HOUSE_MEDIATION),
    )
    yield Provision(
        "cn.mediation.ladder",
        LADDER,
        Ladder(),
        area="",
        in_force=since("2011-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_MEDIATION,),
    )


plugin: Final = Plugin("cn-mediation", hooks=__name__)
