"""The place's own list of fees as a house rule."""

from datetime import date

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import house_rule, with_house_rules
from gongtong.core.rulings import Source
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.policies import PRICE_LIST
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.plugins.host import Host


def test_a_place_adopts_its_prices_without_a_plugin() -> None:
    """The list is found in the place's own book, and nowhere else."""
    place, elsewhere = Place("lotus-court", "莲花苑"), Place("rose-court", "玫瑰苑")
    vote = Enactment(EnactmentKind.VOTE, "决定4号", date(2023, 11, 5))
    item = FeeItem("fee", "费", "sanitation", "4301", Base.AREA, (Tier(exact("0.30")),))
    prices = PriceList((item,), vote)
    rule = house_rule(
        "prices", PRICE_LIST, prices, in_force=since("2024-01-01"), decision=Source("决定4号")
    )
    host = Host.of()
    book = with_house_rules(host.book, [rule], place=place, points=host.points)
    assert book.resolve(PRICE_LIST, place, date(2024, 1, 1)).value == prices
    with pytest.raises(NoProvisionError):
        book.resolve(PRICE_LIST, elsewhere, date(2024, 1, 1))
