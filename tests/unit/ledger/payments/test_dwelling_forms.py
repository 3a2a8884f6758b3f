"""The patterns of dwellings: what they take, and where they stop."""

import pytest

from gongtong.ledger.payments.dwelling_forms import PARTIAL, WHOLE, Form


def taken(forms: tuple[Form, ...], text: str) -> str | None:
    return next((match[0] for form in forms if (match := form.pattern.search(text))), None)


@pytest.mark.parametrize(
    "text",
    [
        "3栋2单元502室",
        "3-2-502",
        "3#2-502",
        "3号楼2门502",
        "三栋二单元五零二",
        "3 2 502",
        "3,2,502",
        "3栋2单元5楼502",
    ],
)
def test_a_whole_form_takes_all_of_it(text: str) -> None:
    """Nothing of the dwelling is left over to be read as something else."""
    assert taken(WHOLE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1-3-2-502",
        "3-2-502-1",
        "A3-2-502",
        "A-3-2-502",
        "3-2-502B",
        "3-2-502.5",
        "3-2-50261",
        "502室",
        "5-502",
    ],
)
def test_a_run_that_goes_on_is_no_whole_dwelling(text: str) -> None:
    """Neither are figures after a letter, before one, or too few of them."""
    assert taken(WHOLE, text) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5栋502", "5栋502"),
        ("5-502室", "5-502室"),
        ("2单元502", "2单元502"),
        ("5栋2单元", "5栋2单元"),
        ("5栋", "5栋"),
        ("502室", "502室"),
        ("五零二", "五零二"),
        ("5-12", None),
        ("12.50", None),
        ("3-2-502-1", None),
    ],
)
def test_a_part_is_taken_only_where_it_cannot_be_something_else(
    text: str, part: str | None
) -> None:
    """Two small figures may be a day, decimals an amount, and four figures anything."""
    assert taken(PARTIAL, text) == part
