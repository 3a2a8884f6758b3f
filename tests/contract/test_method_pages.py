"""Every counting method has its page, and the table of methods lists them all."""

import re
from pathlib import Path

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods.catalogue import METHODS

PAGES = Path(__file__).parents[2] / "docs" / "methods"
ROW = re.compile(
    r"^\| \[([a-z0-9-]+)\]\(\1\.md\) \| (.+?) \| (.*?) \| ?(.*?) \| (.+) \|$", re.MULTILINE
)
WORD_OF = {Approvals: "names", Rankings: "ranks", Scores: "points", ProjectVotes: "projects"}
HEADINGS = ["## Example", "## Properties", "## Ties", "## When to use it"]


def rows() -> list[tuple[str, ...]]:
    """Read the table of all methods: name, Chinese name, ballots, seats, purpose."""
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    return [tuple(row) for row in ROW.findall(index)]


def test_the_table_lists_every_method_once_in_the_order_of_the_catalogue() -> None:
    """The table of methods is the catalogue: name and Chinese name, nothing missing, nothing more."""
    assert [row[:2] for row in rows()] == [(method.name, method.zh) for method in METHODS]


def test_every_page_is_of_a_method() -> None:
    """A page of a method that is gone does not stay behind."""
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}
    assert pages == {method.name for method in METHODS}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_the_table_says_which_ballots_and_how_many_seats(method: CountingMethod) -> None:
    """The ballots that a row names are those that the method takes, and one seat is said to be one."""
    ((_, _, ballots, seats, _),) = [row for row in rows() if row[0] == method.name]
    assert ballots.split(", ") == [WORD_OF[kind] for kind in WORD_OF if kind in method.takes]
    of_a_budget = ProjectVotes in method.takes
    assert seats == ("" if of_a_budget else str(method.fixed_seats or "any"))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_method_has_a_page_with_all_its_parts(method: CountingMethod) -> None:
    """A page names the method in both languages, and has definition, source, example and properties."""
    page = (PAGES / f"{method.name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {method.name}: {method.zh}, ")
    for part in ("**定义。**", "**Definition.**", "**Source.**", "```python", *HEADINGS):
        assert part in page, f"{method.name}.md has no {part}"
