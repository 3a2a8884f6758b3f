"""BLT files, as the Scottish returning officers, OpenSTV, OpaVote and OpenTally write them (BLT 文件).

Source: Hill, Wichmann and Woodall, Algorithm 123 (1987), section 3.1, with the later additions:
comments after `#`, ballot ids in parentheses before the count, shared ranks `2=3`, skipped ranks `-`.
A ballot ends with `0`; where the first ballot has none, its line ends it. Who has withdrawn is taken
off every ballot. Names and title stand on lines of their own, in quotation marks or not, or several on
a line; a line that quotes name and party apart is the name as it stands, since either may come first.
Where the names stand in comments `# ALTERNATIVE NAME 1: ...`, they are taken from there. Commas at
the end of a line, which spreadsheets leave, say nothing.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import define, field

from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote, blank_left_out
from gongtong.voting.files.ballot_tally import RankingTally
from gongtong.voting.files.ballot_text import BallotText, nobody_watches, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.files.ballot_text import Watch

_HEAD: Final = re.compile(r"\s*([0-9]{1,6})\s+([0-9]{1,6})(?!\S)")
_COMMENT_NAME: Final = re.compile(r"#\s*ALTERNATIVE NAME ([0-9]{1,6})\s*:\s*(\S.*)")
_ID: Final = re.compile(r"\([^()]*\)")
_WITHDRAWN: Final = re.compile(r"\s*-([0-9]{1,6})(?!\S)")
_RANK: Final = re.compile(r"-|[0-9]{1,6}(?:=[0-9]{1,6})*")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
_NAMES: Final = re.compile(r'"(?:[^"]|"")*"(?:\s+"(?:[^"]|"")*")*\s*(?:#.*)?')
_AFTER_QUOTES: Final = re.compile(r'"[\s,]+$')
_COMMENT: Final = re.compile(r"(?:^|\s)#.*")

_BOTH: Final = 2

_Groups: TypeAlias = tuple[tuple[int, ...], ...]


@define
class _Paper:
    """What is known of the election while its ballots are read."""

    count: int = 0
    seats: int = 0
    withdrawn: set[int] = field(factory=set)
    places: tuple[int, ...] = ()
    numbers: dict[str, int] = field(factory=dict)
    moved: tuple[bytes, bytes] = (b"", b"")
    tally: RankingTally = field(factory=lambda: RankingTally(0))
    ends_with_zero: bool | None = None
    comment_names: dict[int, str] = field(factory=dict)


def read_blt(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a BLT file; raises `InputError` with every problem at once (读取 BLT)."""
    source = BallotText(content, file=file, watch=watch)
    lines, paper = source.lines(), _Paper()
    after = _ballots(source, paper, _withdrawn(source, paper, _head(source, paper, lines), lines))
    names, title = _names(source, paper, chain([after], lines))
    source.stop_if_wrong()
    tally = paper.tally
    if not tally.seen:
        source.no_ballots()
    standing = tuple(name for at, name in enumerate(names) if at not in paper.withdrawn)
    withdrawn = tuple(name for at, name in enumerate(names) if at in paper.withdrawn)
    return BallotFile(
        file=file,
        format=FileFormat.BLT,
        ballots=tally.rankings(standing),
        title=title,
        seats=paper.seats or None,
        withdrawn=withdrawn,
        notes=(*blank_left_out(tally.blank), *_withdrawn_told(withdrawn)),
    )


def _head(source: BallotText, paper: _Paper, lines: Iterator[tuple[int, str]]) -> tuple[int, str]:
    """Read the numbers of candidates and seats; give what is left of their line."""
    number = 1
    for number, line in lines:
        text = _note_comment(paper, line)
        if not text.strip():
            continue
        match = _HEAD.match(text)
        if match is None:
            break
        paper.count, paper.seats = int(match.group(1)), int(match.group(2))
        source.check_candidates(paper.count, number)
        return number, text[match.end() :]
    source.problem(
        number,
        "not_blt",
        en="the file does not begin with the numbers of candidates and of seats",
        zh="文件开头不是候选人数与应选名额",
        remedy="begin it with a line such as 4 2, for 4 candidates and 2 seats",
    )
    source.stop_if_wrong()
    return number, ""  # pragma: no cover - the line above has raised


