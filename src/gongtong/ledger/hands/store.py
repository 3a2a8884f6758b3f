"""Reading and writing accounts of one person and delegates (同一双手存取)."""

import sqlalchemy as sa

from gongtong.core.offices import Mandate
from gongtong.core.periods import Span
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson
from gongtong.ledger.hands.tables import HandsTables


def load_hands(unit: UnitOfWork) -> Hands:
    """Read everything that is known of accounts and delegates (读取同一双手)."""
    tables = unit.tables(HandsTables)
    same, delegation = tables.same_person, tables.delegation
    pairs = unit.connection.execute(
        sa.select(same.c.account, same.c.person)
        .where(same.c.place_id == unit.place_id)
        .order_by(same.c.account)
    )
    rows = unit.connection.execute(
        sa.select(delegation)
        .where(delegation.c.place_id == unit.place_id)
        .order_by(delegation.c.starts_on, delegation.c.delegation_id)
    )
    return Hands(
        tuple(SamePerson(*pair) for pair in pairs),
        tuple(
            Delegation(
                row.delegation_id,
                row.delegate,
                row.principal,
                Span(row.starts_on, row.ends_on),
                Mandate(row.mandate_title, row.mandate_on, row.mandate_number),
            )
            for row in rows
        ),
    )


def insert_same_person(unit: UnitOfWork, same: SamePerson) -> None:
    """Write that two accounts are one person's (写入账号关联)."""
    unit.connection.execute(
        unit.tables(HandsTables)
        .same_person.insert()
        .values(place_id=unit.place_id, account=same.account, person=same.person)
    )


def insert_delegation(unit: UnitOfWork, delegation: Delegation) -> None:
    """Write who acts for whom (写入代办)."""
    unit.connection.execute(
        unit.tables(HandsTables)
        .delegation.insert()
        .values(
            place_id=unit.place_id,
            delegation_id=delegation.id,
            delegate=delegation.delegate,
            principal=delegation.principal,
            starts_on=delegation.span.start,
            ends_on=delegation.span.end,
            mandate_title=delegation.mandate.title,
            mandate_number=delegation.mandate.number,
            mandate_on=delegation.mandate.decided_on,
        )
    )
