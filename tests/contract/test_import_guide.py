"""The guide to importing lists every key of a mapping and every fault that may be let pass."""

import re
from pathlib import Path

from gongtong.ledger.exchange.banks.mapping_file import MAPPING_KEYS
from gongtong.ledger.exchange.tolerance import Tolerated

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "import-money.md"


def test_every_key_of_a_mapping_has_a_row() -> None:
    """And no row is about a key that there is not."""
    text = GUIDE.read_text(encoding="utf-8")
    table = text[text.index("### Every key of a mapping") : text.index("## OFX and camt.053")]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(key for cell in first_cells for key in re.findall("`([^`]+)`", cell)) == sorted(
        MAPPING_KEYS
    )


def test_every_fault_that_may_pass_has_a_row() -> None:
    """With the code of its problem."""
    text = GUIDE.read_text(encoding="utf-8")
    for one in Tolerated:
        assert f"| `{one.name}` | `{one.value}` |" in text
