"""Every policy test says which rule it states, and docs/policy.md has the sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ABOUT_THE_TESTS_THEMSELVES = frozenset(
    {
        "test_all_register_cases_are_used",
        "test_every_case_in_the_file_is_decided_here",
        "test_the_rates_are_these",
    }
)


def found_in(source: str) -> Iterator[tuple[str, str, bool]]:
    """Give every test's name, its sentence, and whether it is marked as a rule."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marked = any("mark.policy(" in ast.unparse(one) for one in node.decorator_list)
            marked = marked or any(
                isinstance(one, ast.Name | ast.Attribute) and "policy" in ast.unparse(one).lower()
                for one in node.decorator_list
            )
            yield node.name, " ".join((ast.get_docstring(node) or "").split()), marked


def unmarked(source: str) -> list[str]:
    return [
        name
        for name, _, marked in found_in(source)
        if not marked and name not in ABOUT_THE_TESTS_THEMSELVES
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "policy").glob("test_*.py")), ids=lambda path: path.stem
)
def test_every_policy_test_names_its_rule_and_stands_in_the_reference(path: Path) -> None:
    """Mark it with source and clause; after a change of sentences run `make policy`."""
    source = path.read_text(encoding="utf-8")
    assert unmarked(source) == []
    reference = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    sentences = [sentence for _, sentence, marked in found_in(source) if marked]
    assert [one for one in sentences if f"* {one}  \n" not in reference] == [], "run `make policy`"


def test_a_test_without_a_mark_is_noticed() -> None:
    """The check above can fail."""
    planted = 'def test_planted() -> None:\n    """A rule."""\n'
    assert unmarked(planted) == ["test_planted"]
    assert unmarked('@pytest.mark.policy(source="x", clause="y")\n' + planted) == []