def _note_comment(paper: _Paper, line: str) -> str:
    """Take a comment off a line, and the name of a candidate out of it."""
    line = line.rstrip(", \t")
    if "#" not in line:
        return line
    match = _COMMENT_NAME.match(line.strip())
    if match is not None:
        paper.comment_names[int(match.group(1))] = match.group(2).strip()
    return line.partition("#")[0]


def _withdrawn(
    source: BallotText, paper: _Paper, first: tuple[int, str], lines: Iterator[tuple[int, str]]
) -> Iterator[tuple[int, str]]:
    """Read who has withdrawn; give the lines from the first ballot on."""
    for number, line in chain([first], lines):
        text = _note_comment(paper, line)
        while (match := _WITHDRAWN.match(text)) is not None:
            candidate = int(match.group(1))
            if not 1 <= candidate <= paper.count:
                source.problem(number, **_strange(candidate, paper.count))
            else:
                paper.withdrawn.add(candidate - 1)
            text = text[match.end() :]
        if text.strip():
            _prepare(paper)
            return chain([(number, text)], lines)
    return iter(())


def _ballots(
    source: BallotText, paper: _Paper, lines: Iterator[tuple[int, str]]
) -> tuple[int, str]:
    """Read ballots up to the 0 that ends them; give what is left of its line."""
    number = 0
    for number, line in lines:
        text = _note_comment(paper, line).replace("\t", " ").strip()
        while text:
            if text[0] == "(":
                text = _ID.sub("", text, count=1).lstrip()
            count, _, body = text.partition(" ")
            if count == "0":
                return number, body
            body, text = _cut(source, paper, number, body)
            _take(source, paper, number, (count, body))
    source.problem(
        number or None,
        "end_of_ballots_missing",
        en="no line with a single 0 ends the ballots",
        zh="没有以单独的 0 结束选票部分",
        remedy="fetch the whole file again, or add the line 0 and the names",
    )
    source.stop_if_wrong()
    return number, ""  # pragma: no cover - the line above has raised


def _cut(source: BallotText, paper: _Paper, line: int, text: str) -> tuple[str, str]:
    """Cut the ranks of one ballot off a line, up to the 0 that ends them."""
    padded = f" {text} "
    end = padded.find(" 0 ")
    if paper.ends_with_zero is None:
        paper.ends_with_zero = end >= 0
    if end < 0:
        if paper.ends_with_zero:
            source.problem(
                line,
                "ballot_not_ended",
                en="the ballot does not end with 0, as the first one does",
                zh="该票未以 0 结束, 而第一张票以 0 结束",
                remedy="end every ballot with 0 on its own line",
            )
        return text, ""
    return padded[1:end] if end else "", padded[end + 3 :].strip()


def _take(source: BallotText, paper: _Paper, line: int, ballot: tuple[str, str]) -> None:
    count, body = ballot
    times = whole_number(count)
    if not times:
        source.problem(
            line,
            "count_not_whole",
            en=f"{count[:40]!r} is no count of ballots, which is a whole number of at least 1",
            zh=f"“{count[:40]}”不是票数, 票数为不小于 1 的整数",
            remedy="begin the line with how often this ballot was cast",
        )
        return
    order = tuple(map(paper.numbers.get, body.split()))
    if None not in order and len(set(order)) == len(order):
        # nearly every ballot: different numbers, without = or -
        paper.tally.add_order(bytes(order).translate(*paper.moved), times)  # type: ignore[arg-type]  # none of them is None
        return
    groups = _groups(source, paper, line, body)
    if groups is not None and any(len(group) > 1 for group in groups):
        paper.tally.add_groups(groups, times)
    elif groups is not None:
        paper.tally.add_order(bytes(group[0] for group in groups if group), times)


