"""Who acts in the demonstration, and what the place decided before its year began (演示角色).

The folder of paperwork does not say who kept the money and who kept the books. The demonstration
plays these parts by people of its own, and says so on the notice board.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Actor, AppointOfficer, Mandate, Office
from gongtong.core.periods import Span
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED, SEAT_ORDER, SPOILT_BALLOTS
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots


@frozen
class Part:
    """A part in the demonstration: who plays it, under which office (角色)."""

    person_id: str
    name: str
    office: Office

    @property
    def actor(self) -> Actor:
        """The person as a command sees them (操作人)."""
        return Actor(self.person_id)


CHAIR: Final = Part("demo-chair", "示范主任", Office.CHAIR)
APPLICANT: Final = Part("demo-applicant", "示范经办", Office.APPLICANT)
CASHIER: Final = Part("demo-cashier", "示范出纳", Office.KEEPER_OF_MONEY)
BOOKKEEPER: Final = Part("demo-bookkeeper", "示范会计", Office.KEEPER_OF_BOOKS)
CAST: Final = (CHAIR, APPLICANT, CASHIER, BOOKKEEPER)


def mandate_of(first_day: date) -> Mandate:
    """Give the decision under which the demonstration's officers act (演示授权)."""
    return Mandate(title="演示用决定", decided_on=first_day, number="演示1号")


def appointments(first_day: date) -> tuple[AppointOfficer, ...]:
    """Ask for every part to be appointed from the first day on (任命)."""
    return tuple(
        AppointOfficer(
            person_id=part.person_id,
            person_name=part.name,
            office=part.office,
            span=Span(first_day),
            mandate=mandate_of(first_day),
        )
        for part in CAST
    )


def house_rules(first_day: date, announced: ChannelPriority) -> tuple[AdoptHouseRule, ...]:
    """Ask for the house rules on which the law is silent and the election needs an answer (小区规则).

    Of several ballots of one owner that one counts which the notice announces. A ballot speaks for all
    parts of its owner. Whoever hands in only spoilt ballots took part and approves nobody.
    """
    chosen = (
        (CHANNEL_PRIORITY, announced),
        (PARTS_COVERED, PartsCovered.ALL_PARTS_OF_THE_OWNER),
        (SPOILT_BALLOTS, SpoiltBallots.TAKES_PART_APPROVES_NOBODY),
        (SEAT_ORDER, SeatOrder.HEADS_THEN_AREA),
    )
    return tuple(
        AdoptHouseRule(
            rule_id=f"demo.{point.name}",
            point=point.name,
            value=canonical(to_json(reading)).decode(),
            in_force=Span(first_day),
            mandate=mandate_of(first_day),
        )
        for point, reading in chosen
    )
