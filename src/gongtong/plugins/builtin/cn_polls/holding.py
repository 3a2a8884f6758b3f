"""The notice that the regulation asks for, and how polls are held until a place decides (表决活动默认规定).

Only the fifteen days rest on a text of law. The other answers are defaults of the house: any
decision of the place goes before them.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.franchise.policies import ROLL_CALENDAR
from gongtong.voting.polls.policies import (
    EXTENSION,
    NOTICE_DAYS,
    POLL_DAYS,
    POLL_DUTIES,
    SMALLEST_CELL,
)
from gongtong.voting.polls.poll_rules import DEFAULT_DUTIES, ExtensionRule, PollDays
from gongtong.voting.polls.sources import BALLOT_SECRECY, FIFTEEN_DAYS, POLL_PRACTICE

_START: Final = "2000-01-01"
_ROLL_CALENDAR: Final = RollCalendar(posted_days_before=7, objection_days=5, ruling_days=2)
"""A week in all: who objects on the fifth day has an answer before the vote opens."""


@gongtong_provisions.impl
def poll_defaults() -> Iterable[AnyProvision]:
    """Give the days of notice by regulation, and what holds until a place decides (表决活动默认规定)."""
    yield Provision(
        "cn.property-management.14.notice",
        NOTICE_DAYS,
        15,
        area="",
        in_force=since("2003-09-01"),
        rank=Rank.ADMINISTRATIVE_REGULATION,
        mode=Mode.DEFAULT,
        cites=(FIFTEEN_DAYS,),
    )
    for name, point, value, source in (
        ("days", POLL_DAYS, PollDays(objections=7, publication=7), POLL_PRACTICE),
        ("roll", ROLL_CALENDAR, _ROLL_CALENDAR, POLL_PRACTICE),
        ("extension", EXTENSION, ExtensionRule(most_times=1, longest_days=30), POLL_PRACTICE),
        ("duties", POLL_DUTIES, DEFAULT_DUTIES, POLL_PRACTICE),
        ("smallest-cell", SMALLEST_CELL, 5, BALLOT_SECRECY),
    ):
        yield Provision(
            f"cn.polls.{name}",
            point,
            value,
            area="",
            in_force=since(_START),
            rank=Rank.MINISTRY_GUIDANCE,
            mode=Mode.DEFAULT,
            cites=(source,),
        )


plugin: Final = Plugin("cn-polls", hooks=__name__)
