"""Ratings of companies: entered, answered, published, counted (物业服务评价服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.deliberation.ratings import store
from gongtong.deliberation.ratings.entries import (
    EnterRating,
    PublishRating,
    RatingEntered,
    RatingOnFile,
    RatingPublished,
    RatingReplied,
    RatingStanding,
    RatingWithdrawn,
    ReplyToRating,
    WithdrawRating,
    rule_on_entry,
    rule_on_publishing,
    rule_on_reply,
    rule_on_withdrawing,
    standing_of_company,
)
from gongtong.deliberation.ratings.schemes import (
    AdoptScheme,
    SchemeAdopted,
    SchemeFacts,
    rule_on_scheme,
)

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork


def _adopt(unit: UnitOfWork, request: AdoptScheme) -> SchemeAdopted:
    newest = store.newest_scheme(unit)
    facts = SchemeFacts(
        0 if newest is None else newest.version,
        load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        unit.actor.id,
        unit.today,
    )
    event = unit.granted(rule_on_scheme(request, facts))
    store.add_scheme(unit, request)
    unit.record(event)
    return event


def _enter(unit: UnitOfWork, request: EnterRating) -> RatingEntered:
    scheme = store.newest_scheme(unit)
    ruling = rule_on_entry(
        request,
        scheme,
        number=len(store.list_entries(unit)) + 1,
        today=unit.today,
        calendar=lambda: unit.decide(WORK_CALENDAR),
    )
    event = unit.granted(ruling)
    if scheme is not None:
        store.add_entry(unit, event, request, scheme)
    unit.record(event)
    return event


def _reply(unit: UnitOfWork, request: ReplyToRating) -> RatingReplied:
    event = unit.granted(rule_on_reply(request, store.load_entry(unit, request.number)))
    store.change_entry(unit, request.number, "reply", reply=request.words.strip())
    unit.record(event)
    return event


def _publish(unit: UnitOfWork, request: PublishRating) -> RatingPublished:
    entry = store.load_entry(unit, request.number)
    event = unit.granted(rule_on_publishing(request, entry, unit.today))
    store.change_entry(unit, request.number, "published_on", published_on=unit.today)
    unit.record(event)
    return event


def _withdraw(unit: UnitOfWork, request: WithdrawRating) -> RatingWithdrawn:
    event = unit.granted(rule_on_withdrawing(request, store.load_entry(unit, request.number)))
    because = request.words.strip()
    store.change_entry(
        unit,
        request.number,
        "withdrawn_on",
        withdrawn_on=unit.today,
        withdrawn_because=because,
    )
    unit.record(event)
    return event


ADOPT_SCHEME: Final = Command(
    "deliberation.adopt_scheme", AdoptScheme, SchemeAdopted, _adopt, zh="采用评价标准"
)
ENTER_RATING: Final = Command(
    "deliberation.enter_rating", EnterRating, RatingEntered, _enter, zh="登记评价"
)
REPLY_TO_RATING: Final = Command(
    "deliberation.reply_to_rating", ReplyToRating, RatingReplied, _reply, zh="登记企业答复"
)
PUBLISH_RATING: Final = Command(
    "deliberation.publish_rating", PublishRating, RatingPublished, _publish, zh="公布评价"
)
WITHDRAW_RATING: Final = Command(
    "deliberation.withdraw_rating", WithdrawRating, RatingWithdrawn, _withdraw, zh="撤回评价"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    ADOPT_SCHEME,
    ENTER_RATING,
    REPLY_TO_RATING,
    PUBLISH_RATING,
    WITHDRAW_RATING,
)


class Ratings:
    """Ratings of companies: entered, answered, published, counted (物业服务评价台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def adopt_scheme(self, request: AdoptScheme, *, key: str) -> SchemeAdopted:
        """Adopt criteria in a version (采用评价标准)."""
        return self._unit.run(ADOPT_SCHEME, request, key=key)

    def enter_rating(self, request: EnterRating, *, key: str) -> RatingEntered:
        """Enter something about a company, with evidence (登记评价)."""
        return self._unit.run(ENTER_RATING, request, key=key)

    def reply_to_rating(self, request: ReplyToRating, *, key: str) -> RatingReplied:
        """Enter what the company replies (登记企业答复)."""
        return self._unit.run(REPLY_TO_RATING, request, key=key)

    def publish_rating(self, request: PublishRating, *, key: str) -> RatingPublished:
        """Publish an entry, with the reply if there is one (公布评价)."""
        return self._unit.run(PUBLISH_RATING, request, key=key)

    def withdraw_rating(self, request: WithdrawRating, *, key: str) -> RatingWithdrawn:
        """Take an entry back, and say why (撤回评价)."""
        return self._unit.run(WITHDRAW_RATING, request, key=key)

    def published(self) -> tuple[RatingOnFile, ...]:
        """Give the entries that all may read, each with the reply (已公布评价)."""
        return tuple(one for one in store.list_entries(self._unit) if one.published_on is not None)

    def standing(self, company: str, on: date | None = None) -> RatingStanding | None:
        """Say how a company stands, by default today; nothing where no criteria were adopted (评价结果)."""
        scheme = store.newest_scheme(self._unit)
        if scheme is None:
            return None
        entries = store.list_entries(self._unit)
        return standing_of_company(company, entries, scheme, on or self._unit.today)
