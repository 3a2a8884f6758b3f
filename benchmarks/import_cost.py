"""What `import gongtong` costs above a bare Python: CPU time, the best of many runs."""

import resource
import subprocess
import sys

RUNS = 15
IMPORTS = {
    "bare Python": "pass",
    "import gongtong": "import gongtong",
    "import gongtong.core.rulings": "import gongtong.core.rulings",
    "core, codec and policies": "import gongtong.core.codec, gongtong.core.policies",
    "the same and gongtong.voting": (
        "import gongtong.core.codec, gongtong.core.policies, gongtong.voting.decisions"
    ),
    "the same and every counting method": (
        "import gongtong.core.codec, gongtong.core.policies, gongtong.voting.decisions, "
        "gongtong.voting.methods.catalogue"
    ),
    "import sqlalchemy": "import sqlalchemy",
}


def cpu_milliseconds(program: str) -> int:
    """Give the least CPU time, user and system, that a fresh Python needed for this program."""
    return min(_one_run(program) for _ in range(RUNS))


def _one_run(program: str) -> int:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round((after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000)


def main() -> None:
    """Print one line for each import, and what it adds to the first."""
    bare = cpu_milliseconds(IMPORTS["bare Python"])
    for name, program in IMPORTS.items():
        spent = cpu_milliseconds(program)
        print(f"{name:36} {spent:5} ms   +{max(spent - bare, 0)} ms")


if __name__ == "__main__":
    main()
