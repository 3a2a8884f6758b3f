"""Whatever bytes a reader is handed, it gives a file of ballots or names what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.errors import InputError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.files.ballot_file import BallotFile
from gongtong.voting.files.ballots_csv import read_ballots_csv
from gongtong.voting.files.blt import read_blt
from gongtong.voting.files.detection import read_ballot_file
from gongtong.voting.files.pabulib import read_pabulib
from gongtong.voting.files.preflib import read_preflib
from gongtong.voting.files.scottish_csv import read_scottish_csv

SOI = (
    "# TITLE: t\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n# ALTERNATIVE NAME 1: a\n"
    "# ALTERNATIVE NAME 2: b\n# ALTERNATIVE NAME 3: c\n3: 1,{2,3}\n2: 3,1,2\n1: 2\n"
)
CAT = SOI.replace("TITLE: t", "DATA TYPE: cat").replace(
    "# ALT", "# CATEGORY NAME 1: y\n# CATEGORY NAME 2: n\n# CATEGORY NAME 3: x\n# ALT", 1
)
OLD = "3\n1,a\n2,b\n3,c\n6,6,3\n3,1,{2,3}\n2,3,1,2\n1,2\n"
BLT = '4 2\n-2\n3 1 3 4 0\n(b7) 4 1 3 2 0\n2 4 1=3 - 0 # x\n0\n"A"\n"B ""b"""\nC\nD\n"t"\n'
WARD = (
    '3,2,\n126,1,\n9,1,2,\n"Candidate 1","A","x",\n"Candidate 2","B",\n"Candidate 3","C",\n"W",\n'
)
PB = (
    "META\nkey;value\nbudget;25.5\nvote_type;cumulative\nmin_project_score_threshold;2\n"
    "PROJECTS\nproject_id;cost;votes;name\np1;6,5;2;x\np2;8;1;y\n"
    "VOTES\nvoter_id;vote;points\nv1;p1,p2;3,2\nv2;p1;5\n"
)
TABLE = "标题,t\n名额,2\n候选人,甲,乙,丙\n票号,张数,排序\n1,3,甲>乙=丙\n2,1,\n"
POINTS = "张数,评分:甲,评分:乙\n2,5,0\n1,,3\n"
COSTS = "候选人,甲,乙\n预算,5000\n费用,1200.5,3000\n赞成的候选人\n甲|乙\n"

type_of_reader = Callable[..., BallotFile]
READERS: list[tuple[type_of_reader, str, str]] = [
    (read_preflib, "x.toi", SOI),
    (read_preflib, "x.cat", CAT),
    (read_preflib, "x.toi", OLD),
    (read_blt, "x.blt", BLT),
    (read_scottish_csv, "x.csv", WARD),
    (read_pabulib, "x.pb", PB),
    (read_ballots_csv, "x.csv", TABLE),
    (read_ballots_csv, "x.csv", POINTS),
    (read_ballots_csv, "x.csv", COSTS),
]
EVERY_READER = pytest.mark.parametrize(("reader", "file", "text"), READERS)
PIECES = st.sampled_from(
    [
        *"0123456789-=#,;:{}|>\n\r\t \"'()",
        "\n\n",
        '""',
        "²",
        "١",
        "99999999999999999999",
        "王",
        "\0",
    ]
)


@st.composite
def mutated(draw: Any, text: str) -> bytes:
    """A file with some pieces taken out, put in, or put elsewhere."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 12)))
        text = text[:at] + draw(PIECES) * draw(st.integers(0, 3)) + text[until:]
    return text.encode()


def tried(reader: type_of_reader, content: bytes, file: str) -> None:
    """Read, and use what was read; only an `InputError` with problems may be raised."""
    with suppress(InputError):
        found = reader(content, file=file)
        assert found.ballots.total > 0
        assert len(set(found.candidates)) == len(found.candidates)
        for form in found.other_forms:
            assert form.make().candidates == found.candidates
        if isinstance(found.ballots, Rankings):
            assert max(found.ballots.first_choices()) > 0


@EVERY_READER
def test_samples_are_read(reader: type_of_reader, file: str, text: str) -> None:
    """What the mutations begin with is right."""
    assert reader(text.encode(), file=file).ballots.total > 0


@EVERY_READER
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(
    reader: type_of_reader, file: str, text: str, data: st.DataObject
) -> None:
    """A few characters are missing, doubled, or others."""
    tried(reader, data.draw(mutated(text)), file)


@pytest.mark.parametrize(
    "reader",
    [read_preflib, read_blt, read_scottish_csv, read_pabulib, read_ballots_csv, read_ballot_file],
)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(reader: type_of_reader, content: bytes) -> None:
    """Nothing but an `InputError` comes out of bytes that are no file of ballots."""
    tried(reader, content, "x.txt")
