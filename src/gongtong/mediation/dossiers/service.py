"""Dossiers: their papers, what parties were told, visits (卷宗服务)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.rulings import Source, Standing
from gongtong.mediation.agreements.store import newest_agreement
from gongtong.mediation.cases.store import load_case, load_words
from gongtong.mediation.dossiers import store
from gongtong.mediation.dossiers.forms import (
    DocumentTemplate,
    MinutesOfSession,
    Paper,
    PaperFacts,
)
from gongtong.mediation.dossiers.papers import (
    FilePaper,
    LimitationCertificate,
    PaperFiled,
    PaperOnFile,
    certify_limitation,
    missing_papers,
    rule_on_filing,
)
from gongtong.mediation.dossiers.policies import DOCUMENT_TEMPLATES, DOSSIER_RULES
from gongtong.mediation.dossiers.standard_forms import BUILT_IN
from gongtong.mediation.dossiers.standing import DossierStanding
from gongtong.mediation.dossiers.telling import (
    RecordVisit,
    RemediesTold,
    TellRemedies,
    VisitRecorded,
    rule_on_remedies,
    rule_on_visit,
)
from gongtong.mediation.mediators.store import list_mediators
from gongtong.mediation.parties.store import list_parties
from gongtong.mediation.sessions.store import list_minutes, list_sessions

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

INTERRUPTED: Final = Source(
    "最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定",
    "第12条",
    date(2021, 1, 1),
    standing=Standing.UNVERIFIED,
    note="原文见于转录本，未与官方文本核对",
)


def dossier_standing(unit: UnitOfWork, case: str) -> DossierStanding:
    """Say what the dossier of a case holds and lacks (卷宗情况)."""
    rules, papers = unit.decide(DOSSIER_RULES), store.list_papers(unit, case)
    visits = store.visits(unit, case)
    return DossierStanding(
        missing_papers(rules.to_escalate, papers),
        missing_papers(rules.to_close, papers),
        store.remedies_told_on(unit, case),
        max((one.visited_on for one in visits), default=None),
        any(one.survey_offered for one in visits),
    )


def _templates(unit: UnitOfWork) -> dict[str, DocumentTemplate]:
    every = (*BUILT_IN, *unit.guards(DOCUMENT_TEMPLATES))
    return {one.code: one for one in every}


def _paper_facts(unit: UnitOfWork, case: str, *, masked: bool) -> PaperFacts:
    on_file = load_case(unit, case)
    subject, description = load_words(unit, case)
    return PaperFacts(
        on_file,
        subject,
        description,
        tuple(list_parties(unit, case)),
        newest_agreement(unit, case),
        unit.today,
        masked=masked,
        sessions=tuple(
            MinutesOfSession(one, list_minutes(unit, case, one.number))
            for one in list_sessions(unit, case)
        ),
        visits=store.visits(unit, case),
        papers=store.list_papers(unit, case),
        mediators={one.person: one.name for one in list_mediators(unit)},
        remedies_told_on=store.remedies_told_on(unit, case),
    )


def _file(unit: UnitOfWork, request: FilePaper) -> PaperFiled:
    load_case(unit, request.case)
    known = store.list_papers(unit, request.case)
    event = unit.granted(rule_on_filing(request, known, unit.today))
    store.add_paper(unit, event)
    unit.record(event)
    return event


def _tell(unit: UnitOfWork, request: TellRemedies) -> RemediesTold:
    case = load_case(unit, request.case)
    parties = [one.code for one in list_parties(unit, request.case)]
    event = unit.granted(rule_on_remedies(request, parties, case.opened_on, unit.today))
    store.add_remedies(unit, event)
    unit.record(event)
    return event


def _visit(unit: UnitOfWork, request: RecordVisit) -> VisitRecorded:
    load_case(unit, request.case)
    agreement = newest_agreement(unit, request.case)
    ruling = rule_on_visit(
        request,
        number=len(store.visits(unit, request.case)) + 1,
        effective_on=None if agreement is None else agreement.effective_on,
        today=unit.today,
    )
    event = unit.granted(ruling)
    store.add_visit(unit, event, request)
    unit.record(event)
    return event


FILE_PAPER: Final = Command("mediation.file_paper", FilePaper, PaperFiled, _file, zh="归档材料")
TELL_REMEDIES: Final = Command(
    "mediation.tell_remedies", TellRemedies, RemediesTold, _tell, zh="告知救济途径"
)
RECORD_VISIT: Final = Command(
    "mediation.record_visit", RecordVisit, VisitRecorded, _visit, zh="登记回访"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (FILE_PAPER, TELL_REMEDIES, RECORD_VISIT)


class Dossiers:
    """Dossiers: their papers, what parties were told, visits (卷宗台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def file_paper(self, request: FilePaper, *, key: str) -> PaperFiled:
        """Put a paper into the dossier (归档材料)."""
        return self._unit.run(FILE_PAPER, request, key=key)

    def tell_remedies(self, request: TellRemedies, *, key: str) -> RemediesTold:
        """Enter that every party was told what else it can do (告知救济途径)."""
        return self._unit.run(TELL_REMEDIES, request, key=key)

    def record_visit(self, request: RecordVisit, *, key: str) -> VisitRecorded:
        """Enter a visit after the agreement (登记回访)."""
        return self._unit.run(RECORD_VISIT, request, key=key)

    def papers(self, case: str) -> tuple[PaperOnFile, ...]:
        """Give the papers of a dossier, in their places (卷内材料)."""
        return store.list_papers(self._unit, case)

    def standing(self, case: str) -> DossierStanding:
        """Say what the dossier holds and lacks (卷宗情况)."""
        return dossier_standing(self._unit, case)

    def templates(self) -> tuple[DocumentTemplate, ...]:
        """Give the templates of papers that the place has, by their codes (文书模板)."""
        return tuple(sorted(_templates(self._unit).values(), key=lambda one: one.code))

    def document(self, case: str, template: str, *, masked: bool = False) -> Paper:
        """Lay out a paper of a case, names masked if it is to be published; raises `UnknownReferenceError` (生成文书)."""
        found = _templates(self._unit).get(template)
        if found is None:
            kind = "template"
            raise UnknownReferenceError(kind, template)
        return found(_paper_facts(self._unit, case, masked=masked))

    def limitation_certificate(self, case: str) -> LimitationCertificate:
        """Certify the day of the application; raises `RefusedError` where nobody has applied (时效中断证明)."""
        known = load_case(self._unit, case)
        return self._unit.granted(certify_limitation(known, self._unit.today, INTERRUPTED))