def _groups(source: BallotText, paper: _Paper, line: int, body: str) -> _Groups | None:
    """Read the ranks of a ballot without those who have withdrawn, some of them shared or skipped."""
    ranks = body.split()
    wrong = [rank for rank in ranks if not _RANK.fullmatch(rank)]
    if wrong:
        source.problem(
            line,
            "not_a_rank",
            en=f"{wrong[0][:40]!r} is no rank: a number, 2=3 for a shared one, - for a skipped one",
            zh=f"“{wrong[0][:40]}”不是名次: 应为编号, 并列写作 2=3, 空缺写作 -",
            remedy="correct the ballot",
        )
        return None
    groups = [[int(one) for one in rank.split("=")] if rank != "-" else [] for rank in ranks]
    flat = [number for group in groups for number in group]
    if flat and not 1 <= min(flat) <= max(flat) <= paper.count:
        strange = next(number for number in flat if not 1 <= number <= paper.count)
        source.problem(line, **_strange(strange, paper.count))
        return None
    if len(set(flat)) < len(flat):
        twice = next(number for number in flat if flat.count(number) > 1)
        source.problem(
            line,
            "candidate_twice",
            en=f"the ballot ranks candidate {twice} twice",
            zh=f"该票对 {twice} 号候选人排序两次",
            remedy="rank each candidate once, as the voter meant it",
        )
        return None
    place = paper.places
    return tuple(
        tuple(place[number - 1] for number in group if number - 1 not in paper.withdrawn)
        for group in groups
    )


def _prepare(paper: _Paper) -> None:
    """Know what each number means, now that it is known who has withdrawn."""
    paper.places = _places(paper)
    paper.numbers = {str(number + 1): number for number in range(paper.count)}
    gone = bytes(sorted(paper.withdrawn))
    paper.moved = bytes(paper.places).ljust(256, b"\0"), gone
    paper.tally = RankingTally(paper.count - len(gone))


def _places(paper: _Paper) -> tuple[int, ...]:
    """Give each candidate the place among those who have not withdrawn."""
    places: list[int] = []
    for number in range(paper.count):
        gone = sum(1 for one in paper.withdrawn if one < number)
        places.append(number - gone)
    return tuple(places)


def _strange(candidate: int, count: int) -> dict[str, Any]:
    return {
        "code": "no_such_candidate",
        "en": f"there is no candidate {candidate}",
        "zh": f"没有 {candidate} 号候选人",
        "remedy": f"use the numbers from 1 to {count}",
    }


def _names(
    source: BallotText, paper: _Paper, lines: Iterator[tuple[int, str]]
) -> tuple[tuple[str, ...], str]:
    """Read the names of all candidates, and the title behind them."""
    found: list[str] = []
    whole: list[str] = []
    for _, line in lines:
        _note_comment(paper, line)
        texts = _texts(line)
        found += texts
        whole += texts if len(texts) < _BOTH else [_AFTER_QUOTES.sub('"', line.strip())]
    if len(found) > paper.count + 1 and len(whole) >= paper.count:
        found = whole
    if set(paper.comment_names) == set(range(1, paper.count + 1)) and len(found) < paper.count:
        found = [*(paper.comment_names[one] for one in sorted(paper.comment_names)), *found]
    if len(found) < paper.count:
        source.problem(
            None,
            "names_missing",
            en=f"the file names {len(found)} of {paper.count} candidates",
            zh=f"文件只列出 {paper.count} 名候选人中的 {len(found)} 名",
            remedy="write each name on a line of its own behind the ballots",
        )
    names = tuple(found[: paper.count])
    for name in sorted({name for name in names if not name or names.count(name) > 1}):
        source.problem(
            None,
            "name_twice" if name else "name_empty",
            en=f"two candidates are called {name!r}" if name else "a name is empty",
            zh=f"两名候选人同名: {name}" if name else "有候选人的名称为空",
            remedy="add what tells them apart to each name",
        )
    if len(paper.withdrawn) >= paper.count:
        source.problem(
            None,
            "everybody_withdrew",
            en="every candidate has withdrawn",
            zh="全部候选人均已退出",
            remedy="check the numbers with a minus sign",
        )
    return names, found[paper.count] if len(found) > paper.count else ""


def _texts(line: str) -> list[str]:
    """Give the quoted texts of a line, or the line itself where it is not quoted."""
    text = _AFTER_QUOTES.sub('"', line.strip())
    if _NAMES.fullmatch(text):
        return [one.replace('""', '"').strip() for one in _QUOTED.findall(text)]
    text = _COMMENT.sub("", text).strip(", \t")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return [text[1:-1].strip()]
    return [text] if text else []


def _withdrawn_told(names: tuple[str, ...]) -> tuple[FileNote, ...]:
    if not names:
        return ()
    return (
        FileNote(
            f"已退出, 从各票上划去: {'、'.join(names)}",
            f"withdrawn and taken off every ballot: {', '.join(names)}",
        ),
    )
