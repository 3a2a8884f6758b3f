"""Two to five representatives, and each household binds itself, as the default (集体当事人默认规定).

The numbers are those of the courts' rule on many plaintiffs, whose text is not at hand: they are a model here,
which a place may replace by a house rule.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.mediation.parties.group_rules import GroupTerms
from gongtong.mediation.parties.policies import GROUP_RULES
from gongtong.mediation.parties.sources import COURT_ANALOGUE
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions


@gongtong_provisions.impl
def group_defaults() -> Iterable[AnyProvision]:
    """Give what holds about groups until a place decides (集体当事人默认规定)."""
    yield Provision(
        "cn.mediation.groups",
        GROUP_RULES,
        GroupTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(COURT_ANALOGUE,),
    )


plugin: Final = Plugin("cn-mediation-groups", hooks=__name__)
