"""Worked cases of petitions: who may ask for an assembly (提议案例)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.core.rulings import Granted
from gongtong.voting.franchise.case_reading import (
    CaseAnswer,
    CaseSetting,
    Given,
    area_cm2,
    check_keys,
    share,
    source_of,
)
from gongtong.voting.franchise.petitions import (
    Petition,
    PetitionFacts,
    PetitionPurpose,
    PetitionRule,
    rule_on_petition,
)
from gongtong.voting.franchise.policies import PETITION_RULE, PURPOSE
from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from gongtong.core.policies import Answer, PolicyBook

_KEYS = frozenset(
    {
        "purpose",
        "total",
        "petitioners",
        "petitioners_heads",
        "petitioners_area",
        "by_developer",
        "delivered_share_of_area",
    }
)


def answer_petition(given: Given, book: PolicyBook, *, place: str = "") -> CaseAnswer:
    """Say whether enough have asked, by the rule in force and by each reading (提议案例答案).

    `ok` and `preferred` follow the text of the highest rank; `alternatives` are there where the
    readings of an unclear law differ. `by` names the text that decided.
    """
    check_keys(given, _KEYS)
    setting = CaseSetting.of(given, book, place)
    default = PetitionPurpose.EXTRAORDINARY_ASSEMBLY.value
    purpose = PetitionPurpose(given.get("purpose", default))
    decided = setting.book.resolve(
        PETITION_RULE, setting.area, setting.on, facts={PURPOSE.name: purpose}
    )
    ok = _is_enough(given, decided.value, decided)
    answer: CaseAnswer = {"ok": ok, "by": source_of(decided.provision.cites[0])}
    if purpose is PetitionPurpose.EXTRAORDINARY_ASSEMBLY:
        by_reading = {
            reading.en: _is_enough(given, reading.value, decided)
            for reading in PETITION_RULE.readings
        }
        if len(set(by_reading.values())) > 1:
            answer["alternatives"] = [
                {"reading": reading, "ok": enough} for reading, enough in by_reading.items()
            ]
            answer["preferred"] = {"ok": ok}
    return answer


def _is_enough(given: Given, rule: PetitionRule, decided: Answer[PetitionRule]) -> bool:
    petition, facts = _facts(given)
    source = decided.provision.cites[0]
    return isinstance(rule_on_petition(petition, facts, rule, source), Granted)


def _facts(given: Given) -> tuple[Petition, PetitionFacts]:
    """Read totals, or shares of them: a share of 0.05 is one in twenty."""
    heads_asking, heads = _amounts(given, "heads")
    area_asking, area = _amounts(given, "area")
    delivered = share(given.get("delivered_share_of_area", "0"))
    return (
        Petition(
            asking=Weight(heads_asking, area_asking),
            by_developer=bool(given.get("by_developer", False)),
        ),
        PetitionFacts(
            everyone=Weight(heads, area),
            delivered_cm2=delivered.numerator,
            floor_cm2=delivered.denominator,
        ),
    )


def _amounts(given: Given, dimension: str) -> tuple[int, int]:
    if f"petitioners_{dimension}" in given:
        part = share(given[f"petitioners_{dimension}"])
        return part.numerator, part.denominator
    asking, everyone = (given.get(key, {}).get(dimension) for key in ("petitioners", "total"))
    return _amount(asking), _amount(everyone)


def _amount(value: int | str | None) -> int:
    return area_cm2(value) if isinstance(value, str) else value or 0
