"""Laws of the values that everything stands on, each against a plainer way to say the same."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.money import allocate, format_yuan, plain_yuan, yuan
from gongtong.core.periods import Span, local_day
from gongtong.core.places import DwellingLabel
from gongtong.core.shares import AtLeast, Bound, MoreThan, percent
from gongtong.core.tabular import read_table

MOST_FEN = 9223372036854775807
EXACT = Context(prec=60)

# --- money ---

weights = st.lists(
    st.one_of(
        st.integers(0, 5),
        st.integers(0, 10**7),
        st.fractions(0, 100, max_denominator=30),
    ),
    min_size=1,
    max_size=12,
).filter(any)


def handed_out_one_by_one(total_fen: int, shares: list[int | Fraction]) -> tuple[int, ...]:
    """Round every share down, then hand the rest out fen by fen to whoever has most coming."""
    scale = lcm(*(Fraction(share).denominator for share in shares))
    whole_numbers = [int(share * scale) for share in shares]
    whole = sum(whole_numbers)
    parts = [total_fen * number // whole for number in whole_numbers]
    owed = [total_fen * number % whole for number in whole_numbers]
    for _ in range(total_fen - sum(parts)):
        lucky = owed.index(max(owed))
        parts[lucky] += 1
        owed[lucky] = -1
    return tuple(parts)


@given(st.integers(0, MOST_FEN), weights)
def test_an_amount_is_divided_by_the_largest_remainders(
    total_fen: int, shares: list[int | Fraction]
) -> None:
    """To the fen as by hand; among equal remainders the earlier comes first."""
    parts = allocate(total_fen, shares)
    assert sum(parts) == total_fen
    assert parts == handed_out_one_by_one(total_fen, shares)
    assert allocate(-total_fen, shares) == tuple(-part for part in parts)


@given(st.integers(-MOST_FEN, MOST_FEN), weights)
def test_nobody_is_a_whole_fen_away_from_the_exact_share(
    total_fen: int, shares: list[int | Fraction]
) -> None:
    """And who weighs nothing gets nothing."""
    whole = sum(map(Fraction, shares))
    for part, share in zip(allocate(total_fen, shares), shares, strict=True):
        assert abs(part - total_fen * Fraction(share) / whole) < 1
        assert share or part == 0


@given(st.integers(-MOST_FEN, MOST_FEN))
def test_an_amount_is_read_back_as_it_was_written(fen: int) -> None:
    """In both ways of writing, which are those of a decimal library."""
    exact = EXACT.divide(Decimal(fen), Decimal(100))
    assert format_yuan(fen) == f"{exact:,.2f}"
    assert plain_yuan(fen) == f"{exact:.2f}"
    assert yuan(format_yuan(fen)) == yuan(plain_yuan(fen)) == fen


@given(st.from_regex(r"[-+]?[¥￥]?[0-9,]{1,9}(\.[0-9]{0,3})?", fullmatch=True))
def test_an_amount_is_read_exactly_or_not_at_all(text: str) -> None:
    """Whatever is accepted means what a decimal library makes of it."""
    try:
        fen = yuan(text)
    except ValueError:
        return
    plain = text.replace(",", "").replace("¥", "").replace("￥", "")
    assert Decimal(plain) * 100 == fen


# --- shares ---

bounds = st.builds(
    lambda kind, numerator, more: kind(numerator, numerator + more),
    st.sampled_from([AtLeast, MoreThan]),
    st.integers(0, 12),
    st.integers(1, 12),
)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    """Draw a part and its whole, often small, sometimes a building's area in square centimetres."""
    whole = draw(st.one_of(st.integers(1, 24), st.integers(1, 10**12)))
    return draw(st.integers(0, whole)), whole


def reaches(bound: Bound, part: int, whole: int) -> bool:
    share, wanted = Fraction(part, whole), Fraction(bound.numerator, bound.denominator)
    return share >= wanted if isinstance(bound, AtLeast) else share > wanted


@given(bounds, counts())
def test_a_bound_is_met_as_the_exact_fraction_is(bound: Bound, count: tuple[int, int]) -> None:
    """No rounding decides a vote."""
    assert bound.is_met_by(*count) is reaches(bound, *count)


