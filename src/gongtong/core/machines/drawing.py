"""Machines as diagrams: text for Mermaid and for Graphviz (状态图)."""

from __future__ import annotations

import re
from typing import Final

from gongtong.core.machines.definition import Machine, TransitionRow

_NOT_WORD: Final = re.compile(r"\W", re.ASCII)


def mermaid_of(machine: Machine) -> str:
    """Draw a machine as a Mermaid state diagram with Chinese labels (Mermaid 状态图)."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_plain(row.zh)}" as {_id(row.name)}' for row in machine.states]
    lines.append(f"    [*] --> {_id(machine.start)}")
    lines += [
        f"    {_id(row.state)} --> {_id(row.to)}: {_plain(_label(row))}"
        for row in machine.transitions
    ]
    lines += [f"    {_id(row.name)} --> [*]" for row in machine.states if row.is_final]
    return "\n".join(lines) + "\n"


def dot_of(machine: Machine) -> str:
    """Draw a machine as a graph for Graphviz with Chinese labels (DOT 状态图)."""
    lines = [f"digraph {_id(machine.name)} {{", "    rankdir=LR;"]
    for row in machine.states:
        shape = "doublecircle" if row.is_final else "box"
        lines.append(f'    {_id(row.name)} [label="{_plain(row.zh)}", shape={shape}];')
    lines += [
        f'    {_id(row.state)} -> {_id(row.to)} [label="{_plain(_label(row))}"];'
        for row in machine.transitions
    ]
    return "\n".join([*lines, "}"]) + "\n"


def page_of(machine: Machine) -> str:
    """Write a page about a machine: its diagram, its states with clocks, its steps with guards (状态表页面)."""
    states = [
        f"| `{row.name}` | {row.zh} | {_clocks_of(machine, row.name)} |" for row in machine.states
    ]
    steps = [
        f"| `{row.state}` | `{row.event}` {row.zh} | `{row.to}` | {_guards_of(row)} |"
        for row in machine.transitions
    ]
    lines = [
        f"# {machine.zh}: the machine `{machine.name}`, version {machine.version}",
        "",
        f"{len(states)} states, {len(steps)} steps. Guards in bold rest on a statute: nobody can take them away.",
        "",
        "```mermaid",
        mermaid_of(machine).rstrip(),
        "```",
        "",
        "| state | 状态 | clocks |",
        "|---|---|---|",
        *states,
        "",
        "| from | event | to | guards |",
        "|---|---|---|---|",
        *steps,
    ]
    return "\n".join(lines) + "\n"


def _clocks_of(machine: Machine, state: str) -> str:
    row = machine.state(state)
    if not row.clocks:
        return row.no_clock_because
    return "<br>".join(
        f"{clock.zh} {clock.term}（{clock.source}）"
        + (f" → `{clock.event}`" if clock.event else "")
        for clock in row.clocks
    )


def _guards_of(row: TransitionRow) -> str:
    return "<br>".join(
        f"**{guard.name}** {guard.source}" if guard.statutory else f"{guard.name} {guard.source}"
        for guard in row.guards
    )


def _label(row: TransitionRow) -> str:
    return row.zh or row.event


def _id(name: str) -> str:
    return _NOT_WORD.sub("_", str(name))


def _plain(text: str) -> str:
    for mark, other in (('"', "'"), ("\\", "/"), ("\n", " "), (":", "："), (";", "；")):
        text = text.replace(mark, other)
    return text
