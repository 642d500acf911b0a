"""``python -m fuzz TARGET --minutes N``: let atheris look for inputs that break a promise."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from fuzz import NAMES

PLACE = Path("build/fuzz")
_PATIENCE = 60
_MEMORY = 2_048
_PROGRESS = re.compile(r"cov: (\d+) ft: (\d+)")
_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


def main() -> int:
    """Fuzz one target, all of them one after the other, or make a find small."""
    options = _options()
    if options.target == "minimise":
        return _minimise(options.find)
    if options.here:
        return _fuzz(options.target, options.minutes)
    names = NAMES if options.target == "all" else (options.target,)
    results = [_apart(name, options.minutes / len(names)) for name in names]
    print(f"{'target':<11}{'runs':>10}{'cov':>7}{'ft':>8}  result")
    for name, result in zip(names, results, strict=True):
        print(f"{name:<11}{result[0]:>10}{result[1]:>7}{result[2]:>8}  {result[3]}")
    return 0 if all(result[3] == "nothing found" for result in results) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", choices=(*NAMES, "all", "minimise"))
    parser.add_argument("find", nargs="?", type=Path, help="TARGET-….bin, for minimise")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--here", action="store_true", help="in this process, which it ends")
    return parser.parse_args()


def _apart(name: str, minutes: float) -> tuple[str, str, str, str]:
    """Fuzz in a process of its own; return runs, coverage, features and what came of it."""
    command = [sys.executable, "-m", "fuzz", name, "--minutes", f"{minutes}", "--here"]
    PLACE.mkdir(parents=True, exist_ok=True)
    log = PLACE / f"{name}.log"
    with log.open("wb") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    said = log.read_text("utf-8", "replace")
    covered, features = (_PROGRESS.findall(said) or [("?", "?")])[-1]
    runs = (_DONE.findall(said) or ["?"])[-1]
    return runs, covered, features, "nothing found" if code == 0 else f"see {log}"


def _fuzz(name: str, minutes: float) -> int:
    import atheris

    with atheris.instrument_imports(include=["agent_console"]):
        from fuzz.checks import target
        from fuzz.corpus import mails

        chosen = target(name)
    corpus = PLACE / name
    corpus.mkdir(parents=True, exist_ok=True)
    words = corpus.with_suffix(".dict")
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in chosen.dictionary)
    words.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
    for number, seed in enumerate(dict.fromkeys(chosen.seeds(mails(chosen.longest)))):
        if 0 < len(seed) <= chosen.longest:
            (corpus / f"seed-{number:05d}").write_bytes(seed)
    limits = (
        f"-max_total_time={max(1, round(minutes * 60))}",
        f"-max_len={chosen.longest}",
        f"-timeout={_PATIENCE}",
        f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={PLACE}/{name}-",
        "-print_final_stats=1",
    )
    dictionary = [f"-dict={words}"] if chosen.dictionary else []
    atheris.Setup([sys.argv[0], *limits, *dictionary, str(corpus)], chosen.check)
    atheris.Fuzz()
    return 0


def _minimise(find: Path) -> int:
    """Write the smallest input found that fails alike beside the find."""
    from fuzz.checks import target
    from fuzz.minimise import minimise

    chosen = target(find.name.split("-")[0])
    small = minimise(chosen.check, find.read_bytes())
    place = find.with_suffix(".small")
    place.write_bytes(small)
    print(f"{place}: {len(small)} bytes: {small!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
