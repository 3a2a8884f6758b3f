"""The sections of a Pabulib file."""

from gongtong.voting.files.ballot_text import BallotText
from gongtong.voting.files.pabulib_sections import read_sections


def test_sections_come_with_their_headings_and_rows() -> None:
    """Titles in any case, with semicolons behind them; blank lines are passed over."""
    text = b'meta;;\nkey;value\n\na;1\n;;\nb;"x\ny"\nPROJECTS\nproject_id;cost\np;1\n'
    source = BallotText(text, file="x.pb")
    found = [
        (section.title, section.line, section.heads, [(line, cells) for _, line, cells in rows])
        for section, rows in read_sections(source)
    ]
    assert found == [
        ("META", 1, ("key", "value"), [(4, ["a", "1"]), (6, ["b", "x\ny"])]),
        ("PROJECTS", 8, ("project_id", "cost"), [(10, ["p", "1"])]),
    ]
    assert source.problems == []


def test_a_column_is_found_by_its_heading() -> None:
    """Minus one where there is none of that name."""
    source = BallotText(b"META\nkey;value\na;1\n", file="x.pb")
    ((section, _),) = list(read_sections(source))
    assert (section.column("value"), section.column("vote")) == (1, -1)


def test_an_endless_cell_is_a_problem() -> None:
    """A quotation mark that nothing closes swallows the file until the cell is too long."""
    source = BallotText(b'META\nkey;value\na;"' + b"x" * 200_000, file="x.pb")
    for _, rows in read_sections(source):
        list(rows)
    assert [problem.code for problem in source.problems] == ["not_csv"]
