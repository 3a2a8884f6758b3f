"""The papers of a dossier."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused, Source, Standing
from gongtong.mediation.dossiers.papers import (
    DossierRules,
    FilePaper,
    PaperKind,
    PaperOnFile,
    certify_limitation,
    missing_papers,
    rule_on_filing,
)
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

PAPER = FilePaper(CASE.number, PaperKind.APPLICATION, "0f" * 32, 2, TODAY)
ON_FILE = PaperOnFile(1, PaperKind.APPLICATION, "0f" * 32, 2, TODAY)


def filed(*known: PaperOnFile, **change: Any) -> list[str]:
    ruling = rule_on_filing(evolve(PAPER, **change), known, TODAY)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_a_paper_has_a_digest_pages_and_a_day() -> None:
    """Once; the same kind again is another paper."""
    assert filed() == []
    assert filed(document="g" * 64, pages=0, dated=TOMORROW) == [
        "paper_digest",
        "paper_pages",
        "paper_day",
    ]
    assert filed(ON_FILE) == ["paper_known"]
    assert filed(ON_FILE, document="1e" * 32) == []


@pytest.mark.parametrize("kind", [PaperKind.APPLICATION, PaperKind.REGISTRATION])
def test_one_of_several_papers_fills_a_place(kind: PaperKind) -> None:
    """An application or a registration."""
    rules = DossierRules()
    lacks = missing_papers(rules.to_escalate, (evolve(ON_FILE, kind=kind),))
    assert lacks == ("身份证明", "调解记录")
    assert missing_papers(rules.to_close, ())[0] == "调解申请书或者调解登记表"
    everything = tuple(evolve(ON_FILE, kind=kind) for kind in PaperKind)
    assert missing_papers(rules.to_close, everything) == ()
    assert all(kind.zh for kind in PaperKind)


def test_limitation_is_certified_from_the_day_of_the_application() -> None:
    """Without one there is nothing to certify."""
    source = Source("诉讼时效规定", "第12条", standing=Standing.UNVERIFIED)
    none = certify_limitation(CASE, TODAY, source)
    assert isinstance(none, Refused)
    told = certify_limitation(evolve(CASE, applied_on=TODAY), TODAY, source)
    assert isinstance(told, Granted)
    assert "2025-06-10" in told.event.zh()
    assert "诉讼时效自该日起中断" in told.event.zh()
