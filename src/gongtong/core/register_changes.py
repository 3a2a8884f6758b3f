"""Changes of the register: a sheet that is imported, a dwelling that changes hands (名册变更).

The register is never overwritten. What changes on a day ends the line that stood until then and begins
a new one, so that the register of any past day can be read again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve, field, frozen

from gongtong.core.identity import are_names, normal_phone
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_lines import FileDigest, SheetDwelling
from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attrs import Attribute

    from gongtong.core.register_lines import RegisterSheet

KEEPING_THE_REGISTER: Final = Source("名册登记规则", standing=Standing.HOUSE)


@frozen
class Holding:
    """A dwelling as its last line in the register says, and since when (现登记)."""

    dwelling_id: UUID
    since: date
    party_id: UUID
    line: SheetDwelling


@frozen
class Change:
    """A new line for a dwelling that stands in the register (变更登记)."""

    held: Holding
    line: SheetDwelling


@frozen
class ImportRegister:
    """A request to enter a register sheet as it stands on a day (导入名册申请).

    A dwelling that the sheet does not list is left as it is.
    """

    on: date
    dwellings: tuple[SheetDwelling, ...]
    files: tuple[FileDigest, ...] = ()

    @classmethod
    def of(cls, sheet: RegisterSheet, *, on: date) -> ImportRegister:
        """Make the request from a sheet that was read (由登记表生成)."""
        return cls(on, sheet.dwellings, sheet.files)


@frozen
class RegisterImported:
    """A register sheet was entered, with what it brought (名册已导入).

    Nothing new, nothing changed: the register said so already, and nothing was written.
    """

    on: date
    files: tuple[FileDigest, ...]
    dwellings: int
    parties: int
    area_cm2: int
    new: int
    changed: int
    unchanged: int

    @property
    def changes_nothing(self) -> bool:
        """Whether the register said all of it already (是否无变化)."""
        return not self.new and not self.changed


@frozen
class ImportPlan:
    """What is to be written for an import, and the event that says so (导入方案)."""

    new: tuple[SheetDwelling, ...]
    changes: tuple[Change, ...]
    event: RegisterImported


def rule_on_import(
    request: ImportRegister, holdings: Mapping[DwellingLabel, Holding]
) -> Ruling[ImportPlan]:
    """Rule on entering a sheet, given what the register says last of each dwelling (导入裁定).

    Grounds: each dwelling that the request lists twice, then each that would change before the
    day of its last change.
    """
    new = tuple(line for line in request.dwellings if line.label not in holdings)
    changes = tuple(
        Change(holdings[line.label], line)
        for line in request.dwellings
        if line.label in holdings and not _say_the_same(holdings[line.label].line, line)
    )
    reasons = (
        *_listed_twice(request.dwellings),
        *(reason for change in changes for reason in _too_early(change.held, request.on)),
    )
    if reasons:
        return Refused(reasons)
    event = RegisterImported(
        on=request.on,
        files=request.files,
        dwellings=len(request.dwellings),
        parties=len({line.identity for line in request.dwellings}),
        area_cm2=sum(line.area_cm2 for line in request.dwellings),
        new=len(new),
        changed=len(changes),
        unchanged=len(request.dwellings) - len(new) - len(changes),
    )
    return Granted(ImportPlan(new, changes, event))


def _say_the_same(one: SheetDwelling, other: SheetDwelling) -> bool:
    # joint owners are the same party in whatever order a sheet names them
    return one.identity == other.identity and evolve(one, names=other.names) == other


def _listed_twice(lines: Iterable[SheetDwelling]) -> Iterable[Reason]:
    seen: set[DwellingLabel] = set()
    for line in lines:
        if line.label in seen:
            yield Reason(
                "dwelling_twice",
                zh=f"{line.label.zh()}重复列出",
                en=f"{line.label} is listed twice",
                source=KEEPING_THE_REGISTER,
                params=(("dwelling", str(line.label)),),
            )
        seen.add(line.label)


def _too_early(held: Holding, on: date) -> Iterable[Reason]:
    if on < held.since:
        yield Reason(
            "change_before_latest",
            zh=f"{held.line.label.zh()}自{held.since}起已有新登记，不能再作{on}的变更",
            en=f"{held.line.label} has a line from {held.since} already; {on} is before that",
            source=KEEPING_THE_REGISTER,
            params=(("dwelling", str(held.line.label)), ("since", held.since.isoformat())),
        )


def _owners_are_usable(_: object, __: Attribute[tuple[str, ...]], names: tuple[str, ...]) -> None:
    if not are_names(names):
        raise ValueError(f"{len(names)} names that cannot be those of owners")


@frozen
class TransferDwelling:
    """A request to enter a new owner of a dwelling from a day on (过户申请)."""

    dwelling_id: UUID
    names: tuple[str, ...] = field(validator=_owners_are_usable)
    phone: str = field(converter=normal_phone)
    status: DwellingStatus
    on: date


@frozen
class DwellingTransferred:
    """A dwelling has a new owner from a day on (已过户)."""

    dwelling_id: UUID
    label: DwellingLabel
    from_party_id: UUID
    to_party_id: UUID
    on: date


def rule_on_transfer(request: TransferDwelling, held: Holding) -> Ruling[Change]:
    """Rule on a change of hands (过户裁定).

    Grounds, in this order: the dwelling is that owner's already; its last change is later.
    """
    line = evolve(held.line, names=request.names, phone=request.phone, status=request.status)
    reasons: list[Reason] = []
    if line.identity == held.line.identity:
        reasons.append(
            Reason(
                "same_owner",
                zh=f"{line.label.zh()}已登记在该产权人名下",
                en=f"{line.label} is that owner's already",
                source=KEEPING_THE_REGISTER,
                params=(("dwelling", str(line.label)),),
            )
        )
    reasons.extend(_too_early(held, request.on))
    return Refused(tuple(reasons)) if reasons else Granted(Change(held, line))
