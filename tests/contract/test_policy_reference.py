"""docs/policy.md says every rule that the policy tests state."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARK = re.compile(r'mark\.policy\(source="([^"]+)", clause="([^"]+)"\)')


def clauses_of_the_tests() -> set[tuple[str, str]]:
    return {
        found
        for path in (ROOT / "tests" / "policy").glob("test_*.py")
        for found in MARK.findall(path.read_text(encoding="utf-8"))
    }


def test_the_reference_has_a_heading_for_every_clause_that_a_test_states() -> None:
    """Otherwise: run `make policy`."""
    text = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    assert len(clauses_of_the_tests()) >= 15
    missing = sorted(
        clause for _, clause in clauses_of_the_tests() if f"### {clause}\n" not in text
    )
    assert missing == [], "run `make policy`"
