"""Counting ballots as they arrive, beside other libraries and beside a bare numpy count.

Every library gets the same bytes in a process of its own: making its own ballots from them is part of
what it takes. Prints medians and ratios; asserts nothing. The peers are installed with
`pip install -r benchmarks/peers.txt`, in an environment of their own; those that are missing are named.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
TOO_LONG_S = 400


def measure(library: str, path: Path, columns: int, methods: Iterable[str]) -> list[dict[str, Any]]:
    """Run one library over a workload; what it could not do is told (测量一个库)."""
    command = [sys.executable, "-m", "counting.one_library", library, str(path), str(columns)]
    environment = {
        **os.environ,
        **ONE_THREAD,
        "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
    }
    found: list[dict[str, Any]] = []
    for method in methods:
        try:
            done = subprocess.run(
                [*command, method],
                env=environment,
                capture_output=True,
                text=True,
                timeout=TOO_LONG_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"  {library} {method}: longer than {TOO_LONG_S} s")
            continue
        if done.returncode:
            print(f"  {library} {method}: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
            continue
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def show(seconds: float) -> str:
    """Write a time with three figures (时间)."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(rows: dict[str, dict[str, Any]], method: str, exact: frozenset[str]) -> None:
    """Print one method: every library, then the ratios that matter (一种方法的结果)."""
    took = {
        name: statistics.median(
            a + b for a, b in zip(row["converting"], row["counting"], strict=True)
        )
        for name, row in rows.items()
    }
    for name, seconds in sorted(took.items(), key=lambda pair: pair[1]):
        row = rows[name]
        same = "" if row["elected"] == rows["gongtong"]["elected"] else f"  elects {row['elected']}"
        print(
            f"  {method:16} {name:13} {show(seconds):>9}  ballots {show(statistics.median(row['converting'])):>9}"
            f"  count {show(statistics.median(row['counting'])):>9}  peak {row['peak_mib']:5.0f} MiB{same}"
        )
    ours = took.pop("gongtong")
    bare = took.pop("numpy", None)
    told = [] if bare is None else [f"{ours / bare:.2f} times the bare numpy count"]
    peers = sorted(took, key=took.__getitem__)
    if peers:
        ratios = ", ".join(
            f"{took[name] / ours:.1f} times {name}{'' if name in exact else ' (floats)'}"
            for name in peers
        )
        told.append(f"as fast as {ratios}")
    print(f"  {method:16} gongtong takes {'; '.join(told) or show(ours)}")


def main() -> None:
    """Prepare the ballots, then measure every library on them (入口)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workloads", help="such as rank12,appr20; all of them if left out")
    parser.add_argument("--sizes", help="such as 100000; all of them if left out")
    parser.add_argument("--libraries", help="such as gongtong,numpy; all installed if left out")
    options = parser.parse_args()
    if importlib.util.find_spec("numpy") is None:
        print("left out: numpy is needed; pip install -r benchmarks/peers.txt")
        return
    # only now: both need numpy
    libraries = importlib.import_module("counting.libraries").LIBRARIES
    workloads = importlib.import_module("counting.workloads")
    wanted = [
        one
        for one in libraries
        if not options.libraries or one.name in options.libraries.split(",")
    ]
    present = [one for one in wanted if importlib.util.find_spec(one.module.split(".")[0])]
    absent = [one.name for one in wanted if one not in present]
    print(f"not installed: {', '.join(absent) or 'none'}")
    with tempfile.TemporaryDirectory() as folder:
        for workload in workloads.WORKLOADS:
            if options.workloads and workload.kind not in options.workloads.split(","):
                continue
            for size in workload.sizes:
                if options.sizes and str(size) not in options.sizes.split(","):
                    continue
                path = workloads.prepare(Path(folder), workload, size)
                print(f"{workload.kind}: {size:,} ballots of {workload.columns} columns")
                for method in workload.methods:
                    rows = {
                        one.name: found[0]
                        for one in present
                        if method in one.methods
                        and (size <= 100_000 or one.name in ("gongtong", "numpy", "svvamp"))
                        and (found := measure(one.name, path, workload.columns, [method]))
                    }
                    if "gongtong" in rows:
                        exact = frozenset(one.name for one in present if method in one.exact)
                        table(rows, method, exact)


if __name__ == "__main__":
    main()
