"""The ballots of a file as a method takes them: as they are, or in another form that has a name (选票转换).

Nothing is guessed: a ranking does not say whom a voter approves, and an approval no order. What a file
holds beside its main form (`BallotFile.other_forms`), and an approval as one point, is all there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.ballot_file import BallotFile, FileNote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.voting.counting.counting_method import CountingMethod
    from gongtong.voting.files.ballot_file import Ballots

ONE_POINT: Final = "approval-as-one-point"


@frozen(eq=False)
class Converted:
    """Ballots as a method takes them, and a note where they were turned into another form (转换结果)."""

    ballots: Ballots
    note: FileNote | None = None


def ballots_for(
    method: CountingMethod, read: BallotFile, methods: Iterable[CountingMethod] = ()
) -> Converted:
    """Give the ballots of a file to a method; raises `UncountableError` where none fit (按方法取票).

    The error names those of `methods` that can count the file.
    """
    found = _fitting(method, read)
    if found is not None:
        return found
    fitting = [one.name for one in methods if _fits(one, read)]
    message = (
        f"{method.name} counts {' or '.join(kind.__name__ for kind in method.takes)}, and "
        f"{read.file} holds {read.kind}（{method.zh}不能计此种选票）"
    )
    if fitting:
        message += f"; methods that fit 可用方法: {', '.join(fitting)}"
    raise UncountableError(message)


def _fitting(method: CountingMethod, read: BallotFile) -> Converted | None:
    if isinstance(read.ballots, method.takes):
        return Converted(read.ballots)
    for form in read.other_forms:
        if form.kind in method.takes:
            return Converted(form.make(), form.note)
    approvals = _approvals(read)
    if Scores in method.takes and approvals is not None:
        return Converted(as_points(approvals), _ONE_POINT)
    return None


def _fits(method: CountingMethod, read: BallotFile) -> bool:
    return (
        isinstance(read.ballots, method.takes)
        or any(form.kind in method.takes for form in read.other_forms)
        or (Scores in method.takes and _approvals(read) is not None)
    )


def _approvals(read: BallotFile) -> Approvals | None:
    """Give the approvals of a file that holds nothing but them, perhaps on projects."""
    match read.ballots:
        case Approvals() as approvals:
            return approvals
        case ProjectVotes(ballots=Approvals() as approvals):
            return approvals
        case _:
            return None


_ONE_POINT: Final = FileNote(
    f"一张赞成票计一分({ONE_POINT})", f"an approval is one point ({ONE_POINT})"
)


def as_points(approvals: Approvals) -> Scores:
    """Give each candidate one point from whoever approves, and 0 from the others (赞成票计一分).

    >>> as_points(Approvals.from_ballots("ab", [({0}, 3), ({0, 1}, 2)])).sums()
    [5, 2]
    """
    return Scores(
        approvals.candidates,
        approvals.size,
        tuple((rows,) for rows in approvals.supporters),
        tuple(approvals.everyone for _ in approvals.candidates),
        approvals.weights,
    )
