"""The CPU time and memory of a whole year: the example, and ten times its households.

Whole processes, with the interpreter and the imports measured apart. Prints medians; asserts nothing.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from gongtong.testing.dormitory import write_dormitory

RUNS = 3
SEED = 5
ROOT = Path(__file__).parents[1]
IMPORTS = "import gongtong.demo.command"
MEASURED = """
import resource, sys
from gongtong.cli import main
status = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


def cpu_ms_and_peak_kib(*arguments: str) -> tuple[int, int]:
    """Run a process; give its CPU time and, if it told it, its peak memory (整进程计量)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = done.stderr.strip().splitlines()
    return round(seconds * 1000), int(told[-1]) if told and told[-1].isdecimal() else 0


def year(source: Path) -> tuple[int, int]:
    """Play the year of a folder into an empty one (演示一年)."""
    with tempfile.TemporaryDirectory() as out:
        return cpu_ms_and_peak_kib(
            "-c", MEASURED, "demo", "--input", str(source), "--out", out, "--json"
        )


def medians(runs: list[tuple[int, int]]) -> tuple[int, int]:
    """Give the median of the times and the greatest of the peaks (取中位数)."""
    return round(statistics.median(one[0] for one in runs)), max(one[1] for one in runs)


def told(name: str, runs: list[tuple[int, int]], imports_ms: int) -> int:
    """Print one line, and give the time after imports (输出一行)."""
    cpu_ms, peak_kib = medians(runs)
    print(
        f"{name:28} {cpu_ms - imports_ms:6} ms CPU after imports   {peak_kib // 1024:4} MiB at most"
    )
    return cpu_ms - imports_ms


with tempfile.TemporaryDirectory() as made:
    small, large = Path(made) / "338", Path(made) / "3380"
    write_dormitory(small, seed=SEED, households=338)
    write_dormitory(large, seed=SEED, households=3380)
    imports_ms, _ = medians([cpu_ms_and_peak_kib("-c", IMPORTS) for _ in range(RUNS)])
    print(f"{'imports':28} {imports_ms:6} ms CPU")
    told(
        "example, 338 households",
        [year(ROOT / "examples" / "dormitory") for _ in range(RUNS)],
        imports_ms,
    )
    one = told("made up, 338 households", [year(small) for _ in range(RUNS)], imports_ms)
    ten = told("made up, 3,380 households", [year(large) for _ in range(RUNS)], imports_ms)
    print(f"{'ten times the households':28} {ten * 100 // one / 100:6} times the CPU")
