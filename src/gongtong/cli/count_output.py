"""A count as `gongtong count` prints it: for people in two languages, or as JSON (计票输出)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.exact_words import number_zh
from gongtong.voting.counting.reasons import why
from gongtong.voting.counting.telling import tell_figures, tell_outcome, tell_round
from gongtong.voting.counting.trace_json import count_to_json
from gongtong.voting.counting.traces import TieBreak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from gongtong.core.codec import JsonValue
    from gongtong.voting.counting.counting_method import CountingMethod
    from gongtong.voting.counting.margins.margin import Margin
    from gongtong.voting.counting.traces import Count, Tie
    from gongtong.voting.files.ballot_file import BallotFile, FileNote


@frozen(eq=False)
class Counted:
    """A file, the method, what came out, and how much it would take to change it (计票结果与出处)."""

    read: BallotFile
    method: CountingMethod
    count: Count
    notes: tuple[FileNote, ...]
    margins: tuple[Margin, ...]

    @property
    def labels(self) -> dict[str, str]:
        """The name of each project by its id, where the file has names beside ids (名称)."""
        return dict(zip(self.read.candidates, self.read.labels, strict=False))


def final_figures(count: Count) -> dict[str, Fraction]:
    """Give the figure by which the method ranks; without one, what each had in its last round (最终得数)."""
    figures = {one.candidate: one.amount for each in count.rounds for one in each.amounts}
    figures |= {one.candidate: one.amount for one in count.scores}
    return {name: figures[name] for name in count.candidates if name in figures}


def as_json(counted: Counted, reasons: Sequence[str] = ()) -> dict[str, JsonValue]:
    """Give the count with what the file said beside (转为 JSON)."""
    written = count_to_json(counted.count)
    written["scores"] = {name: str(figure) for name, figure in final_figures(counted.count).items()}
    written["figures"] = written.pop("notes")
    written["notes"] = [{"zh": note.zh, "en": note.en} for note in counted.notes]
    written["margin"] = {
        margin.change.value: {"ballots": margin.ballots, "exact": margin.is_exact}
        for margin in counted.margins
    }
    if reasons:
        written["why"] = {name: _why(counted.count, name) for name in reasons}
    written["labels"] = dict[str, "JsonValue"](counted.labels)
    written["seats_open"] = counted.count.seats_open
    written["file"] = counted.read.file
    written["format"] = counted.read.format.value
    written["title"] = counted.read.title
    written["withdrawn"] = list(counted.read.withdrawn)
    written["source"] = str(counted.method.source)
    return written


def _why(count: Count, name: str) -> JsonValue:
    because = why(count, name)
    said = because.sentence
    return {"fate": because.fate.value, "round": because.round, "zh": said.zh, "en": said.en}


def told(counted: Counted, *, trace: bool, reasons: Sequence[str]) -> Iterator[str]:
    """Write the count for people, line by line (文字输出)."""
    count, read, method = counted.count, counted.read, counted.method
    yield f"方法 method: {method.zh} {method.en} ({method.name}; {method.source})"
    yield f"文件 file: {read.file}{f' · {read.title}' if read.title else ''}"
    for note in counted.notes:
        yield f"说明 note: {note.zh}。{note.en}."
    outcome = tell_outcome(count)
    yield from (outcome.zh, outcome.en, "")
    yield from _scores(counted)
    for figures in tell_figures(count):
        yield from (figures.zh, figures.en)
    for tie in count.ties:
        yield from _tie(tie)
    if count.undecided:
        yield (
            "请用 --ties 写明表决前约定的并列规则；没有约定的，须再次投票或另行决定。"
            "Name with --ties the rule that was agreed before the vote; where there is none, "
            "vote again among the tied."
        )
    sentences = [margin.sentence for margin in counted.margins]
    yield from dict.fromkeys(f"{sentence.zh}{sentence.en}" for sentence in sentences)
    for name in reasons:
        because = why(count, name)
        yield from ("", because.sentence.zh, because.sentence.en)
    if trace:
        for one in count.rounds:
            sentence = tell_round(one, count)
            yield from ("", sentence.zh, sentence.en)


def _scores(counted: Counted) -> Iterator[str]:
    count, labels = counted.count, counted.labels
    elected, undecided = set(count.elected), set(count.undecided)
    for name, figure in final_figures(count).items():
        mark = "✓" if name in elected else "?" if name in undecided else " "
        label = f"  {labels[name]}" if labels.get(name) else ""
        yield f"{mark} {number_zh(figure):>12}  {name}{label}"


def _tie(tie: Tie) -> Iterator[str]:
    names = "、".join(tie.candidates)
    room = f"{tie.seats} 席 seats" if tie.seats else "一人出局 one goes out"
    by = "未处理 open" if tie.broken_by is TieBreak.OPEN else tie.broken_by.value
    end = "" if tie.matters else "；不影响结果 does not matter"
    chosen = f" → {'、'.join(tie.chosen)}" if tie.chosen else ""
    yield f"并列 tie, 第{tie.round}轮 round {tie.round}: {names}（{room}; {by}{end}）{chosen}"
