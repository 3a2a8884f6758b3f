"""Answers, and the errors that stand in for them (答复)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import frozen

from gongtong.core.errors import AmbiguousProvisionsError, NoProvisionError, OutOfBoundsError
from gongtong.core.events import ProvisionUsed
from gongtong.core.policies.fingerprints import fingerprint_of
from gongtong.core.policies.points import PolicyPoint, strictness
from gongtong.core.policies.provisions import AnyProvision, Mode, Provision

if TYPE_CHECKING:
    from gongtong.core.policies.selection import Question, Selection

T = TypeVar("T")

_MOST_SHOWN = 6


@frozen
class Answer(Generic[T]):
    """The answer to a point, the provision it comes from and the bounds it keeps (答复)."""

    value: T
    provision: Provision[T]
    bounded_by: tuple[AnyProvision, ...] = ()

    @cached_property
    def used(self) -> ProvisionUsed:
        """What an event stores of the provision that decided it (适用规定)."""
        provision = self.provision
        return ProvisionUsed(provision.point.name, provision.id, fingerprint_of(provision))


def answer_from(
    selection: Selection, point: PolicyPoint[T], where: str, question: Question
) -> Answer[T]:
    """Give the answer of a selection, or raise the error that says what is missing (得出答复).

    Raises `NoProvisionError`, `AmbiguousProvisionsError` or `OutOfBoundsError`.
    """
    asked = f"{point.name} ({point.zh}) in {where} on {question.on}"
    match selection.chosen:
        case ():
            raise NoProvisionError(_nothing_found(selection, point, asked))
        case (provision,):
            _check_bounds(provision, selection.bounds, asked)
            return Answer(provision.value, provision, selection.bounds)
        case tied:
            named = " and ".join(str(provision) for provision in tied)
            raise AmbiguousProvisionsError(f"{asked}: {named} differ and none of them comes first")


def _check_bounds(provision: AnyProvision, bounds: tuple[AnyProvision, ...], asked: str) -> None:
    broken: list[str] = []
    for bound in bounds:
        value, limit = strictness(provision.value), strictness(bound.value)
        if bound.mode is Mode.FLOOR and value < limit:
            broken.append(f"below the floor {_said(bound.value)} of {bound}")
        if bound.mode is Mode.CEILING and value > limit:
            broken.append(f"above the ceiling {_said(bound.value)} of {bound}")
    if broken:
        raise OutOfBoundsError(
            f"{asked}: {_said(provision.value)} of {provision} is {'; '.join(broken)}"
        )


def _said(value: Any) -> str:
    return str(value.en()) if hasattr(value, "en") else str(value)


def _nothing_found(selection: Selection, point: PolicyPoint[Any], asked: str) -> str:
    lines = [f"nothing answers {asked}"]
    if point.value_type is None:
        lines.append("  needed: a plugin with a provision for this point")
    else:
        lines.append("  needed: a house rule adopted by the place, or a plugin with a provision")
    for reading in point.readings:
        value = getattr(reading.value, "value", reading.value)
        lines.append(f"  one reading: {value} ({reading.zh} / {reading.en})")
    lines.extend(f"  considered: {item.en()}" for item in selection.others[:_MOST_SHOWN])
    return "\n".join(lines)
