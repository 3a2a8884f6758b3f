"""What anybody may read about an offer: neither its words nor its amounts (方案公开内容)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.shares import percent
from gongtong.mediation.offers.binding import BindingReport, counts_of_groups

if TYPE_CHECKING:
    from gongtong.mediation.offers.offer import OfferVersion


@frozen
class GroupTally:
    """How many households of a group accept a version (集体接受统计)."""

    party: str
    accepted: int
    refused: int
    silent: int
    households: int


@frozen
class PublicOffer:
    """A version of an offer without what is conceded in it (方案公开视图).

    Single parties are left out: their stance is their own affair until there is an agreement.
    """

    case: str
    number: int
    version: int
    made_on: date
    until: date | None
    closed_on: date | None
    tallies: tuple[GroupTally, ...]

    def zh(self) -> tuple[str, ...]:
        """Say it in Chinese, line by line (中文公开内容)."""
        until = "" if self.until is None else f"，有效期至{self.until}"
        closed = "" if self.closed_on is None else f"，{self.closed_on}结束征求意见"
        head = f"案件{self.case}：{self.made_on}提出方案（第{self.number}号第{self.version}版）{until}{closed}。"
        return (
            head,
            *(
                f"集体{one.party}共{one.households}户：接受{one.accepted}户"
                f"（{percent(one.accepted, one.households)}），不接受{one.refused}户，"
                f"未表态{one.silent}户。"
                for one in self.tallies
            ),
        )


def public_view(offer: OfferVersion, report: BindingReport) -> PublicOffer:
    """Leave out of an offer what is privileged (方案公开处理)."""
    return PublicOffer(
        offer.case,
        offer.number,
        offer.version,
        offer.made_on,
        None if offer.stands is None else offer.stands.on,
        offer.closed_on,
        tuple(
            GroupTally(party, one.agreed, one.refused, one.silent, one.households)
            for party, one in counts_of_groups(report)
        ),
    )
