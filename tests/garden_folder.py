"""The Charter of the Garden as a pack in a folder, as the command line reads it."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests import garden

LANGUAGES = ("kk", "ru", "en")


def write(folder: Path, addresses: dict[str, str] | None = None) -> Path:
    """Write the pack, without its invented language; `addresses` are those of the edition in force."""
    pack = garden.pack()
    editions = folder / "editions"
    editions.mkdir(parents=True)
    info = pack.info.model_dump(mode="json") | {"languages": list(LANGUAGES)}
    _put(folder / "pack.yaml", info)
    for edition in pack.editions.values():
        fields = edition.model_dump(mode="json", exclude={"texts"})
        if edition.id == pack.info.default_edition:
            fields["addresses"] = addresses or {}
        _put(editions / f"{edition.id}.yaml", fields)
        for code in LANGUAGES:
            _put(editions / f"{edition.id}.{code}.yaml", edition.texts[code].model_dump(mode="json"))
    return folder


def _put(path: Path, fields: object) -> None:
    path.write_text(yaml.safe_dump(fields, allow_unicode=True), "utf-8")
