"""Count which words are usual in titles, whatever a conference is about.

    uv run python -m benchmarks.usual FIELD… > bot/imports/usual.txt

Each FIELD is a folder with the titles of some conferences of one field, a file for each, a title on each
line. All fields count alike, however many titles they have.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bot.imports.likeness import PER
from bot.listing.suggest.words import stems

_LEAST = 10  # of PER titles; what is rarer tells nothing that the least share would not
_SEEN = 2  # titles; what stands in one alone may be its own name


def usual(fields: list[list[str]]) -> dict[str, int]:
    """For each usual word, in how many of `PER` titles it stands."""
    shares: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for titles in fields:
        counts = Counter(word for title in titles for word in set(stems(title)))
        seen += counts
        for word, count in counts.items():
            shares[word] += count / len(titles) / len(fields)  # type: ignore[assignment]
    return {
        word: round(share * PER)
        for word, share in shares.most_common()
        if share * PER >= _LEAST and seen[word] >= _SEEN
    }


def main(folders: list[Path]) -> None:
    fields = [
        [line for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
        for folder in folders
    ]
    for word, count in usual(fields).items():
        print(f"{count}\t{word}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
