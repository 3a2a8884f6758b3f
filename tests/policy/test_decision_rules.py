"""Which rule the law sets for a joint decision, on every day since there is one.

民法典 278 since 2021-01-01; 物权法 76 with 物业管理条例 12 from 2007-10-01 to 2020-12-31.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gongtong.core.errors import NoProvisionError
from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import Mode, Provision, Rank, WhyNot
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.testing.cases import PolicyCase, disagreements, read_cases
from gongtong.voting.policies import (
    DECISION_RULE,
    MATTER,
    Abstention,
    Base,
    DecisionRule,
    Dimension,
    Matter,
    Threshold,
    in_heads_and_area,
)

FILE = Path(__file__).parent / "cases" / "rule_lookup.json"
CASES = read_cases(FILE.read_text(encoding="utf-8"), file=FILE.name)
BOOK = Host.of().book
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003003007")


def looked_up(case: PolicyCase) -> Mapping[str, Any]:
    """Answer a case in the words of the cases' format."""
    facts = {MATTER.name: Matter(case.given["matter"])}
    try:
        answer = BOOK.resolve(
            DECISION_RULE, PLACE, date.fromisoformat(case.given["date"]), facts=facts
        )
    except NoProvisionError:
        return {"error": "no_rule_registered"}
    rule = answer.value
    return {
        "quorum": f"{said(rule.participation)} of total area and heads",
        "approval": {">1/2": "1/2<", ">=2/3": "2/3<=", ">=3/4": "3/4<="}[said(rule.approval)],
        "basis": whole(rule.approval).value,
        "clause": clause(answer.provision.cites[0]),
    }


def said(thresholds: tuple[Threshold, ...]) -> str:
    """Write the share that heads and area must both meet."""
    assert {threshold.dimension for threshold in thresholds} == set(Dimension)
    (bound,) = {threshold.bound for threshold in thresholds}
    sign = ">=" if isinstance(bound, AtLeast) else ">"
    return f"{sign}{bound.numerator}/{bound.denominator}"


def whole(thresholds: tuple[Threshold, ...]) -> Base:
    """Give the whole of which every share is taken."""
    (base,) = {threshold.of for threshold in thresholds}
    return base


def clause(source: Source) -> str:
    """Write a citation of an item as the cases do."""
    numbers = source.article.removeprefix("第").removesuffix("项")
    return source.title + numbers.replace("条第", "(").replace("款第", ")(") + ")"


@pytest.mark.policy(source="民法典", clause="第278条")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_rule_of_each_matter(case: PolicyCase) -> None:
    """Each of the nine matters has the share, the base and the item that the text gives it."""
    assert disagreements(case, looked_up(case)) == ()


@pytest.mark.policy(source="民法典", clause="第278条第1款第5项")
def test_using_the_fund_became_an_ordinary_matter_and_raising_it_a_weighty_one() -> None:
    """Under the old law both needed two thirds of all; now only raising needs three quarters."""
    rules = [
        BOOK.resolve(DECISION_RULE, PLACE, day, facts={"matter": matter}).value
        for matter in (Matter.USE_MAINTENANCE_FUND, Matter.RAISE_MAINTENANCE_FUND)
        for day in (date(2020, 12, 31), date(2021, 1, 1))
    ]
    assert [(rule.approval[0].bound, whole(rule.approval).value) for rule in rules] == [
        (AtLeast(2, 3), "total"),
        (MoreThan(1, 2), "participating"),
        (AtLeast(2, 3), "total"),
        (AtLeast(3, 4), "participating"),
    ]


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("matter", Matter)
def test_every_day_has_exactly_one_rule(matter: Matter) -> None:
    """From 2007-10-01 to 2026-12-31 no day is without a rule or has two; before, none has one."""
    counted: Counter[int] = Counter()
    day, last = date(2007, 10, 1), date(2026, 12, 31)
    while day <= last:
        in_force = [
            provision
            for provision in BOOK.provisions
            if provision.point is DECISION_RULE
            and provision.in_force.contains(day)
            and all(condition.is_met_by({"matter": matter}) for condition in provision.conditions)
        ]
        counted[len(in_force)] += 1
        day += timedelta(days=1)
    assert counted == {1: 7032}
    with pytest.raises(NoProvisionError):
        BOOK.resolve(DECISION_RULE, PLACE, date(2007, 9, 30), facts={"matter": matter})


