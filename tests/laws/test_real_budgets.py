"""Real participatory budgets, counted again: what is bought is what the city carried out."""

import csv
from pathlib import Path

import pytest

from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.traces import FigureName
from gongtong.voting.files.pabulib import read_pabulib
from gongtong.voting.methods import (
    pb_equal_shares_add1,
    pb_greedy,
    pb_greedy_no_skip,
    pb_greedy_threshold,
)

REAL = Path(__file__).parents[2] / "../shared/ground-truth/voting"
WESOLA = "pabulib/Poland_Warszawa_2024_Wesola.pb"
MILESZKI = "abcvoting/poland_lodz_2020_mileszki.pb"
SWIECIE = "pabulib/Poland_Swiecie_2023.pb"
ASSEN = "pabulib/Netherlands_Assen_2024.pb"
WIELICZKA = "pabulib/Poland_Wieliczka_2023_Green_Budget.pb"


def real(file: str) -> Path:
    """Find a file, or leave the test out where real elections are not at hand."""
    path = REAL / file
    if not path.exists():
        pytest.skip("the real elections are not beside this checkout")
    return path


def carried_out(path: Path) -> set[str]:
    """Read which projects were carried out, without the reader under test."""
    lines = path.read_text("utf-8-sig").splitlines()
    titles = [line.strip().upper() for line in lines]
    rows = lines[titles.index("PROJECTS") + 1 : titles.index("VOTES")]
    projects = csv.DictReader(rows, delimiter=";")
    return {one["project_id"] for one in projects if one["selected"] in {"1", "2"}}


@pytest.mark.parametrize(
    ("method", "file"),
    [
        # its rule is greedy-exclusive, without a list of what excludes what: greedy gives the same
        (pb_greedy.METHOD, WESOLA),
        (pb_greedy_threshold.METHOD, WESOLA),
        (pb_greedy.METHOD, MILESZKI),
        (pb_greedy_no_skip.METHOD, MILESZKI),
        (pb_equal_shares_add1.METHOD, SWIECIE),
        (pb_equal_shares_add1.METHOD, ASSEN),
        # its rule compares with greedy afterwards, and kept what equal shares buy
        (pb_equal_shares_add1.METHOD, WIELICZKA),
    ],
    ids=lambda one: one.name if isinstance(one, CountingMethod) else Path(one).stem,
)
def test_what_is_bought_is_what_the_city_carried_out(method: CountingMethod, file: str) -> None:
    """Without a rule for ties the outcome is complete, and equal to the published one."""
    path = real(file)
    counted = method.run(read_pabulib(path.read_bytes(), file=path.name).ballots, CountSettings())
    assert set(counted.elected) == carried_out(path)
    assert not counted.undecided


def test_the_comparison_of_wieliczka_keeps_equal_shares() -> None:
    """1,615 voters get more of what they want from equal shares, 873 from votes alone."""
    path = real(WIELICZKA)
    votes = read_pabulib(path.read_bytes(), file=path.name).ballots
    counted = pb_equal_shares_add1.METHOD.run(votes, CountSettings(comparison=True))
    assert set(counted.elected) == carried_out(path)
    told = {one.name: one.amount for one in counted.rounds[-1].figures}
    assert told[FigureName.PREFER_SHARES] == 1615
    assert told[FigureName.PREFER_GREEDY] == 873
    notes = {one.name: one.amount for one in counted.notes}
    # 995,079 of the million zloty were spent, as the organisers published
    assert notes[FigureName.MONEY_LEFT] == 1_000_000 - 995_079


def test_a_tie_that_does_not_matter_is_told() -> None:
    """In Assen two projects are level in some of the trials; either way the same is bought."""
    path = real(ASSEN)
    counted = pb_equal_shares_add1.METHOD.run(
        read_pabulib(path.read_bytes(), file=path.name).ballots, CountSettings()
    )
    assert [(tie.round, tie.matters) for tie in counted.ties] == [(0, False)]
