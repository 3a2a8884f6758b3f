"""How the dossier of a case stands, as the rules of moving it ask (卷宗情况)."""

from __future__ import annotations

from datetime import date

from attrs import frozen


@frozen
class DossierStanding:
    """What the dossier holds and lacks (卷宗情况).

    `missing_to_escalate` and `missing_to_close` name the papers that are lacking for either.
    """

    missing_to_escalate: tuple[str, ...]
    missing_to_close: tuple[str, ...]
    remedies_told_on: date | None
    visited_on: date | None
    survey_offered: bool
