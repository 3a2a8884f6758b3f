"""What a question to the policy book costs: cold, remembered, and with a place's own rule over it."""

from datetime import date, timedelta
from time import process_time

from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyProvision,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
    house_rule,
    with_house_rules,
)
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound, MoreThan

QUORUM = PolicyPoint[Bound]("bench.quorum", zh="参与比例", value_type=Bound)
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003003007")
PROVISIONS = 900
QUESTIONS = 2000


def provision(area: str) -> AnyProvision:
    """One answer for one area."""
    return Provision(
        f"bench.{area or 'country'}",
        QUORUM,
        AtLeast(1, 2),
        area=area,
        in_force=since("2000-01-01"),
        rank=Rank.LOCAL_REGULATION,
        cites=[Source("某条例")],
    )


def microseconds(book: PolicyBook, first: date) -> float:
    """Give the mean CPU time of one question; each is about another day."""
    begun = process_time()
    for number in range(QUESTIONS):
        book.resolve(QUORUM, PLACE, first + timedelta(days=number))
    return (process_time() - begun) / QUESTIONS * 1e6


def main() -> None:
    """Print one line for each kind of question."""
    areas = ["", "42", "4210", "421003", *(f"42{n:04}" for n in range(1100, 1100 + PROVISIONS))]
    book = PolicyBook(tuple(provision(area) for area in areas))
    first = date(2010, 1, 1)
    print(f"{len(areas)} provisions, {QUESTIONS} days asked about")
    print(f"  cold        {microseconds(book, first):8.1f} us")
    print(f"  remembered  {microseconds(book, first):8.1f} us")
    rule = house_rule(
        "own", QUORUM, MoreThan(1, 2), in_force=since("2005-01-01"), decision=Source("业主大会决定")
    )
    begun = process_time()
    for _ in range(QUESTIONS):
        with_house_rules(book, [rule], place=PLACE, points={QUORUM.name: QUORUM})
    spent = (process_time() - begun) / QUESTIONS * 1e6
    print(f"  laying one house rule over the book {spent:8.1f} us")
    begun = process_time()
    book.check()
    print(f"  checking the whole book once {(process_time() - begun) * 1e3:8.1f} ms")


if __name__ == "__main__":
    main()
