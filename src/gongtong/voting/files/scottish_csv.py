"""Scottish wards as tables: the layout of the mggg collection of council elections (苏格兰选票表).

Numbers of candidates and seats, then a line for each distinct ballot (how often, and the numbers of
candidates in order), then a line for each candidate (`Candidate 1`, name, party), then the ward,
whose name may contain commas and may stand in doubled quotation marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.files.ballot_file import BallotFile, FileFormat, blank_left_out
from gongtong.voting.files.ballot_tally import RankingTally
from gongtong.voting.files.ballot_text import BallotText, nobody_watches, whole_number
from gongtong.voting.files.preflib_orders import strict_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.files.ballot_text import Watch

_CANDIDATE: Final = "Candidate "


def read_scottish_csv(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a ward; raises `InputError` with every problem at once (读取苏格兰选票表)."""
    source = BallotText(content, file=file, watch=watch)
    rows = _rows(source)
    number, head = next(rows, (1, []))
    counts = [whole_number(cell) for cell in head]
    if len(counts) != 2 or counts[0] is None or not counts[1]:  # noqa: PLR2004 - candidates, seats
        source.problem(
            number,
            "not_a_ward",
            en="the first line is not the numbers of candidates and of seats",
            zh="首行不是候选人数与应选名额",
            remedy="begin the file with a line such as 10,4,",
        )
        source.stop_if_wrong()
    count, seats = counts[0] or 0, counts[1] or 0
    source.check_candidates(count, number)
    tally = RankingTally(count)
    names, parties, title = _read(source, tally, rows)
    if len(names) != count or len(set(names)) < len(names) or not all(names):
        source.problem(
            None,
            "names_incomplete",
            en=f"the file names {len(set(names) - {''})} of {count} candidates",
            zh=f"文件列出 {len(set(names) - {''})} 名候选人, 应为 {count} 名",
            remedy="give each candidate a line with a name that no other has",
        )
    source.stop_if_wrong()
    if not tally.seen:
        source.no_ballots()
    return BallotFile(
        file=file,
        format=FileFormat.SCOTTISH_CSV,
        ballots=tally.rankings(names),
        title=title,
        seats=seats,
        notes=blank_left_out(tally.blank),
        meta={f"party of {name}": party for name, party in zip(names, parties, strict=True)},
    )


def _rows(source: BallotText) -> Iterator[tuple[int, list[str]]]:
    """Give the rows without the empty cells at their ends."""
    for line, row in source.records():
        while row and not row[-1].strip():
            row.pop()
        if row:
            yield line, [cell.strip() for cell in row]


def _read(
    source: BallotText, tally: RankingTally, rows: Iterator[tuple[int, list[str]]]
) -> tuple[list[str], list[str], str]:
    names: list[str] = []
    parties: list[str] = []
    title = ""
    for line, row in rows:
        if row[0] == f"{_CANDIDATE}{len(names) + 1}":
            names.append(row[1] if len(row) > 1 else "")
            parties.append(row[2] if len(row) > 2 else "")  # noqa: PLR2004 - number, name, party
        elif len(names) == tally.candidates and whole_number(row[0]) is None:
            # quotation marks around a title with commas are often doubled, which cuts it into cells
            title = ", ".join(row).strip('" ')
        else:
            _ballot(source, tally, line, row)
    return names, parties, title


def _ballot(source: BallotText, tally: RankingTally, line: int, row: list[str]) -> None:
    times = whole_number(row[0])
    order = strict_order(",".join(row[1:]), tally.candidates)
    if times and order is not None:
        tally.add_order(order, times)
        return
    source.problem(
        line,
        "not_a_ballot",
        en=f"{','.join(row)[:60]!r} is no count with different candidates from 1 to "
        f"{tally.candidates}",
        zh=f"“{','.join(row)[:60]}”不是票数与 1 至 {tally.candidates} 的不同编号",
        remedy="write it as 9,1,2, for nine ballots that rank 1 before 2",
    )
