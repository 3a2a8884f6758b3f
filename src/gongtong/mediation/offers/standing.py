"""How the newest offer stands, as the rules of moving a case ask (方案情况)."""

from __future__ import annotations

from attrs import frozen


@frozen
class OfferStanding:
    """The newest offer: who has accepted this very version, and who is bound by it (方案情况)."""

    number: int
    version: int
    accepted_by: frozenset[str]
    refused_by: frozenset[str]
    is_open: bool
