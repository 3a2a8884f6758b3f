"""Reading everything on record about the parties of a case (当事人记录存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gongtong.mediation.parties.groups.store import (
    consents_by_party,
    mandates_by_party,
    membership_of,
    membership_order,
)
from gongtong.mediation.parties.store import (
    attempts_by_party,
    party_of,
    party_rows,
    rows_of_party,
)
from gongtong.mediation.parties.tables import PartyTables
from gongtong.mediation.parties.weighing import PartyRecord

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.parties.roster import Membership


def list_records(unit: UnitOfWork, case: str) -> tuple[PartyRecord, ...]:
    """Read everything on record about every party of a case, in six statements; in one if it has none (列出当事人记录)."""
    parties = party_rows(unit, case)
    if not parties:
        return ()
    memberships: defaultdict[str, list[Membership]] = defaultdict(list)
    for row in unit.connection.execute(
        rows_of_party(unit, unit.tables(PartyTables).household, case)
    ):
        memberships[row.party].append(membership_of(row))
    mandates, consents = mandates_by_party(unit, case), consents_by_party(unit, case)
    contacts = attempts_by_party(unit, case)
    return tuple(
        PartyRecord(
            party_of(row),
            tuple(sorted(memberships[row.code], key=membership_order)),
            mandates.get(row.code, ()),
            consents.get(row.code, ()),
            contacts[row.code],
            row.told_on,
        )
        for row in parties
    )
