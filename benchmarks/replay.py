"""Let the command under test repeat what people did by hand, and print how often it does the same.

    uv run python -m benchmarks.replay

The cases are third-party text beside this checkout (``../shared/replay``); without them there is nothing to
measure. The project's own cases, ``tests/listing/cases``, run with the tests.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCORE = ROOT.parent / "shared" / "replay" / "score.py"


def main() -> None:
    if not SCORE.is_file():
        sys.exit("There is no ../shared/replay here, so there is nothing to replay.")
    sys.exit(subprocess.run([sys.executable, str(SCORE), *sys.argv[1:]], cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
