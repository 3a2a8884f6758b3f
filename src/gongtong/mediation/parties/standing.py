"""How a party stands in a case, as the rules of moving it ask (当事人情况)."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class PartyKind(StrEnum):
    """What a party is (当事人类型)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


@frozen
class PartyStanding:
    """A party as of today (当事人情况).

    Of a group, `has_consented` and `has_refused` follow its rule over the households; silence is neither.
    `may_negotiate` says that somebody with a mandate in force can act in sessions; `may_settle` that
    somebody can bind it.
    """

    code: str
    kind: PartyKind
    is_described: bool
    has_consented: bool
    has_refused: bool
    contact_attempts: int
    knows_its_rights: bool
    may_negotiate: bool
    may_settle: bool
