"""The strategies draw what the rules accept."""

from __future__ import annotations

from hypothesis import given

from gongtong.core.money import yuan
from gongtong.core.register import Register
from gongtong.testing.strategies import amounts_fen, registers, yuan_texts


@given(amounts_fen(-500, 700))
def test_amounts_keep_to_their_limits(amount_fen: int) -> None:
    """No amount is drawn outside the limits asked for."""
    assert -500 <= amount_fen <= 700


@given(yuan_texts(most_fen=12345))
def test_written_amounts_can_be_read(text: str) -> None:
    """What is drawn as text is an amount within the limits."""
    assert 0 <= yuan(text) <= 12345


@given(registers(most_dwellings=12))
def test_registers_are_consistent(register: Register) -> None:
    """Every party's area adds up to the whole, and no two dwellings share a label."""
    assert len({dwelling.label for dwelling in register.dwellings}) == len(register)
    total = sum(register.area_of_party(party.id) for party in register.parties)
    assert total == register.area_cm2
