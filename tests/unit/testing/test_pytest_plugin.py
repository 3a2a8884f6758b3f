"""The pytest plugin is loaded by every test run beside gongtong, so it must cost nothing."""

import subprocess
import sys

PROBE = """
import sys
import gongtong.testing.pytest_plugin
print(sorted({"sqlalchemy", "psycopg", "alembic", "hypothesis", "cattrs"} & set(sys.modules)))
"""


def test_the_plugin_imports_no_database_library() -> None:
    """A test run that uses no database does not pay for one."""
    done = subprocess.run(  # noqa: S603 - this Python, with the script above
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
