"""Makes page_shingles.json: hashes of every run of seven words of the source page.

The page itself is not ours to publish, so the repository holds only these hashes; a test refuses an answer that shares
one with the page. Run again when the source page changes:

    python tests/unit/knowledge/make_shingles.py PAGE.txt
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

RUN = 7
STORED = Path(__file__).with_name("page_shingles.json")


def shingles(text: str) -> set[str]:
    """Return the hashes of all runs of seven words of `text`; case and punctuation do not count."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:16] for run in runs}


def main(page: Path) -> None:
    """Write the hashes of `page`."""
    STORED.write_text(json.dumps(sorted(shingles(page.read_text(encoding="utf-8"))), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
