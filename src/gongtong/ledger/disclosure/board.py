"""What residents read about what should be made public, and was or was not (公示情况表)."""

from datetime import date

from attrs import frozen

from gongtong.ledger.disclosure.due import DueDisclosure, DueState


@frozen
class DisclosureBoard:
    """Every duty to make something public up to a day, for the notice board (公示情况表)."""

    on: date
    lines: tuple[DueDisclosure, ...]

    def count(self, state: DueState) -> int:
        """Count the duties in a state (计数)."""
        return sum(line.state is state for line in self.lines)

    def zh(self) -> tuple[str, ...]:
        """Give the board line by line in Chinese, the missed ones first (中文公示情况)."""
        total = "，".join(
            f"{state.zh}{self.count(state)}项" for state in DueState if self.count(state)
        )
        head = f"截至{self.on}：{total or '没有应公示事项'}。"
        return (head, *(_zh(line) for line in self._in_order()))

    def en(self) -> tuple[str, ...]:
        """Give the board line by line in English, the missed ones first (英文公示情况)."""
        counted = ", ".join(
            f"{self.count(state)} {state.value}" for state in DueState if self.count(state)
        )
        head = f"As of {self.on}: {counted or 'nothing to be made public'}."
        return (head, *(_en(line) for line in self._in_order()))

    def _in_order(self) -> tuple[DueDisclosure, ...]:
        order = (DueState.MISSED, DueState.DUE, DueState.LATE, DueState.DONE)
        return tuple(sorted(self.lines, key=lambda line: order.index(line.state)))


def _zh(line: DueDisclosure) -> str:
    said = (
        f"{line.disclosure.subject.zh}（{line.label}）：应不晚于{line.due_on}公示，{line.state.zh}"
    )
    if line.published is None:
        return f"{said}。"
    shown = line.published
    return f"{said}：{shown.shown_from}至{shown.shown_through}，{shown.place}。"


def _en(line: DueDisclosure) -> str:
    said = (
        f"{line.disclosure.subject.value} ({line.label}): due by {line.due_on}, {line.state.value}"
    )
    if line.published is None:
        return f"{said}."
    shown = line.published
    return f"{said}: {shown.shown_from} to {shown.shown_through}, {shown.place}."
