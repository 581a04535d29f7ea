"""Reading a pack: a folder of YAML files becomes one validated `Pack`, or one clear `PackError`.

Layout: `pack.yaml`; `editions/<id>.yaml` with structure, and beside it `editions/<id>.<language>.yaml`;
optional `facts.yaml`, `topics.yaml`, `sessions.yaml`, `asked/<language>.tsv` with example
questions, `languages/<code>.yaml` with the words of languages that the program does not know.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from content.language import Language
from content.language import load as load_language
from content.model import Edition, EditionText, Pack

SHIPPED = Path(__file__).parent / "kz"
"""The pack that comes with the program."""

T = TypeVar("T", Pack, Edition, EditionText)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PackError(Exception):
    """A pack that cannot be used. The message is one line that names the file and what is wrong."""


def load(folder: Path = SHIPPED, *, asked: bool = True) -> Pack:
    """Read and validate the pack in `folder`, with the example questions where they are `asked` for.

    Raises:
        PackError: a file is missing or unreadable, is not YAML, or does not have the shape of the model.
    """
    if not (folder / "pack.yaml").is_file():
        raise PackError(f"{folder}: there is no pack.yaml, so this is no content pack")
    fields: dict[str, Any] = {"info": _read(folder / "pack.yaml")}
    fields["editions"] = _editions(folder / "editions")
    for name in ("facts", "topics"):
        fields[name] = _read(folder / f"{name}.yaml", missing=[])
    fields.update(_read(folder / "sessions.yaml", missing={}))
    if asked:
        fields["asked"] = {path.stem: _examples(path) for path in asked_files(folder)}
    pack = _validated(Pack, fields, folder)
    if pack.info.default_edition not in pack.editions:
        raise PackError(
            f"{folder}: the default edition {pack.info.default_edition!r} is not among the editions"
        )
    for edition in pack.editions.values():
        missing = set(pack.info.languages) - set(edition.texts)
        if missing:
            raise PackError(f"{folder}: edition {edition.id} lacks {', '.join(sorted(missing))}")
    return pack


def asked_files(folder: Path) -> list[Path]:
    """The files of example questions, in the order of their languages."""
    return sorted((folder / "asked").glob("*.tsv"))


def languages_of(folder: Path) -> tuple[Language, ...]:
    """The languages that a pack brings with it (`languages/<code>.yaml`), for questions about its law.

    Raises:
        PackError: a file is not a table of a language.
    """
    try:
        return tuple(load_language(path) for path in sorted((folder / "languages").glob("*.yaml")))
    except (OSError, ValueError) as error:
        raise PackError(str(error)) from error


def _editions(folder: Path) -> dict[str, Edition]:
    editions = {}
    for path in sorted(folder.glob("*.yaml")):
        if "." in path.stem:
            continue
        fields = _read(path)
        if not isinstance(fields, dict):
            raise PackError(f"{path}: an edition is a mapping of fields")
        fields["texts"] = {
            text.stem.partition(".")[2]: _validated(EditionText, _read(text), text)
            for text in sorted(folder.glob(f"{path.stem}.*.yaml"))
        }
        editions[path.stem] = _validated(Edition, fields, path)
    return editions


def _examples(path: Path) -> list[tuple[str, str]]:
    """Lines of an article's number, a tab and a question; empty lines and those that begin with "#" are left out."""
    lines = _text(path).splitlines()
    found = [line.partition("\t") for line in lines if line and line[0] != "#"]
    if not all(question and not question.isspace() for _, _, question in found):
        number = next(n for n, line in enumerate(lines, 1) if line and not _is_example(line))
        raise PackError(f"{path}: line {number} is not an article, a tab and a question")
    return [(reference, question) for reference, _, question in found]


def _is_example(line: str) -> bool:
    return line[0] == "#" or bool(line.partition("\t")[2].strip())


def _read(path: Path, missing: Any = None) -> Any:
    if missing is not None and not path.exists():
        return missing
    text = _text(path)
    try:
        return yaml.load(text, Loader=_LOADER)  # nosec B506  # noqa: S506 - the C build of the safe loader
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" at line {where.line + 1}" if where else ""
        raise PackError(f"{path}: is not valid YAML{line}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(f"{path}: the file is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: cannot be read ({error.__class__.__name__})") from error


def _validated(model: type[T], fields: Any, path: Path) -> T:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PackError(f"{path}: {where}: {first['msg']}") from error
