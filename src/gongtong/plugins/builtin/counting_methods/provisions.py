"""One provision for each method of the catalogue, so that a plugin adds a method in the same way (计票方法规定).

A method is no law: which one counts is said by whoever calls a vote. So these have the lowest rank that
may speak for the whole country, and as defaults they yield
to whatever a place or a plugin says of the same name.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.methods.policies import COUNTING_METHOD, METHOD_NAME


@gongtong_provisions.impl
def counting_methods() -> Iterable[AnyProvision]:
    """Give every method under its own name (计票方法规定)."""
    for method in METHODS:
        yield Provision(
            f"gongtong.method.{method.name}",
            COUNTING_METHOD,
            method,
            area="",
            in_force=since("2000-01-01"),
            rank=Rank.MINISTRY_GUIDANCE,
            mode=Mode.DEFAULT,
            cites=(method.source,),
            conditions=(METHOD_NAME.is_one_of(method.name),),
        )


plugin: Final = Plugin("counting-methods", hooks=__name__)
