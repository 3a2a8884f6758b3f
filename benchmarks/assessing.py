"""Assessing a month for a large compound by the square metre, part by part: CPU time and peak memory.

On SQLite: the register is entered in a process of its own; then every part is charged in a transaction of
its own, and then once more, which charges nobody. Prints figures; asserts nothing.

    python benchmarks/assessing.py [dwellings] [dwellings a part]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from gongtong import Gongtong, sqlite_engine
from gongtong.core.money import format_yuan
from gongtong.core.periods import month_span, since
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling
from gongtong.ledger.books.chart import COMMON_FUND, PROPERTY_FEE_INCOME
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.policies import FEE_RULE
from gongtong.ledger.fees.service import Fees, assess_in_parts
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, MANDATE
from gongtong.testing.stage import PLACE, Stage, build

TARIFF = PriceList(
    (
        FeeItem(
            "property",
            "物业服务费",
            COMMON_FUND,
            PROPERTY_FEE_INCOME,
            Base.AREA,
            (Tier(exact("0.30")),),
        ),
    ),
    Enactment(EnactmentKind.VOTE, "业主大会决定", date(2024, 12, 20)),
)
REGISTER_AT_A_TIME = 20_000
DEFAULTS = (100_000, 2_000)


class Rules:
    """The tariff of the place (测试收费标准)."""

    @hookimpl
    def gongtong_provisions(self) -> list[AnyProvision]:
        """Give the tariff (收费规定)."""
        return [
            Provision(
                "benchmark.fee",
                FEE_RULE,
                TARIFF,
                area=f"/{PLACE.code}",
                in_force=since("2025-01-01"),
                rank=Rank.BYLAW,
                cites=(MANDATE.source,),
            )
        ]


def homes(many: int) -> list[SheetDwelling]:
    """Make up dwellings of all sizes, each with an owner of its own (造册)."""
    return [
        SheetDwelling(
            DwellingLabel(1 + n // 400, 1 + n // 100 % 4, 101 + n % 100),
            (f"业主{n}",),
            f"139{n:08}",
            DwellingStatus.OWNER_OCCUPIED,
            450_000 + n * 7919 % 900_000,
        )
        for n in range(many)
    ]


def enter(stage: Stage, many: int) -> None:
    """Put everybody into office and enter the register (登记)."""
    open_books(stage)
    lines = homes(many)
    for start in range(0, many, REGISTER_AT_A_TIME):
        with stage.work(CHAIR) as work:
            request = ImportRegister(
                date(2025, 1, 1), tuple(lines[start : start + REGISTER_AT_A_TIME])
            )
            work.registry.import_register(request, key=f"register {start}")


def peak_mib() -> int:
    """Give the greatest memory of the process so far (峰值内存)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def assess(stage: Stage, size: int) -> tuple[float, int, int]:
    """Charge June in parts; give CPU seconds, charges and fen (计收)."""

    @contextmanager
    def desk() -> Iterator[Fees]:
        with stage.work(BOOKKEEPER) as work:
            yield work.ledger.fees

    began = time.process_time()
    charges = amount_fen = 0
    for progress in assess_in_parts(desk, AssessFees(month_span(2025, 6)), key="June", size=size):
        charges, amount_fen = progress.charges, progress.amount_fen
    return time.process_time() - began, charges, amount_fen


def probe_ms() -> int:
    """Count to a million, to tell how fast this machine is just now (机器快慢)."""
    began = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number * number % 7
    return round((time.process_time() - began) * 1000)


def in_a_child(step: str, *arguments: str) -> None:
    """Run one step in a process of its own, so that its memory is its own (单独进程)."""
    subprocess.run([sys.executable, __file__, step, *arguments], check=True)


def stage_of(path: str) -> Stage:
    """Open the place in a database, which is made where it is not there (场地)."""
    app = Gongtong(host=Host.of(Plugin("benchmark", hooks=Rules())))
    engine = sqlite_engine(Path(path))
    return build(app, engine) if not Path(path).exists() else Stage(app, engine)


def main(many: int, size: int) -> None:
    """Enter the register in one process and charge everybody in another (计量)."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "place.db")
        in_a_child("enter", path, str(many))
        in_a_child("assess", path, str(many), str(size))
        in_a_child("assess", path, str(many), str(size))


def run(step: str, path: str, many: int, size: int) -> None:
    """Run one step (执行步骤)."""
    stage = stage_of(path)
    if step == "enter":
        enter(stage, many)
        return
    before, probe = peak_mib(), probe_ms()
    cpu, charges, amount = assess(stage, size)
    print(
        f"a million steps: {probe} ms, then {probe_ms()} ms; {charges} of {many} dwellings charged, {size} a part: {cpu:.1f} s CPU, "
        f"{format_yuan(amount)} yuan; peak {peak_mib()} MiB, {before} MiB before"
    )


match sys.argv[1:]:
    case ["enter", path, many]:
        run("enter", path, int(many), 0)
    case ["assess", path, many, size]:
        run("assess", path, int(many), int(size))
    case [*given]:
        main(*(int(one) for one in given), *DEFAULTS[len(given) :])
