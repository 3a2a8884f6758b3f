"""Worked cases of single ballots: co-owners, mandates, channels, changes, topics (选票案例).

A case is asked about everything it states: first whether the ballot may be taken, then whether the
one who casts it may, then what one voter's ballots amount to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gongtong.core.rulings import Reason, Refused
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.franchise.ballot_case_votes import answer_votes
from gongtong.voting.franchise.bases import ElectionMode, VotingBody
from gongtong.voting.franchise.case_reading import (
    CaseAnswer,
    CaseSetting,
    Given,
    area_cm2,
    area_text,
    check_keys,
    owners_of,
    refusal,
)
from gongtong.voting.franchise.intake import (
    IntakeFacts,
    TakeBallot,
    VotingSystem,
    rule_on_intake,
)
from gongtong.voting.franchise.policies import (
    BODY,
    MAY_TAKE_BALLOT,
    MAY_VOTE_BY_PROXY,
    PROXY_CAP,
)
from gongtong.voting.franchise.proxies import (
    HolderRole,
    Instruction,
    MandateForm,
    ProxyCap,
    ProxyFacts,
    ProxyRequest,
    VotingMandate,
    limit_of,
    rule_on_proxy,
)
from gongtong.voting.franchise.representation import (
    Capacity,
    Guardianship,
    OwnersOfDwelling,
    Voice,
    rule_on_voices,
)
from gongtong.voting.franchise.sources import FRANCHISE_PRACTICE

if TYPE_CHECKING:
    from gongtong.core.policies import PolicyBook

_KEYS = frozenset(
    {
        "unit",
        "units",
        "owner",
        "representative",
        "ballot",
        "ballots",
        "ballot_topic",
        "published_topics",
        "channel",
        "system",
        "closed",
        "proxy",
    }
)
_PROXY_KEYS = frozenset(
    {
        "form",
        "holder",
        "holder_is_owner",
        "holder_is_candidate",
        "accepted_before",
        "instruction",
        "mode",
    }
)


def answer_ballot(given: Given, book: PolicyBook, *, place: str = "") -> CaseAnswer:
    """Say whether a ballot is taken and what it counts for (选票案例答案).

    A refusal has `error` (the first ground), `grounds` (all of them) and nothing `counted`. What a
    place must decide first comes as `alternatives` with the `requirement` that names the point.
    """
    check_keys(given, _KEYS)
    setting = CaseSetting.of(given, book, place)
    reasons = (*_intake(given, setting), *_standing(given))
    limit: int | None = None
    if "proxy" in given:
        facts = proxy_facts(given["proxy"], setting, VotingBody.OWNERS)
        reasons = (*reasons, *_grounds_against_proxy(given, setting, facts))
        limit = limit_of(facts)
    if reasons:
        answer = refusal(reasons)
    elif isinstance(given.get("ballots"), list):
        answer = answer_votes(given, setting)
    else:
        counted = _one_ballot(given)
        answer = {"accepted": True} | ({"counted": counted} if counted else {})
    return answer if limit is None else answer | {"limit": limit}


def answer_residents_proxy(given: Given, book: PolicyBook, *, place: str = "") -> CaseAnswer:
    """Say whether a mandate is accepted in the election of a residents' committee (居民委托案例答案).

    `rule` is nothing where no text speaks of mandates on that day.
    """
    check_keys(given, {"proxy"})
    setting = CaseSetting.of(given, book, place)
    facts = proxy_facts(given["proxy"], setting, VotingBody.RESIDENTS)
    limit = limit_of(facts)
    if not facts.guards and limit is None:
        return {"rule": None}
    ruling = rule_on_proxy(_request(given, setting), facts)
    known = {} if limit is None else {"limit": limit}
    match ruling:
        case Refused(reasons):
            return refusal(reasons) | known
        case _:
            return {"accepted": True} | known


def proxy_facts(proxy: Given, setting: CaseSetting, body: VotingBody) -> ProxyFacts:
    """Read who holds a mandate and which rules hold there (读取委托情况).

    What a case does not say of the holder is taken as unproblematic.
    """
    check_keys(proxy, _PROXY_KEYS)
    facts = {BODY.name: body}
    cap = setting.find(PROXY_CAP, facts)
    mode = proxy.get("mode")
    return ProxyFacts(
        holder_roles=_roles(proxy),
        accepted_before=proxy.get("accepted_before", 0),
        mode=None if mode is None else ElectionMode(mode),
        cap=ProxyCap() if cap is None else cap.value,
        cap_source=FRANCHISE_PRACTICE if cap is None else cap.provision.cites[0],
        guards=setting.guards(MAY_VOTE_BY_PROXY, facts),
    )


def _roles(proxy: Given) -> frozenset[HolderRole]:
    roles = {HolderRole.VOTER}
    if proxy.get("holder_is_owner", True):
        roles.add(HolderRole.OWNER)
    if proxy.get("holder_is_candidate", False):
        roles.add(HolderRole.CANDIDATE)
    if "holder" in proxy:
        roles.add(HolderRole(proxy["holder"]))
    return frozenset(roles)


def _request(given: Given, setting: CaseSetting) -> ProxyRequest:
    proxy = given["proxy"]
    topic = given.get("ballot_topic", "")
    told = proxy.get("instruction")
    cast = given.get("ballot")
    return ProxyRequest(
        mandate=VotingMandate(
            principal="principal",
            holder="holder",
            form=MandateForm(proxy.get("form", MandateForm.WRITTEN.value)),
            instructions=() if told is None else (Instruction(topic, told),),
        ),
        on=setting.on,
        topic=topic,
        choice=cast if isinstance(cast, str) else None,
    )


def _grounds_against_proxy(
    given: Given, setting: CaseSetting, facts: ProxyFacts
) -> tuple[Reason, ...]:
    ruling = rule_on_proxy(_request(given, setting), facts)
    return ruling.reasons if isinstance(ruling, Refused) else ()


def _intake(given: Given, setting: CaseSetting) -> tuple[Reason, ...]:
    if not {"ballot_topic", "published_topics", "channel", "system"} & given.keys():
        return ()
    topic = given.get("ballot_topic", "")
    # a case that is silent on topics is about the system alone
    published = given.get("published_topics", [topic])
    channel = given.get("channel", Channel.ONLINE.value if "system" in given else "paper")
    system = given.get("system", VotingSystem.OFFICIAL.value)
    is_official = system == VotingSystem.OFFICIAL.value
    request = TakeBallot(
        topic=topic,
        channel=Channel(channel),
        system=VotingSystem.OFFICIAL if is_official else VotingSystem.OTHER,
    )
    facts = IntakeFacts(
        published_topics=frozenset(published), guards=setting.guards(MAY_TAKE_BALLOT)
    )
    ruling = rule_on_intake(request, facts)
    return ruling.reasons if isinstance(ruling, Refused) else ()


def _standing(given: Given) -> tuple[Reason, ...]:
    """Ask whether the one who casts a single ballot may: an owner, a guardian, a tenant."""
    ballot = given.get("ballot")
    if not isinstance(ballot, Mapping) or "by" not in ballot:
        return ()
    owners = owners_of(given)
    # a case that speaks of the guardian means the one who is
    guardian = Guardianship(owners[0], Capacity.GUARDIAN.value)
    facts = OwnersOfDwelling(owners, guardianships=(guardian,))
    ruling = rule_on_voices([_voice(ballot, owners)], facts)
    return ruling.reasons if isinstance(ruling, Refused) else ()


def _voice(ballot: Mapping[str, Any], owners: tuple[str, ...]) -> Voice[str]:
    by, choice = ballot["by"], ballot.get("choice", "")
    match by:
        case Capacity.GUARDIAN.value:
            return Voice(by, choice, Capacity.GUARDIAN, owners[0])
        case Capacity.TENANT.value if ballot.get("mandate") is None:
            return Voice(by, choice, Capacity.TENANT)
        case _ if ballot.get("mandate") is not None:
            return Voice(by, choice, Capacity.PROXY, owners[0])
        case _:
            return Voice(by, choice)


def _one_ballot(given: Given) -> CaseAnswer:
    ballot, unit = given.get("ballot"), given.get("unit")
    choice = ballot.get("choice") if isinstance(ballot, Mapping) else ballot
    counted: CaseAnswer = {} if choice is None else {"choice": choice}
    if isinstance(unit, Mapping):
        counted["heads"] = 1
        if unit.get("area") is not None:
            counted["area"] = area_text(area_cm2(unit["area"]))
    elif isinstance(ballot, Mapping):
        counted["heads"] = 1
    return counted
