"""What somebody wrote down on his round, as readings of the meters on record (抄表对应)."""

from collections import defaultdict
from collections.abc import Iterable

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.meter_sheet import METER, MeterRow
from gongtong.ledger.fees.meters.reading import NewReading
from gongtong.ledger.fees.meters.registering import Meter, ReadingSource


def readings_of(
    rows: Iterable[MeterRow], meters: Iterable[Meter], *, file: str
) -> tuple[NewReading, ...]:
    """Give the readings of a sheet for the meters whose devices bear its numbers (读数对应表具).

    Raises `InputError` with every line whose number no meter bears, or more than one does.
    """
    bearing: defaultdict[str, list[Meter]] = defaultdict(list)
    for meter in meters:
        bearing[meter.device.serial].append(meter)
    readings: list[NewReading] = []
    problems: list[InputProblem] = []
    for row in rows:
        found = bearing.get(row.meter, [])
        if len(found) == 1:
            source = ReadingSource.ESTIMATED if row.is_estimated else ReadingSource.ACTUAL
            readings.append(
                NewReading(found[0].id, row.day, row.value, source, row.has_rolled_over)
            )
        else:
            problems.append(_not_one(file, row, len(found)))
    if problems:
        raise InputError(problems)
    return tuple(readings)


def _not_one(file: str, row: MeterRow, found: int) -> InputProblem:
    if found:
        return problem_at(
            file,
            line=row.line,
            column=METER,
            code="meter_ambiguous",
            en=f"{found} meters on record bear the number {row.meter!r}",
            zh=f"有{found}只表具登记的表号都是{row.meter}",
            remedy="replace the device of the meter that is recorded wrongly, and read the sheet again",
        )
    return problem_at(
        file,
        line=row.line,
        column=METER,
        code="meter_unknown",
        en=f"no meter on record bears the number {row.meter!r}",
        zh=f"没有登记表号为{row.meter}的表具",
        remedy="correct the number, or install the meter first",
    )