@given(bounds, counts())
def test_what_is_missing_is_enough_and_one_less_is_not(
    bound: Bound, count: tuple[int, int]
) -> None:
    """Nothing is missing exactly where the bound is met."""
    part, whole = count
    missing = bound.shortfall(part, whole)
    assert missing >= 0
    assert (missing == 0) is reaches(bound, part, whole)
    assert reaches(bound, part + missing, whole)
    if missing:
        assert not reaches(bound, part + missing - 1, whole)


@given(counts(), st.integers(0, 6))
def test_a_percentage_never_claims_too_much(count: tuple[int, int], places: int) -> None:
    """Cut off at its last place, as a decimal library cuts."""
    part, whole = count
    exact = EXACT.divide(Decimal(100 * part), Decimal(whole))
    cut = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR, context=EXACT)
    assert percent(part, whole, places) == f"{cut:f}%"


# --- spans ---

FIRST = date(2024, 2, 20)
WINDOW = [FIRST + timedelta(days=number) for number in range(25)]
days = st.sampled_from(WINDOW[:-1])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a span inside a window around a leap day, sometimes without an end."""
    start = draw(st.integers(0, 20))
    length = draw(st.none() | st.integers(1, 24 - start))
    return Span(WINDOW[start], None if length is None else WINDOW[start + length])


def days_of(span: Span | None) -> set[date]:
    """The days of the window that lie in the span, one by one."""
    if span is None:
        return set()
    end = WINDOW[-1] if span.end is None else span.end
    return set(WINDOW[WINDOW.index(span.start) : WINDOW.index(end)])


@given(spans(), spans(), days)
def test_spans_are_sets_of_days(one: Span, other: Span, day: date) -> None:
    """What is in both is in their intersection; they overlap where that is not empty."""
    both = days_of(one) & days_of(other)
    assert one.contains(day) is (day in days_of(one))
    assert days_of(one.intersection(other)) == both
    assert one.overlaps(other) is bool(both)
    assert one.intersection(other) == other.intersection(one)
    if one.end is not None:
        assert one.days == len(days_of(one))
        assert one.last_day == max(days_of(one))


@given(spans(), st.lists(days, max_size=6))
def test_the_pieces_of_a_span_are_the_span(span: Span, cuts: list[date]) -> None:
    """No day is lost or doubled, and a new piece begins on every cut inside."""
    pieces = span.split_at(tuple(cuts))
    assert sorted(day for piece in pieces for day in days_of(piece)) == sorted(days_of(span))
    assert {piece.start for piece in pieces} == {span.start} | (set(cuts) & days_of(span))
    assert pieces[-1].end == span.end
    assert all(early.end == late.start for early, late in pairwise(pieces))


@given(st.lists(spans()))
def test_spans_are_sorted_by_their_first_day_and_then_by_their_last(many: list[Span]) -> None:
    """A span without an end ends after every other."""
    assert sorted(many) == sorted(many, key=lambda span: (span.start, span.end or date.max))


@given(st.datetimes(datetime(1992, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the strategy adds the zone
def test_the_day_in_shanghai_begins_eight_hours_early(instant: datetime) -> None:
    """There has been no summer time since 1991."""
    assert local_day(instant) == (instant + timedelta(hours=8)).date()


# --- places and tables ---

labels = st.builds(DwellingLabel, st.integers(0, 9999), st.integers(0, 999), st.integers(0, 99999))


@given(labels, labels)
def test_a_dwelling_is_read_back_as_it_was_written(
    one: DwellingLabel, other: DwellingLabel
) -> None:
    """And dwellings stand in the order of building, unit and room as numbers."""
    assert DwellingLabel.parse(str(one)) == one
    numbers = [[int(part) for part in str(label).split("-")] for label in (one, other)]
    assert (one < other) is (numbers[0] < numbers[1])


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;，\t'), max_size=8
)


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_a_table_is_read_as_a_spreadsheet_wrote_it(rows: list[tuple[str, str, str]]) -> None:
    """Commas, quotation marks and line breaks inside cells included; blanks around them dropped."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("房号", "姓名", "备注"), *rows])
    read = read_table(
        file.getvalue().encode("utf-8-sig"), file="t.csv", columns=("备注", "房号", "姓名")
    )
    assert [(row["房号"], row["姓名"], row["备注"]) for row in read] == [
        kept for row in rows if any(kept := tuple(cell.strip() for cell in row))
    ]
