"""One target of ``tests.fuzz``, by atheris: ``python -m tests.fuzz_guided NAME SECONDS``.

A process of its own: jdgen must be imported while atheris counts its branches, and libFuzzer ends
the process when it is done.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["jdgen"]):
    from tests.fuzz import FOUND, TARGETS, WORDS

LONGEST = 2000


def main(name: str, seconds: float) -> None:
    """Look for bytes that a target can't take; what it finds lies in ``.cache/fuzz/``."""
    words = FOUND / f"{name}.words"
    words.parent.mkdir(parents=True, exist_ok=True)
    spelled = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS.get(name, ())]
    words.write_text("".join(f'"{word}"\n' for word in spelled), encoding="utf-8")
    options = [
        f"-max_total_time={max(1, round(seconds))}", f"-max_len={LONGEST}",
        *([f"-dict={words}"] if spelled else []),  # libFuzzer takes no empty one
        f"-artifact_prefix={FOUND}/{name}-", "-timeout=60", "-rss_limit_mb=4096",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
