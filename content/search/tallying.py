"""Counting example questions: `python -m content.search.tallying [FOLDER]` writes a pack's `asked.json`.

It takes a second or two, and is done by whoever changes example questions: the bot starts quicker for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from content.languages import ALL
from content.pack import SHIPPED, PackError, languages_of, load
from content.search.engine import tallied
from content.search.tally import NAME


def main() -> None:
    """Count the questions of the pack in the folder that the command line names, the shipped one by default."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    try:
        pack = load(folder)
        tally = tallied(pack, (*ALL, *languages_of(folder)))
        tally.save(folder / NAME)
    except (PackError, OSError) as error:
        sys.exit(str(error))
    asked = sum(map(len, pack.asked.values()))
    sys.stdout.write(f"{folder / NAME}: {len(tally.forms)} words counted in {asked} questions\n")


if __name__ == "__main__":
    main()
