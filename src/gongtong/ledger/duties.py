"""Who may act on the books and the money, by the offices they hold (岗位权限)."""

from collections.abc import Collection, Iterator

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Reason, Source


def reasons_of_office(
    held: Collection[Office], entitled: Collection[Office], source: Source, *, act: tuple[str, str]
) -> Iterator[Reason]:
    """Refuse who holds none of the offices that may do this; ``act`` names it in zh and en (职务要求)."""
    if not set(held) & set(entitled):
        offices = sorted(entitled, key=list(Office).index)
        yield Reason(
            "ledger.office_required",
            f"{act[0]}须由{'、'.join(office.zh for office in offices)}办理",
            f"to {act[1]} takes the office of {' or '.join(office.value for office in offices)}",
            source,
            (("offices", ",".join(office.value for office in offices)),),
        )


def reasons_against_cashier(held: Collection[Office], *, act: tuple[str, str]) -> Iterator[Reason]:
    """Refuse the keeper of the money, who keeps no books whatever else he is (出纳不得记账)."""
    if Office.KEEPER_OF_MONEY in held:
        yield Reason(
            "segregation_of_duties",
            f"管钱人（出纳）不得{act[0]}",
            f"the keeper of the money may not {act[1]}",
            CASHIER_KEEPS_NO_BOOKS,
        )
