"""PrefLib's categories as approvals, as ranks and as points, each by a rule with a name (分类选票).

The specification says that the categories stand in an order, the best first, and nothing of
approval. So the rules here have names: `first-category` takes the alternatives of category 1 for
approved; `categories-as-ranks` ranks by category, those of one category sharing a rank; where there
are k categories, `categories-as-points` gives k - 1 points for the first, and 0 for the last.
Categories are numbered from 1; some published files begin with 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import BallotFile, FileFormat, FileNote, OtherForm
from gongtong.voting.files.ballot_tally import ApprovalTally, RankingTally, ScoreTally
from gongtong.voting.files.ballot_text import MOST_CANDIDATES
from gongtong.voting.files.preflib_orders import groups_of, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongtong.voting.files.ballot_text import BallotText

_Groups: TypeAlias = tuple[tuple[int, ...], ...]

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
    sorted_into: dict[_Groups, int] = {}
    for line, times, text in cast:
        groups = groups_of(source, line, packed(text), len(names))
        if groups is None:
            continue
        if len(groups) > width:
            _too_many(source, line, len(groups), width)
            continue
        approvals.add(groups[0], times)
        sorted_into[groups] = sorted_into.get(groups, 0) + times
    source.stop_if_wrong()
    if not any(map(any, sorted_into)):
        source.no_ballots()
    first = categories[min(categories)]
    return BallotFile(
        file=source.file,
        format=FileFormat.PREFLIB,
        ballots=approvals.approvals(names),
        other_forms=_other_forms(names, width, sorted_into),
        notes=(
            FileNote(
                f"赞成即归入第一类“{first}”({FIRST_CATEGORY})",
                f"approved means: in category 1, {first!r} ({FIRST_CATEGORY})",
            ),
        ),
    )


def _other_forms(
    names: tuple[str, ...], width: int, sorted_into: Mapping[_Groups, int]
) -> tuple[OtherForm, ...]:
    """Offer the ballots as points, and as ranks where there are few enough candidates to rank."""

    def ranks() -> Rankings:
        tally = RankingTally(len(names))
        for groups, times in sorted_into.items():
            tally.add_groups(groups, times)
        return tally.rankings(names)

    def points() -> Scores:
        tally = ScoreTally(len(names))
        for groups, times in sorted_into.items():
            given = sorted(
                (one, width - 1 - place) for place, group in enumerate(groups) for one in group
            )
            tally.add(tuple(one for one, _ in given), tuple(points for _, points in given), times)
        return tally.scores(names)

    as_points = OtherForm(AS_POINTS, Scores, _points(width), points)
    if len(names) > MOST_CANDIDATES:
        return (as_points,)
    return OtherForm(AS_RANKS, Rankings, _RANKS, ranks), as_points


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
    first = 0 if 0 in categories else 1
    numbers = set(range(first, first + len(categories))) or {first}
    for number in sorted(numbers ^ set(categories)):
        source.problem(
            None,
            "categories_incomplete",
            column=f"CATEGORY NAME {number}",
            en="the categories are not numbered from 1, or from 0, without a gap",
            zh="类别编号不是从 1(或 0)起连续",
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
