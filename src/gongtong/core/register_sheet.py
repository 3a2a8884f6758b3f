"""The register sheet as a committee keeps it: one line a dwelling, read with every fault (登记表).

Nothing is guessed. A line is read, or it is reported with its line in the file and what to do. Some
faults do no harm or are cured by a second sheet (the survey, the contracts): they are listed with the
result. The others block, and are raised together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, frozen

from gongtong.core.area_sheet import (
    LABEL_COLUMNS,
    AreaFault,
    AreaSheet,
    area_problem,
    parse_area,
    plain,
    read_areas,
    read_label,
)
from gongtong.core.errors import InputError, InputProblem
from gongtong.core.identity import are_names, is_phone, normal_phone, split_names
from gongtong.core.places import DwellingLabel
from gongtong.core.privacy import mask_name, mask_phone
from gongtong.core.register import (
    AreaEvidence,
    DwellingStatus,
    PartUse,
    best_area,
)
from gongtong.core.register_lines import FileDigest, RegisterSheet, SheetDwelling
from gongtong.core.tabular import problem_at, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.core.tabular import Row

__all__ = ["RegisterSheet", "SheetDwelling", "read_register"]

OWNER, PHONE, AREA, STATUS, NOTE, USE = "产权人", "联系电话", "建筑面积(㎡)", "状态", "备注", "用途"
COLUMNS = (*LABEL_COLUMNS, OWNER, PHONE, AREA, STATUS, NOTE)
SURVEYED_AREA, CONTRACT_AREA = "实测面积(㎡)", "合同面积(㎡)"
_STATUSES = {status.zh: status for status in DwellingStatus}
_USES = {"": PartUse.HOME, "住宅": PartUse.HOME, "车位": PartUse.PARKING}


@frozen
class _Findings:
    """The faults of one file, those that block apart from those that do not."""

    file: str
    blocking: list[InputProblem] = Factory(list)
    noted: list[InputProblem] = Factory(list)

    def block(
        self, row: Row, column: str | None, code: str, *, en: str, zh: str, remedy: str
    ) -> None:
        self.blocking.append(
            problem_at(
                self.file, line=row.line, column=column, code=code, en=en, zh=zh, remedy=remedy
            )
        )

    def note(
        self, row: Row, column: str | None, code: str, *, en: str, zh: str, remedy: str
    ) -> None:
        self.noted.append(
            problem_at(
                self.file, line=row.line, column=column, code=code, en=en, zh=zh, remedy=remedy
            )
        )


def read_register(
    content: bytes,
    *,
    file: str,
    survey: bytes | None = None,
    contract: bytes | None = None,
    survey_file: str = "测绘补充.csv",
    contract_file: str = "合同面积.csv",
) -> RegisterSheet:
    """Read a register sheet with its survey and contract areas (读取登记表).

    Raises `InputError` with every fault that blocks; the others are in `problems` of the result.
    """
    rows = read_table(content, file=file, columns=COLUMNS)
    beside = tuple(
        (evidence, given, name, column)
        for evidence, given, name, column in (
            (AreaEvidence.SURVEY, survey, survey_file, SURVEYED_AREA),
            (AreaEvidence.CONTRACT, contract, contract_file, CONTRACT_AREA),
        )
        if given is not None
    )
    sheets = {
        evidence: read_areas(given, file=name, column=column)
        for evidence, given, name, column in beside
    }
    findings = _Findings(file)
    first_rows: dict[DwellingLabel, Row] = {}
    dwellings: list[SheetDwelling] = []
    for row in rows:
        label = _label(row, findings)
        if label is not None and (first := first_rows.setdefault(label, row)) is not row:
            _note_duplicate(row, first, label, findings)
            continue
        dwelling = _dwelling(row, label, sheets, findings)
        if dwelling is not None:
            dwellings.append(dwelling)
    if findings.blocking:
        raise InputError(findings.blocking)
    odd = tuple(problem for sheet in sheets.values() for problem in _beside(sheet, first_rows))
    files = (
        FileDigest.of(file, content),
        *(FileDigest.of(name, given) for _, given, name, _ in beside),
    )
    return RegisterSheet(files, tuple(dwellings), (*findings.noted, *odd))


def _label(row: Row, findings: _Findings) -> DwellingLabel | None:
    label, problems = read_label(row, file=findings.file)
    findings.blocking.extend(problems)
    return label


def _dwelling(
    row: Row,
    label: DwellingLabel | None,
    sheets: Mapping[AreaEvidence, AreaSheet],
    findings: _Findings,
) -> SheetDwelling | None:
    names = _names(row, findings)
    phone = _phone(row, findings)
    status = _status(row, findings)
    use = _use(row, findings)
    area = _area(row, label, sheets, findings)
    if label is None or names is None or status is None or use is None or area is None:
        return None
    area_cm2, evidence = area
    return SheetDwelling(label, names, phone, status, area_cm2, evidence, use, row[NOTE])


def _names(row: Row, findings: _Findings) -> tuple[str, ...] | None:
    if not row[OWNER]:
        findings.block(
            row,
            OWNER,
            "owner_missing",
            en="nobody is named as owner",
            zh="缺少产权人",
            remedy="name the owner; for what is unsold, the developer",
        )
        return None
    names = split_names(row[OWNER])
    if are_names(names):
        return names
    findings.block(
        row,
        OWNER,
        "owner_malformed",
        en="the owners cannot be read as one name or several different ones",
        zh="产权人无法识别",
        remedy="write joint owners as 甲、乙, each once",
    )
    return None


def _phone(row: Row, findings: _Findings) -> str:
    phone = normal_phone(row[PHONE])
    if not phone:
        findings.note(
            row,
            PHONE,
            "phone_missing",
            en="there is no telephone number",
            zh="缺少联系电话",
            remedy="add one, or leave it: owners of one name are then told apart by nothing else",
        )
    elif not is_phone(phone):
        findings.note(
            row,
            PHONE,
            "phone_malformed",
            en="neither a mobile number of 11 digits nor a landline with its area code",
            zh="联系电话格式不对",
            remedy="ask the owner; the line is kept with the number as written",
        )
    return phone


def _status(row: Row, findings: _Findings) -> DwellingStatus | None:
    status = _STATUSES.get(row[STATUS])
    if status is None:
        words = "、".join(_STATUSES)
        findings.block(
            row,
            STATUS,
            "status_unknown",
            en=f"{row[STATUS]!r} is not a status",
            zh="状态无法识别",
            remedy=f"write one of {words}",
        )
    return status


def _use(row: Row, findings: _Findings) -> PartUse | None:
    use = _USES.get(row.cells.get(USE, ""))
    if use is None:
        findings.block(
            row,
            USE,
            "use_unknown",
            en=f"{row[USE]!r} is not a use",
            zh="用途无法识别",
            remedy="write 住宅 or 车位, or leave it empty",
        )
    return use


def _area(
    row: Row,
    label: DwellingLabel | None,
    sheets: Mapping[AreaEvidence, AreaSheet],
    findings: _Findings,
) -> tuple[int, AreaEvidence] | None:
    area = parse_area(row[AREA])
    if not isinstance(area, AreaFault):
        return area, AreaEvidence.REGISTER
    claims = {
        evidence: sheet.areas[label]
        for evidence, sheet in sheets.items()
        if label is not None and label in sheet.areas
    }
    best = best_area(claims)
    remedy = "nothing" if best is None else f"nothing needed: {sheets[best[1]].file} gives the area"
    problem = area_problem(area, file=findings.file, row=row, column=AREA, remedy=remedy)
    if best is not None:
        findings.noted.append(problem)
        return best
    findings.block(
        row,
        AREA,
        "area_unknown",
        en=f"{problem.message}, and no survey or contract gives one",
        zh=f"{problem.message_zh}，且无测绘或合同面积",
        remedy="write the area of the title deed in m2, or add the dwelling to the survey sheet",
    )
    return None


def _note_duplicate(row: Row, first: Row, label: DwellingLabel, findings: _Findings) -> None:
    changes = _differences(first, row)
    if changes:
        en = f"{label} stands in line {first.line} already, and differs: {'; '.join(changes)}"
        zh = f"与第{first.line}行重复，且不一致：{'；'.join(changes)}"
        remedy = f"line {first.line} was used; delete the wrong line"
    else:
        en = f"{label} stands in line {first.line} already, word for word"
        zh = f"与第{first.line}行重复"
        remedy = "nothing needed; delete the line when convenient"
    findings.note(row, None, "duplicate_dwelling", en=en, zh=zh, remedy=remedy)


def _differences(first: Row, second: Row) -> tuple[str, ...]:
    return tuple(
        f"{column} {_shown(column, first[column])} / {_shown(column, second[column])}"
        for column in COLUMNS
        if column not in LABEL_COLUMNS and plain(first[column]) != plain(second[column])
    )


def _shown(column: str, cell: str) -> str:
    """Show a cell in a message, personal information masked."""
    match column:
        case "产权人":
            return mask_name(cell) or "-"
        case "联系电话":
            return mask_phone(cell) or "-"
        case _:
            return cell or "-"


def _beside(sheet: AreaSheet, rows: Mapping[DwellingLabel, Row]) -> Sequence[InputProblem]:
    """List what is odd in a sheet of areas; none of it blocks, an area that was needed does."""
    strangers = (
        problem_at(
            sheet.file,
            line=line,
            code="dwelling_not_in_register",
            en=f"{label} does not stand in the register",
            zh="名册中没有该房屋",
            remedy="correct the number, or add the dwelling to the register",
        )
        for label, line in sheet.lines.items()
        if label not in rows
    )
    return sorted((*sheet.problems, *strangers), key=lambda problem: problem.line or 0)
