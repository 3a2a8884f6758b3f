"""Who may mediate: committee members and whom the committee engages, fit for it (调解员资格)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final, Protocol

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.mediation.mediators.register import MediatorBasis, MediatorOnFile
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

WHO_MEDIATES: Final = mediation_law(13)
WHO_IS_FIT: Final = mediation_law(14, "第1款")
GUESTS: Final = mediation_law(20, "第1款：邀请参与调解须征得当事人同意")

_FITNESS: Final = (
    ("is_citizen", "not_a_citizen", "须为公民", "is a citizen"),
    ("is_adult", "not_adult", "须为成年人", "is of age"),
    ("is_fair", "not_fair", "须公道正派", "is fair and upright"),
    ("is_willing", "not_willing", "须热心人民调解工作", "is devoted to mediation"),
    (
        "is_versed",
        "not_versed",
        "须具有一定文化水平、政策水平和法律知识",
        "has some education and knowledge of policy and law",
    ),
)


@frozen
class Candidate:
    """Somebody who is to mediate, on a day, and on which basis the others of the case do (调解员人选)."""

    mediator: MediatorOnFile
    on: date
    beside: tuple[MediatorBasis, ...] = ()


class MediatorGuard(Protocol):
    """A function that may object to a mediator; no reason means no objection (调解员审查)."""

    def __call__(self, candidate: Candidate, /) -> tuple[Reason, ...]:
        """Give every objection to the person (提出异议)."""
        ...


def objections_by_law(candidate: Candidate) -> tuple[Reason, ...]:
    """Object to who is neither on the committee nor engaged by it, or is not fit (法定资格审查).

    A guest takes part beside a mediator, and never instead of one.
    """
    return tuple(_by_law(candidate))


def _by_law(candidate: Candidate) -> Iterator[Reason]:
    mediator = candidate.mediator
    params = (("person", mediator.person),)
    bases = (mediator.basis, *candidate.beside)
    if not any(basis.is_appointed for basis in bases):
        yield Reason(
            "mediation.not_a_mediator",
            "人民调解员由调解委员会委员和委员会聘任的人员担任；应邀人员只能与其一同参与调解",
            "a mediator is a member of the committee or engaged by it; a guest takes part beside one",
            WHO_MEDIATES,
            params,
        )
    for fact, code, zh, en in _FITNESS:
        if not getattr(mediator.suitability, fact):
            yield Reason(f"mediation.{code}", f"调解员{zh}", f"a mediator {en}", WHO_IS_FIT, params)


def objections_to(candidate: Candidate, guards: Iterable[MediatorGuard]) -> tuple[Reason, ...]:
    """Give every objection to a person: the term first, then what each guard says (资格异议).

    One objection is enough: no guard can put aside what another one says.
    """
    return (
        *_term(candidate),
        *(reason for guard in guards for reason in guard(candidate)),
    )


def bases_beside(person: str, named: Collection[MediatorOnFile]) -> tuple[MediatorBasis, ...]:
    """Give on which basis the others mediate who are named for the same case (其他调解员来源)."""
    return tuple(one.basis for one in named if one.person != person)


def _term(candidate: Candidate) -> Iterator[Reason]:
    if not candidate.mediator.serves_on(candidate.on):
        yield Reason(
            "mediation.mediator_not_serving",
            f"该调解员{candidate.on}不在任期内，或者已被罢免、解聘",
            f"this mediator does not serve on {candidate.on}: the term, or a removal",
            HOUSE_MEDIATION,
            (("person", candidate.mediator.person),),
        )
