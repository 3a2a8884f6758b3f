"""The desk for mandates: who may vote for a voter of the roll, until his ballot is in (委托服务).

The cap and the guards are those of the day on which the poll opens, as its other rules are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import NoProvisionError, UnknownReferenceError
from gongtong.core.periods import local_day
from gongtong.voting.franchise.policies import BODY, MAY_VOTE_BY_PROXY, PROXY_CAP
from gongtong.voting.polls import store
from gongtong.voting.polls.box.service import offices_held
from gongtong.voting.polls.box.store import list_voted
from gongtong.voting.polls.mandates import (
    AppointProxy,
    PollMandate,
    ProxyAppointed,
    ProxyRevoked,
    RevokeProxy,
)
from gongtong.voting.polls.mandating import (
    MandatingFacts,
    ProxyRules,
    rule_on_appointment,
    rule_on_revocation,
)
from gongtong.voting.polls.moving import MoveFacts
from gongtong.voting.polls.policies import POLL_DUTIES
from gongtong.voting.polls.proxies import store as proxy_store

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.voting.polls.poll_on_file import PollOnFile


def _facts_of(unit: UnitOfWork, poll: PollOnFile) -> MoveFacts:
    return MoveFacts(
        poll=poll, held=offices_held(unit), duties=unit.decide(POLL_DUTIES), now=unit.now
    )


def _rules_for(unit: UnitOfWork, poll: PollOnFile) -> ProxyRules:
    on, facts = local_day(poll.period.opens_at), {BODY.name: poll.body}
    guards = unit.guards(MAY_VOTE_BY_PROXY, on=on, facts=facts)
    try:
        cap = unit.decide(PROXY_CAP, on=on, facts=facts)
    except NoProvisionError:
        # no text says anything of a cap here
        return ProxyRules(guards=guards)
    cites = unit.book.resolve(PROXY_CAP, unit.place, on, facts=facts).provision.cites
    return ProxyRules(cap=cap, cap_source=cites[0], guards=guards)


def _appoint(unit: UnitOfWork, request: AppointProxy) -> ProxyAppointed:
    poll = store.load_poll(unit, request.poll_id)
    lines = {line.label: line for line in store.load_roll(unit, poll.id).lines}
    facts = MandatingFacts(
        move=_facts_of(unit, poll),
        body=poll.body,
        line=lines.get(request.label),
        holder_line=lines.get(request.holder_label),
        mandates=store.list_mandates(unit, poll.id),
        rules=_rules_for(unit, poll),
    )
    event = unit.granted(rule_on_appointment(request, facts, unit.new_id()))
    proxy_store.insert_mandate(unit, request, event)
    unit.record(event)
    return event


def _revoke(unit: UnitOfWork, request: RevokeProxy) -> ProxyRevoked:
    poll = store.load_poll(unit, request.poll_id)
    found = store.list_mandates(unit, poll.id)
    mandate = next((one for one in found if one.id == request.mandate_id), None)
    if mandate is None:
        raise UnknownReferenceError("mandate", request.mandate_id)
    has_voted = mandate.voter_id in list_voted(unit, poll.id)
    ruling = rule_on_revocation(request, _facts_of(unit, poll), mandate, has_voted=has_voted)
    event = unit.granted(ruling)
    proxy_store.save_revocation(unit, event)
    unit.record(event)
    return event


APPOINT_PROXY: Final = Command(
    "voting.appoint_proxy", AppointProxy, ProxyAppointed, _appoint, zh="登记委托"
)
REVOKE_PROXY: Final = Command(
    "voting.revoke_proxy", RevokeProxy, ProxyRevoked, _revoke, zh="取消委托"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (APPOINT_PROXY, REVOKE_PROXY)


class ProxyDesk:
    """Where mandates are recorded with a poll, and revoked (委托登记台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit

    def appoint(self, request: AppointProxy, *, key: str) -> ProxyAppointed:
        """Record who may vote for a voter (登记委托)."""
        return self._unit.run(APPOINT_PROXY, request, key=key)

    def revoke(self, request: RevokeProxy, *, key: str) -> ProxyRevoked:
        """Revoke a mandate before the principal's ballot is in (取消委托)."""
        return self._unit.run(REVOKE_PROXY, request, key=key)

    def mandates(self, poll_id: UUID) -> tuple[PollMandate, ...]:
        """List the mandates of a poll, also those that were revoked (委托清单)."""
        return store.list_mandates(self._unit, poll_id)
