"""The register in the database, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.errors import (
    ConcurrentChangeError,
    IdempotencyMismatchError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.places import DwellingLabel
from gongtong.core.register import AreaEvidence, DwellingStatus, PartUse
from gongtong.core.register_changes import Change, Holding, ImportRegister, TransferDwelling
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.register_sheet import read_register
from gongtong.core.registry import store
from gongtong.core.registry.tables import RegistryTables

if TYPE_CHECKING:
    from tests.store.registry.conftest import Town

SAMPLE = Path(__file__).parents[3] / "examples" / "dormitory"
DAY, LATER = date(2025, 1, 1), date(2025, 6, 1)

COUPLE = SheetDwelling(
    DwellingLabel(1, 1, 101),
    ("崔永平", "韩俊杰"),
    "19905836033",
    DwellingStatus.LET,
    487_900,
    note="共有",
)
SOLE = SheetDwelling(
    DwellingLabel(1, 1, 102),
    ("韦兵",),
    "19906880808",
    DwellingStatus.VACANT,
    690_700,
    AreaEvidence.SURVEY,
)
PARKING = SheetDwelling(
    DwellingLabel(0, 0, 12),
    ("韩俊杰", "崔永平"),
    "19905836033",
    DwellingStatus.OWNER_OCCUPIED,
    125_000,
    use=PartUse.PARKING,
)


def test_the_sample_is_entered_and_read_back(town: Town) -> None:
    """338 dwellings, 331 heads, 21,631.22 m2: in the database as in the sheet."""
    sheet = read_register(
        (SAMPLE / "住户登记表.csv").read_bytes(),
        file="住户登记表.csv",
        survey=(SAMPLE / "测绘补充.csv").read_bytes(),
    )
    with town.desk() as desk:
        event = desk.import_register(ImportRegister.of(sheet, on=DAY), key="register")
    assert (event.dwellings, event.parties, event.area_cm2) == (338, 331, 216_312_200)
    assert (event.new, event.changed, event.unchanged) == (338, 0, 0)
    assert [digest.file for digest in event.files] == ["住户登记表.csv", "测绘补充.csv"]
    with town.desk() as desk:
        register = desk.register(DAY)
        heads = desk.heads(DAY)
    assert (len(register), register.area_cm2) == (338, 216_312_200)
    assert (heads.number, heads.area_cm2) == (331, 216_312_200)
    assert len({owner.id for party in register.parties for owner in party.members}) == 337
    assert town.events() == ["register.RegisterImported"]


def test_a_line_is_read_back_whole(town: Town) -> None:
    """Every part of a line survives the database; joint owners keep their order."""
    town.enter(COUPLE, SOLE, PARKING)
    with town.desk() as desk:
        register = desk.register(DAY)
    home, space = register.at(COUPLE.label), register.at(PARKING.label)
    assert (home.party.name, home.status, home.note) == (
        "崔永平、韩俊杰",
        DwellingStatus.LET,
        "共有",
    )
    assert (home.area_cm2, home.area_evidence) == (487_900, AreaEvidence.REGISTER)
    assert register.at(SOLE.label).area_evidence is AreaEvidence.SURVEY
    assert space.use is PartUse.PARKING
    assert space.party is home.party


def test_the_same_sheet_again_changes_nothing(town: Town) -> None:
    """Under another key the same sheet changes nothing and says so; under the same it is the first answer."""
    request = ImportRegister(DAY, (COUPLE, SOLE))
    with town.desk() as desk:
        first = desk.import_register(request, key="a")
    with town.desk() as desk:
        again = desk.import_register(request, key="a")
        other = desk.import_register(request, key="b")
    assert again == first
    assert (first.changes_nothing, first.new) == (False, 2)
    assert (other.changes_nothing, other.unchanged) == (True, 2)
    assert town.events() == ["register.RegisterImported"]


def test_a_key_is_for_one_sheet(town: Town) -> None:
    """Another sheet under a key that was used is an error."""
    town.enter(COUPLE, key="a")
    with pytest.raises(IdempotencyMismatchError), town.desk() as desk:
        desk.import_register(ImportRegister(DAY, (SOLE,)), key="a")


def test_the_register_of_a_past_day_stands(town: Town) -> None:
    """A new owner is entered from a day on; the register of the days before stays as it was."""
    town.enter(COUPLE, SOLE)
    sold = evolve(SOLE, names=("丁",), phone="19900000004")
    town.enter(COUPLE, sold, on=LATER, key="second")
    with town.desk() as desk:
        before = desk.register(date(2025, 5, 31))
        after = desk.register(LATER)
        none = desk.register(date(2024, 12, 31))
    assert before.at(SOLE.label).party.name == "韦兵"
    assert after.at(SOLE.label).party.name == "丁"
    assert before.at(SOLE.label).id == after.at(SOLE.label).id
    assert before.at(COUPLE.label) == after.at(COUPLE.label)
    assert len(none) == 0


def test_a_second_import_on_the_same_day_corrects(town: Town) -> None:
    """A line that began on the very day is corrected; it never stood for a day."""
    town.enter(SOLE)
    town.enter(evolve(SOLE, area_cm2=690_800), key="second")
    with town.unit() as unit:
        assert store.load_register(unit, DAY).area_cm2 == 690_800
        lines = unit.tables(RegistryTables).dwelling_line
        assert unit.connection.scalar(sa.select(sa.func.count()).select_from(lines)) == 1


def test_a_dwelling_that_is_not_listed_stays(town: Town) -> None:
    """A sheet of one building does not empty the others."""
    town.enter(COUPLE, SOLE)
    town.enter(evolve(SOLE, note="x"), on=LATER, key="second")
    with town.desk() as desk:
        assert len(desk.register(LATER)) == 2


def test_a_refused_import_writes_nothing(town: Town) -> None:
    """A change before the latest one is refused, and the new lines beside it are not entered either."""
    town.enter(SOLE)
    request = ImportRegister(date(2024, 1, 1), (evolve(SOLE, note="x"), COUPLE))
    with pytest.raises(RefusedError) as caught, town.desk() as desk:
        desk.import_register(request, key="second")
    assert caught.value.codes == ("change_before_latest",)
    with town.desk() as desk:
        assert len(desk.register(LATER)) == 1
    assert town.events() == ["register.RegisterImported"]


def test_a_dwelling_changes_hands(town: Town) -> None:
    """The new owner stands from the day on; one who owns already is the same party."""
    town.enter(COUPLE, SOLE)
    with town.desk() as desk:
        home = desk.register(DAY).at(SOLE.label)
        couple = desk.register(DAY).at(COUPLE.label).party
        event = desk.transfer_dwelling(
            TransferDwelling(
                home.id, ("韩俊杰", "崔永平"), "199-0583-6033", DwellingStatus.LET, LATER
            ),
            key="sale",
        )
    assert (event.label, event.on) == (SOLE.label, LATER)
    assert (event.from_party_id, event.to_party_id) == (home.party.id, couple.id)
    with town.desk() as desk:
        assert desk.register(LATER).of_party(couple.id)[1].status is DwellingStatus.LET
        assert desk.register(date(2025, 5, 31)).at(SOLE.label).party == home.party
    assert town.events()[-1] == "register.DwellingTransferred"


def test_a_transfer_to_the_same_owner_is_refused(town: Town) -> None:
    """The owner of a dwelling cannot become its new owner."""
    town.enter(SOLE)
    with town.desk() as desk:
        home = desk.register(DAY).at(SOLE.label)
    request = TransferDwelling(home.id, SOLE.names, SOLE.phone, DwellingStatus.LET, LATER)
    with pytest.raises(RefusedError) as caught, town.desk() as desk:
        desk.transfer_dwelling(request, key="sale")
    assert caught.value.codes == ("same_owner",)


def test_an_unknown_dwelling_cannot_be_transferred(town: Town) -> None:
    """A dwelling of another place is unknown here."""
    with town.desk(town.other) as desk:
        desk.import_register(ImportRegister(DAY, (SOLE,)), key="register")
        elsewhere = desk.register(DAY).at(SOLE.label).id
    request = TransferDwelling(elsewhere, ("丁",), "", DwellingStatus.LET, LATER)
    with pytest.raises(UnknownReferenceError), town.desk() as desk:
        desk.transfer_dwelling(request, key="sale")
    with town.desk() as desk:
        assert len(desk.register(LATER)) == 0


def test_a_line_that_changed_meanwhile_is_noticed(town: Town) -> None:
    """A change is written only onto the line that was read."""
    town.enter(SOLE)
    with town.unit() as unit:
        held = store.load_holdings(unit, store.load_parties(unit))[SOLE.label]
        stale = Holding(held.dwelling_id, date(2024, 1, 1), held.party_id, held.line)
        change = Change(stale, SOLE)
        with pytest.raises(ConcurrentChangeError):
            store.save_changes(unit, (change,), {SOLE.identity: held.party_id}, LATER)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_history_is_read_back_day_by_day(town: Town, seed: int) -> None:
    """After any imports and sales, each day's register is what a plain diary of that day says."""
    chance = Random(seed)  # noqa: S311 - a seeded history, not a secret
    rooms = [evolve(SOLE, label=DwellingLabel(1, 1, number)) for number in range(101, 105)]
    days = [DAY + timedelta(days=number) for number in range(12)]
    diary: dict[date, dict[DwellingLabel, str]] = {day: {} for day in days}
    for number, day in enumerate(days):
        listed = chance.sample(rooms, chance.randint(0, 3))
        lines = [evolve(room, names=(chance.choice("甲乙丙"),)) for room in listed]
        town.enter(*lines, on=day, key=f"import/{number}")
        for later in days[number:]:
            diary[later].update({line.label: line.names[0] for line in lines})
    with town.desk() as desk:
        for day in days:
            register = desk.register(day)
            assert {one.label: one.party.name for one in register.dwellings} == diary[day]
            assert len({one.party.id for one in register.dwellings}) == len(
                set(diary[day].values())
            )


def test_the_register_takes_two_queries(town: Town) -> None:
    """However many dwellings there are, the register is read in two queries."""
    town.enter(COUPLE, SOLE, PARKING)
    statements: list[str] = []
    with town.unit() as unit:
        sa.event.listen(
            unit.connection,
            "before_cursor_execute",
            lambda _c, _k, statement, *_rest: statements.append(statement),
        )
        assert len(store.load_register(unit, DAY)) == 3
    assert len(statements) == 2
