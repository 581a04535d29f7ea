"""The keys under which Cyrillic words are found that are typed in Latin letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from content.search.analysis import is_cyrillic
from content.translit import cyrillic_skeletons


def latin_keys(forms: Mapping[str, Collection[int]], terms: Mapping[str, int]) -> dict[str, Collection[int]]:
    """Terms by the key under which a Latin spelling of a form or of their stem is found."""
    spelt = [(form, held) for form, held in forms.items() if not form.isascii() and is_cyrillic(form)]
    stems = ((term.partition(":")[2], [number]) for term, number in terms.items())
    spelt += [(stem, held) for stem, held in stems if not stem.isascii() and is_cyrillic(stem)]
    words = dict.fromkeys(word for word, _ in spelt)
    key_of = dict(zip(words, cyrillic_skeletons(words), strict=True))
    keys: dict[str, Collection[int]] = {}
    for word, held in spelt:
        key = key_of[word]
        found = keys.get(key)
        if found is None:
            keys[key] = held
        elif found != held:
            keys[key] = {*found, *held}
    return keys
