"""Rules can be used without a database: what `import gongtong` must not load."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath

OPTIONAL = (
    "alembic",
    "jinja2",
    "openpyxl",
    "psycopg",
    "pytest",
    "hypothesis",
    "rich",
    "sqlalchemy",
)
SQL_FILES = frozenset({"tables", "store", "service"})


def optional_packages_loaded_by(*modules: str) -> list[str]:
    """The optional packages that a fresh Python has loaded after importing these modules."""
    program = (
        f"import sys, {', '.join(modules)}\n"
        f"print(*sorted({set(OPTIONAL)!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return run.stdout.split()


def rule_modules(library: Mapping[str, str]) -> list[str]:
    """The modules that hold values and rules alone, in the core and in every room."""
    parts = [PurePosixPath(path).relative_to("src").with_suffix("").parts for path in library]
    return [
        ".".join(names)
        for names in parts
        if names[1] in {"core", "voting", "ledger", "deliberation"}
        and not {"storage", "registry", "__init__"} & set(names)
        and names[-1] not in SQL_FILES
    ]


def test_importing_gongtong_loads_no_optional_package() -> None:
    """`import gongtong` loads no database library, no template engine, no terminal library."""
    assert optional_packages_loaded_by("gongtong") == []


def test_rules_load_no_optional_package(library: Mapping[str, str]) -> None:
    """Every value and rule of every room can be imported without a database library."""
    assert optional_packages_loaded_by(*rule_modules(library)) == []


def test_a_loaded_package_is_found() -> None:
    """The check sees what it looks for: the storage of the core does load SQLAlchemy."""
    assert "sqlalchemy" in optional_packages_loaded_by("gongtong.core.storage.column_types")
