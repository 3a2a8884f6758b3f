"""Who may import whom: the contracts of pyproject.toml hold, and each of them bites."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).parents[2]
ROOM = "gongtong/ledger/planted"

# contract -> files that break it, by their path below src
PLANTED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "house": {"gongtong/core/planted.py": "import gongtong.ledger"},
        "nouns": {f"{ROOM}/charges.py": "import sqlalchemy"},
        "storage": {f"{ROOM}/charges.py": "from gongtong.core.storage import names"},
        "services": {
            f"{ROOM}/service.py": "",
            f"{ROOM}/charges.py": "from gongtong.ledger.planted import service",
        },
        "stores": {
            f"{ROOM}/store.py": "",
            f"{ROOM}/policies.py": "from gongtong.ledger.planted import store",
        },
        "tables": {
            f"{ROOM}/tables.py": "",
            f"{ROOM}/service.py": "from gongtong.ledger.planted import tables",
        },
        "cycles": {
            f"{ROOM}/charges.py": "from gongtong.ledger.planted import arrears",
            f"{ROOM}/arrears.py": "from gongtong.ledger.planted import charges",
        },
    }
)


def lint_imports(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache", *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """A copy of the library and its contracts, to be sabotaged."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "src" / ROOM).mkdir()
    (tmp_path / "src" / ROOM / "__init__.py").touch()
    return tmp_path


def test_every_contract_is_kept() -> None:
    """Nobody imports whom they may not."""
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout
    assert " 0 broken" in run.stdout


def test_every_contract_has_a_planted_violation() -> None:
    """No contract of pyproject.toml goes untested below."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [contract["id"] for contract in contracts] == list(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_its_contract(contract: str, copied_house: Path) -> None:
    """The contract is kept before and broken after one import is planted."""
    assert lint_imports(copied_house, "--contract", contract).returncode == 0
    for path, text in PLANTED[contract].items():
        (copied_house / "src" / path).write_text(text, encoding="utf-8")
    run = lint_imports(copied_house, "--contract", contract)
    assert run.returncode == 1
    assert "0 kept, 1 broken" in run.stdout


def test_rooms_are_independent(copied_house: Path) -> None:
    """A room that imports another room breaks the contract of the house."""
    planted = copied_house / "src" / ROOM / "charges.py"
    planted.write_text("import gongtong.deliberation", encoding="utf-8")
    assert "1 broken" in lint_imports(copied_house, "--contract", "house").stdout
