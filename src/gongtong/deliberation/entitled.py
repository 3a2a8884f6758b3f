"""Who may do what in deliberation, by the offices they hold (议事权限)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gongtong.core.offices import Office
from gongtong.core.rulings import Reason, Source


def reasons_without_office(
    held: Collection[Office], entitled: Collection[Office], source: Source, *, act: tuple[str, str]
) -> Iterator[Reason]:
    """Refuse who holds none of the offices that may do this; ``act`` names it in zh and en (职务不符)."""
    if not set(held) & set(entitled):
        offices = sorted(set(entitled), key=list(Office).index)
        yield Reason(
            "deliberation.office_required",
            f"{act[0]}须由{'、'.join(office.zh for office in offices)}办理",
            f"to {act[1]} takes the office of {' or '.join(office.value for office in offices)}",
            source,
            (("offices", ",".join(office.value for office in offices)),),
        )