@pytest.mark.policy(source="民法典", clause="第278条第2款")
def test_the_rule_changes_on_one_day_only() -> None:
    """A ballot that runs past New Year 2021 crosses from one rule to the other."""
    found = BOOK.changes(
        DECISION_RULE,
        PLACE,
        date(2007, 10, 1),
        date(2027, 1, 1),
        facts={"matter": Matter.OTHER_MAJOR},
    )
    assert found == (date(2021, 1, 1),)


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("bound", [MoreThan(1, 3), MoreThan(1, 2), AtLeast(3, 4)])
def test_no_local_rule_changes_the_statutory_shares(bound: Bound) -> None:
    """The shares are mandatory: a local text that asks less, or more, gives way and is told so."""

    class Local:
        @hookimpl
        def gongtong_provisions(self) -> list[Provision[DecisionRule]]:
            rule = DecisionRule(
                participation=in_heads_and_area(bound, of=Base.ALL, abstention=Abstention.COUNTS),
                approval=in_heads_and_area(
                    bound, of=Base.TAKING_PART, abstention=Abstention.LEFT_OUT
                ),
            )
            return [
                Provision(
                    "local.decisions",
                    DECISION_RULE,
                    rule,
                    area="421003",
                    in_force=since("2021-01-01"),
                    rank=Rank.BYLAW,
                    cites=[Source("某小区议事规则")],
                )
            ]

    book = Host.of(Plugin("local", hooks=Local())).book
    facts = {"matter": Matter.COVENANT}
    answer = book.resolve(DECISION_RULE, PLACE, date(2024, 5, 1), facts=facts)
    assert answer.provision.id == "cn.civil-code.278.2"
    why_not = {
        item.provision.id: item.why_not
        for item in book.explain(DECISION_RULE, PLACE, date(2024, 5, 1), facts=facts)
    }
    assert why_not["local.decisions"] is WhyNot.YIELDS_TO_MANDATORY


@pytest.mark.policy(source="民法典", clause="第278条")
def test_every_provision_cites_article_and_paragraph() -> None:
    """The item, the paragraph with the shares, and the text that says whether numbers are included."""
    provisions = [p for p in BOOK.provisions if p.plugin == "cn-civil-code"]
    assert len(provisions) == 18
    for provision in provisions:
        assert provision.mode is Mode.MANDATORY
        assert provision.rank is Rank.LAW
        articles = [str(source) for source in provision.cites]
        if provision.id.startswith("cn.civil-code"):
            item = provision.id.rpartition(".")[2]
            assert articles == [
                f"《民法典》第278条第1款第{item}项",
                "《民法典》第278条第2款",
                "《民法典》第1259条",
            ]
        else:
            assert articles[0].startswith("《物权法》第76条第1款第")
            assert articles[1:3] == ["《物权法》第76条第2款", "《物业管理条例》第12条第1款"]


@pytest.mark.policy(source="民法典", clause="第278条")
def test_what_was_known_before_the_code_was_adopted() -> None:
    """Asked on the eve of 2020-05-28 about 2021, the book knew no rule yet."""
    facts = {"matter": Matter.COVENANT}
    with pytest.raises(NoProvisionError):
        BOOK.resolve(
            DECISION_RULE, PLACE, date(2021, 1, 1), known_on=date(2020, 5, 27), facts=facts
        )
    known = BOOK.resolve(
        DECISION_RULE, PLACE, date(2021, 1, 1), known_on=date(2020, 5, 28), facts=facts
    )
    assert known.provision.id == "cn.civil-code.278.2"


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2021, 1, 1)])
def test_participation_is_of_all_owners_and_who_abstains_took_part(
    matter: Matter, day: date
) -> None:
    """Both laws take participation of all owners; abstaining is a way to take part (参与表决, 参加)."""
    rule = BOOK.resolve(DECISION_RULE, PLACE, day, facts={"matter": matter}).value
    assert whole(rule.participation) is Base.ALL
    thresholds = (*rule.participation, *rule.approval)
    assert {threshold.abstention for threshold in thresholds} == {Abstention.COUNTS}
    assert len(thresholds) == 4
