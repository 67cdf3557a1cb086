"""How well a shortlist finds the works of a conference that belong in a list.

    uv run python benchmarks/shortlist.py LISTS...

For each list, some of its entries are held out and put among entries of the other lists, which are on other
subjects or, where two lists share one, left out of the count. Precision and recall are those of what is
offered first.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from bot.imports.likeness import LIKELY, likelihoods
from bot.listing.facts import facts, title_key
from bot.listing.read import read
from bot.markdown.document import Document

HELD, OTHERS, LEAST = 15, 50, 100


def titles_of(path: Path) -> list[str]:
    listing = read(Document.parse(path.read_bytes()), path.name)
    found = (facts(entry, group).title for _, group, entry in listing.entries)
    return list({title_key(title): title for title in found if len(title.split()) > 2}.values())


def main(paths: list[Path]) -> None:
    lists = {path.stem: titles for path in paths if len(titles := titles_of(path)) >= LEAST}
    chance = random.Random(7)  # the same draw on every run
    hits = offered = wanted = 0
    for name, titles in lists.items():
        keys = set(map(title_key, titles))
        rest = [
            one
            for other, some in lists.items()
            if other != name
            for one in some
            if title_key(one) not in keys
        ]
        mine = right = told = 0
        for _ in range(5):
            held = chance.sample(titles, HELD)
            works = [*held, *chance.sample(rest, OTHERS)]
            chances = likelihoods([one for one in titles if one not in held], works)
            likely = [at for at, one in enumerate(chances) if one >= LIKELY]
            right += sum(at < HELD for at in likely)
            told += len(likely)
            mine += HELD
        print(f"{name[:45]:45}  precision {right / max(1, told):4.0%}  recall {right / mine:4.0%}")
        hits, offered, wanted = hits + right, offered + told, wanted + mine
    print(f"{'all':45}  precision {hits / max(1, offered):4.0%}  recall {hits / wanted:4.0%}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
