"""Measure one library in a process of its own and print what was seen as JSON (单库测量).

The bytes are read before the clock starts. Then each method is converted for and counted several
times; a library that keeps results on its ballots gets fresh ones every time.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from counting.libraries import LIBRARIES

LONG_S = 2.0
TIMES = 7


def peak_mib() -> float:
    """Give the highest memory of this process so far, in MiB (内存峰值)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Measure the methods named on the command line (入口)."""
    name, path, columns, methods = sys.argv[1:5]
    (library,) = (one for one in LIBRARIES if one.name == name)
    importlib.import_module(library.module)
    rows = Path(f"{path}.bin").read_bytes()
    extra: dict[str, Any] = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
    areas = Path(f"{path}.areas")
    if areas.exists():
        extra["areas"] = areas.read_bytes()
        if name == "gongtong":
            importlib.import_module("counting.owners").load(extra)
    for method in methods.split(","):
        converting: list[float] = []
        counting: list[float] = []
        elected: list[int] = []
        while len(counting) < TIMES:
            gc.collect()
            began = time.perf_counter()
            ballots = library.convert(method, rows, int(columns), extra)
            ready = time.perf_counter()
            elected = library.count(method, ballots, extra)
            done = time.perf_counter()
            converting.append(ready - began)
            counting.append(done - ready)
            del ballots
            if done - began > LONG_S and len(counting) >= 1:
                break
        found = {
            "method": method,
            "converting": converting,
            "counting": counting,
            "elected": sorted(map(int, elected)),
            "peak_mib": peak_mib(),
        }
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
