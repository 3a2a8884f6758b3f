"""PrefLib's categories as approvals, as ranks and as points, each by a rule with a name (分类选票).

The specification says that the categories stand in an order, the best first, and nothing of
approval. So the rules here have names: `first-category` takes the alternatives of category 1 for
approved; `categories-as-ranks` ranks by category, those of one category sharing a rank; where there
are k categories, `categories-as-points` gives k - 1 points for the first, and 0 for the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote, OtherForm
from gongtong.voting.files.ballot_tally import ApprovalTally, RankingTally, ScoreTally
from gongtong.voting.files.preflib_orders import groups_of, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongtong.voting.files.ballot_text import BallotText

FIRST_CATEGORY: Final = "first-category"
AS_RANKS: Final = "categories-as-ranks"
AS_POINTS: Final = "categories-as-points"


def categorical_file(
    source: BallotText,
    names: tuple[str, ...],
    categories: Mapping[int, str],
    cast: Iterable[tuple[int, int, str]],
) -> BallotFile:
    """Read ballots that sort alternatives into categories; trailing categories may be empty (读取分类选票)."""
    width = _number_of_categories(source, categories)
    approvals = ApprovalTally(len(names))
    ranks, points = RankingTally(len(names)), ScoreTally(len(names))
    for line, times, text in cast:
        groups = groups_of(source, line, packed(text), len(names))
        if groups is None:
            continue
        if len(groups) > width:
            _too_many(source, line, len(groups), width)
            continue
        approvals.add(frozenset(groups[0]), times)
        ranks.add_groups(groups, times)
        given = [
            (number, width - 1 - place) for place, group in enumerate(groups) for number in group
        ]
        points.add(tuple(sorted(given)), times)
    source.stop_if_wrong()
    if not ranks.seen:
        source.no_ballots()
    first = categories[1]
    return BallotFile(
        file=source.file,
        format=FileFormat.PREFLIB,
        ballots=approvals.approvals(names),
        other_forms=(
            OtherForm(AS_RANKS, Rankings, _RANKS, lambda: ranks.rankings(names)),
            OtherForm(AS_POINTS, Scores, _points(width), lambda: points.scores(names)),
        ),
        notes=(
            FileNote(
                f"赞成即归入第一类“{first}”({FIRST_CATEGORY})",
                f"approved means: in category 1, {first!r} ({FIRST_CATEGORY})",
            ),
        ),
    )


_RANKS: Final = FileNote(
    f"按类别排序, 同类并列({AS_RANKS})",
    f"ranked by category, those of one category level ({AS_RANKS})",
)


def _points(width: int) -> FileNote:
    return FileNote(
        f"第一类得 {width - 1} 分, 依次递减至 0 分({AS_POINTS})",
        f"points by category: {width - 1} for the first, one less for each further one ({AS_POINTS})",
    )


def _number_of_categories(source: BallotText, categories: Mapping[int, str]) -> int:
    for number in sorted(set(range(1, len(categories) + 1)) ^ set(categories)) or (
        [] if categories else [1]
    ):
        source.problem(
            None,
            "categories_incomplete",
            column=f"CATEGORY NAME {number}",
            en="the categories are not numbered from 1 without a gap",
            zh="类别编号不是从 1 起连续",
            remedy="add a line # CATEGORY NAME for each category",
        )
    source.stop_if_wrong()
    return len(categories)


def _too_many(source: BallotText, line: int, found: int, width: int) -> None:
    source.problem(
        line,
        "too_many_categories",
        en=f"the ballot has {found} categories, the head names {width}",
        zh=f"该行有 {found} 个类别, 文件头只有 {width} 个",
        remedy="put braces around the alternatives of one category",
    )
