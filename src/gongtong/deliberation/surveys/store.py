"""Reading and writing surveys and answers (调查存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.deliberation.surveys.questions import MAX_CODE, QuestionSet, SurveyOnFile
from gongtong.deliberation.surveys.tables import SurveyTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.surveys.answers import RecordAnswers
    from gongtong.deliberation.surveys.questions import OpenSurvey


def find_survey(unit: UnitOfWork, code: str, asked_in: str) -> SurveyOnFile | None:
    """Read a survey of one round, or nothing where there is none (查找调查)."""
    if not (is_key(code, MAX_CODE) and is_key(asked_in, MAX_CODE)):
        return None
    table = unit.tables(SurveyTables).survey
    row = unit.connection.execute(
        sa.select(table).where(
            table.c.place_id == unit.place_id, table.c.code == code, table.c.round == asked_in
        )
    ).one_or_none()
    if row is None:
        return None
    return SurveyOnFile(
        row.code,
        row.round,
        from_json(row.questions, QuestionSet),
        from_json(row.households, tuple[DwellingLabel, ...]),
        row.opened_on,
    )


def load_survey(unit: UnitOfWork, code: str, asked_in: str) -> SurveyOnFile:
    """Read a survey of one round; raises `UnknownReferenceError` (读取调查)."""
    found = find_survey(unit, code, asked_in)
    if found is None:
        kind = "survey"
        raise UnknownReferenceError(kind, f"{code}/{asked_in}")
    return found


def list_versions(unit: UnitOfWork) -> tuple[tuple[str, int, str], ...]:
    """Read which question sets were asked in the place, with their digests (读取问卷版本)."""
    table = unit.tables(SurveyTables).survey
    rows = unit.connection.execute(
        sa.select(table.c.question_set, table.c.version, table.c.digest)
        .where(table.c.place_id == unit.place_id)
        .distinct()
    )
    return tuple((row.question_set, row.version, row.digest) for row in rows)


def add_survey(unit: UnitOfWork, request: OpenSurvey) -> None:
    """Write a survey that begins (写入调查)."""
    unit.connection.execute(
        unit.tables(SurveyTables)
        .survey.insert()
        .values(
            place_id=unit.place_id,
            code=request.code,
            round=request.round,
            question_set=request.questions.code,
            version=request.questions.version,
            digest=request.questions.digest,
            questions=to_json(request.questions),
            households=to_json(tuple(sorted(request.households))),
            opened_by=unit.actor.id,
            opened_on=unit.today,
        )
    )


def answers_of(unit: UnitOfWork, survey: SurveyOnFile) -> dict[str, dict[DwellingLabel, int]]:
    """Read what was answered to each question, by household (读取答复)."""
    table = unit.tables(SurveyTables).answer
    rows = unit.connection.execute(
        sa.select(table).where(
            table.c.place_id == unit.place_id,
            table.c.code == survey.code,
            table.c.round == survey.round,
        )
    )
    found: defaultdict[str, dict[DwellingLabel, int]] = defaultdict(dict)
    for row in rows:
        found[row.question][DwellingLabel(row.building, row.unit, row.room)] = row.choice
    return dict(found)


def add_answers(unit: UnitOfWork, request: RecordAnswers) -> None:
    """Write answers in one statement (写入答复)."""
    rows = []
    for line in request.lines:
        building, house, room = line.dwelling.position
        rows.append(
            {
                "place_id": unit.place_id,
                "code": request.code,
                "round": request.round,
                "building": building,
                "unit": house,
                "room": room,
                "question": line.question,
                "choice": line.choice,
                "entered_by": unit.actor.id,
                "entered_on": unit.today,
            }
        )
    unit.connection.execute(unit.tables(SurveyTables).answer.insert(), rows)
