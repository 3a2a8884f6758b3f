"""The policy reference: clause by clause, failures first."""

import pytest

from gongtong.testing.policy_report import CaseOutcome, WorkedCase, policy_report

pytest_plugins = ["pytester"]

PASSED = WorkedCase(
    "民法典", "第278条第2款", "Two thirds take part.", "exactly", CaseOutcome.PASSED
)
FAILED = WorkedCase("民法典", "第76条", "Half of all agree.", "", CaseOutcome.FAILED)
LEFT_OUT = WorkedCase("house", "voting.seat_order", "Heads come first.", "", CaseOutcome.LEFT_OUT)


def test_clauses_stand_in_the_order_of_their_numbers_and_failures_stand_first() -> None:
    """Article 76 comes before article 278, whatever order the tests ran in."""
    text = policy_report([LEFT_OUT, PASSED, FAILED])
    assert text == policy_report([FAILED, PASSED, LEFT_OUT])
    assert (
        text.index("## Failed 未通过") < text.index("### 第76条") < text.index("### 第278条第2款")
    )
    assert "3 rules with 3 worked cases: 1 passed, 1 failed, 1 left out." in text
    assert "规则 3 条，案例 3 个：通过 1，未通过 1，未运行 1。" in text
    assert "* Two thirds take part.  \n  exactly 通过" in text
    assert "## 小区规则 house rules" in text


def test_nothing_failed_is_not_announced() -> None:
    """The heading stands only where there is something under it."""
    assert "Failed" not in policy_report([PASSED])


def test_a_run_writes_the_rules_it_tried(pytester: pytest.Pytester) -> None:
    """Marked tests with their sentence and case; what is not marked is no rule."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.policy(source="规约", clause="第3条")
        @pytest.mark.parametrize("n", [1, 2], ids=["under", "over"])
        def test_rule(n):
            '''A fee is due once.'''
            assert n == 1

        def test_other():
            '''Not a rule.'''
        """
    )
    result = pytester.runpytest_inprocess("--policy-report=out/policy.md", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=1)
    text = (pytester.path / "out" / "policy.md").read_text(encoding="utf-8")
    assert "### 第3条" in text
    assert "under 通过" in text
    assert "over 未通过" in text
    assert "Not a rule" not in text
