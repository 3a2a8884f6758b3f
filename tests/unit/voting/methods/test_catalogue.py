"""The list of methods that come with the package."""

import importlib

from gongtong.voting.methods.catalogue import METHODS

NAMES = [
    "plurality",
    "block",
    "approval",
    "score",
    "star",
    "borda",
    "two-round",
    "irv",
    "stv-scottish",
    "stv-meek",
    "schulze",
    "ranked-pairs",
    "minimax",
    "seq-phragmen",
    "seq-pav",
    "pav",
    "equal-shares",
    "pb-greedy",
    "pb-greedy-threshold",
    "pb-greedy-no-skip",
    "pb-equal-shares",
    "pb-equal-shares-add1",
]


def test_methods_are_listed_in_their_order() -> None:
    """From choices over rankings and pairs to committees and budgets, each once."""
    assert [method.name for method in METHODS] == NAMES


def test_a_method_is_in_the_file_of_its_name() -> None:
    """With underscores for hyphens; the value there is the one that is listed."""
    for method in METHODS:
        file = importlib.import_module(f"gongtong.voting.methods.{method.name.replace('-', '_')}")
        assert file.METHOD is method


def test_every_method_says_what_it_is_in_both_languages() -> None:
    """Name, definition and source; no two share a name in either language."""
    for method in METHODS:
        assert method.definition_zh.endswith("。")
        assert method.definition_en.endswith(".")
        assert method.source.title
        assert method.takes
    assert len({method.zh for method in METHODS}) == len({method.en for method in METHODS}) == 22
