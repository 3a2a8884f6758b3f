"""Money apart from books, supervisors apart from those whom they supervise (不相容职务).

Both laws bind other bodies than a committee that residents chose for their own compound: accounting
units, and residents' committees. For such a committee they are the model that it is held to here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    SUPERVISORS_STAND_APART,
    Incompatibilities,
    OfficeGuard,
    money_and_books,
    supervision,
)
from gongtong.core.periods import Span, between, since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.registry.policies import INCOMPATIBLE_OFFICES
from gongtong.core.rulings import Source, Standing
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

CASHIER_BEFORE: Final = Source(
    "会计法",
    "第37条第2款",
    date(2000, 7, 1),
    date(2024, 7, 1),
    Standing.UNVERIFIED,
    note="1999年修订，2024年修正后为第35条",
)


def _provision(
    provision_id: str, pairs: Incompatibilities, in_force: Span, source: Source
) -> Provision[OfficeGuard]:
    return Provision(
        provision_id,
        INCOMPATIBLE_OFFICES,
        pairs,
        area="",
        in_force=in_force,
        rank=Rank.LAW,
        cites=(source,),
    )


@gongtong_provisions.impl
def offices_kept_apart() -> Iterable[AnyProvision]:
    """Give what each law keeps apart, from its day on (不相容职务规定)."""
    yield _provision(
        "cn.accounting-law.37",
        money_and_books(CASHIER_BEFORE),
        between("2000-07-01", "2024-07-01"),
        CASHIER_BEFORE,
    )
    yield _provision(
        "cn.accounting-law.35",
        money_and_books(CASHIER_KEEPS_NO_BOOKS),
        since("2024-07-01"),
        CASHIER_KEEPS_NO_BOOKS,
    )
    yield _provision(
        "cn.residents-committee-law.36",
        supervision(SUPERVISORS_STAND_APART),
        since("2026-01-01"),
        SUPERVISORS_STAND_APART,
    )


plugin: Final = Plugin("cn-offices", hooks=__name__)
