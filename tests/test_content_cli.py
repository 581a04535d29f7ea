"""Official texts on the command line: loading, fetching, giving out and listing them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from content.model import Pack
from content.revisions import Revisions
from tests import garden, garden_folder, invented_text
from tests.command_line import Run, refused
from tests.test_imports import HEAVY, loaded

DOCUMENT = garden.DOCUMENTS / "garden.ru.html"
IMPORT = ("content", "import", str(DOCUMENT), "--edition", "garden-new", "--lang", "ru")


class Site(BaseHTTPRequestHandler):
    """Has the charter in Russian and Kazakh, and keeps the English one from strangers."""

    def do_GET(self) -> None:
        page = {"/ru": "garden.ru.html", "/kk": "garden.kk.html"}.get(self.path)
        data = garden.document(page) if page else b"no"
        self.send_response(200 if page else 403)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a local site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def garden_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands on the garden's pack, with data in an empty folder."""
    monkeypatch.setenv("BOT_PACK", str(garden_folder.write(tmp_path / "garden")))
    return run


def held(folder: Path = Path("data")) -> Revisions:
    """The store of the data folder."""
    return Revisions(folder / "texts")


# Import


def test_import_tells_what_it_understood(garden_run: Run) -> None:
    """Counts, sections, articles and paragraphs are printed, warnings go to stderr, the revision is stored."""
    ended = garden_run(*IMPORT, "--source", "https://example.org/charter", "--date", "2021-03-01")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith("garden-new ru: HTML, 3 sections, 6 articles (1 excluded)")
    assert "section I: Общие правила" in lines
    assert "    1. Скамейки стоят в тени." in lines
    assert lines[-1].startswith("stored garden-new ru revision 1: text of 2021-03-01, SHA-256 ")
    assert lines[-1].endswith(", from https://example.org/charter")
    revision = held().latest("garden-new", "ru")
    assert revision is not None
    assert (revision.text.source, revision.text.date) == ("https://example.org/charter", "2021-03-01")
    assert Path("data").stat().st_mode & 0o777 == 0o700


def test_import_twice_changes_nothing(garden_run: Run) -> None:
    """The same file is held already; a changed one becomes a correction, and the old one stays."""
    garden_run(*IMPORT)
    assert "\nheld already, nothing was changed: garden-new ru revision 1:" in garden_run(*IMPORT).out
    changed = Path("changed.html")
    changed.write_bytes(garden.document("garden.ru.html").replace("в тени".encode(), "на солнце".encode()))
    said = garden_run("content", "import", str(changed), *IMPORT[3:]).out
    assert "\nstored garden-new ru revision 2, a correction: date not stated" in said
    assert [r.text.revision for r in held().all("garden-new", "ru")] == [1, 2]


def test_no_correction(garden_run: Run) -> None:
    """A new wording need not be a correction: the operator says so."""
    garden_run(*IMPORT)
    changed = Path("changed.html")
    changed.write_bytes(garden.document("garden.ru.html").replace("в тени".encode(), "на солнце".encode()))
    said = garden_run("content", "import", str(changed), *IMPORT[3:], "--no-correction").out
    assert "\nstored garden-new ru revision 2: date not stated" in said


def test_dry_run_stores_nothing(garden_run: Run) -> None:
    """It prints what it understood, and leaves not even a folder."""
    ended = garden_run(*IMPORT, "--dry-run")
    assert ended.code == 0
    assert ended.out.splitlines()[-1].startswith("dry run: nothing was stored")
    assert not Path("data").exists()


def test_warnings_and_force(garden_run: Run) -> None:
    """What is plainly another language is refused in one line; --force makes a warning of it, on stderr."""
    wrong = ("content", "import", str(DOCUMENT), "--edition", "garden-new", "--lang", "kk")
    assert refused(garden_run(*wrong)) == "the text is written in 'ru', not in 'kk'"
    assert held().latest("garden-new", "kk") is None
    ended = garden_run(*wrong, "--force")
    assert ended.code == 0
    assert ended.err.splitlines()[0] == "warning: the text is written in 'ru', not in 'kk'"
    assert "warning" not in ended.out
    assert held().latest("garden-new", "kk") is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.html", *IMPORT[3:]), "nothing.html: there is no such file"),
        (
            (*IMPORT[2:3], "--edition", "xx", "--lang", "ru"),
            "the pack has no edition 'xx', only garden-new, garden-old",
        ),
        ((*IMPORT[2:4], "garden-new", "--lang", "de"), "edition garden-new has no language 'de'"),
        ((*IMPORT[2:], "--date", "yesterday"), "--date: 'yesterday' is not a date like 2026-07-01"),
        (IMPORT[2:5], "Missing option '--lang'."),
    ],
)
def test_import_refuses(garden_run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Wrong use and documents that are none are one line, and exit status 2."""
    assert refused(garden_run("content", "import", *arguments)) == said


def test_a_data_folder_that_is_none(garden_run: Run) -> None:
    """The folder of the settings has to be usable."""
    Path("file").touch()
    assert (
        refused(garden_run(*IMPORT, BOT_DATA_DIR="file"))
        == "the data folder file cannot be used: File exists"
    )


# Fetch


def test_fetch(garden_run: Run, tmp_path: Path, site: str) -> None:
    """Each language is downloaded from its address and imported, and the address is its source."""
    pack = garden_folder.write(tmp_path / "online", {code: f"{site}/{code}" for code in ("ru", "kk")})
    ended = garden_run("content", "fetch", "--edition", "garden-new", "--lang", "ru,kk", BOT_PACK=str(pack))
    assert (ended.code, ended.err) == (0, "")
    stored = [line for line in ended.out.splitlines() if line.startswith("stored ")]
    assert [line.rpartition(" ")[2] for line in stored] == [f"{site}/ru", f"{site}/kk"]
    assert held().held() == (("garden-new", "kk"), ("garden-new", "ru"))


def test_fetch_that_is_refused(garden_run: Run, tmp_path: Path, site: str) -> None:
    """A site that refuses is named in one line that says what to do instead; other languages are still fetched."""
    pack = garden_folder.write(tmp_path / "online", {code: f"{site}/{code}" for code in ("ru", "en")})
    ended = garden_run("content", "fetch", "--edition", "garden-new", "--lang", "en,ru", BOT_PACK=str(pack))
    assert ended.code == 1
    host = site.removeprefix("http://")
    assert ended.err == (
        f"garden-new en: {host} answers 403 (it may refuse connections from abroad): "
        "open the page in a browser, save it, and import the saved file\n"
    )
    assert held().held() == (("garden-new", "ru"),)


def test_fetch_without_an_address(garden_run: Run) -> None:
    """A language that the pack names no address for is wrong use."""
    said = refused(garden_run("content", "fetch", "--edition", "garden-new", "--lang", "ru"))
    assert said == "the pack has no address of garden-new in 'ru'"
    assert refused(garden_run("content", "fetch", "--edition", "xx", "--lang", "ru")).startswith(
        "unknown edition 'xx'"
    )


# Export


def test_export_jsonl(garden_run: Run) -> None:
    """Every edition, language and article is an object on standard output; which are official is said."""
    garden_run(*IMPORT)
    rows = garden_run("content", "export", "--format", "jsonl").answers
    assert len(rows) == 3 * (6 + 4)
    assert {(row["edition"], row["lang"]) for row in rows if row["official"]} == {("garden-new", "ru")}
    [row] = [row for row in rows if row["official"] and row["number"] == 3]
    assert row["heading"] == "Яблоки"
    assert row["text"].startswith("1. Яблоки делятся поровну.\n")
    some = garden_run("content", "export", "--format", "jsonl", "--edition", "garden-old", "--lang", "kk,en")
    assert len(some.answers) == 8


@pytest.mark.parametrize(
    ("form", "first"),
    [("md", "# Устав Сада"), ("akn", '<?xml version="1.0" encoding="UTF-8"?>'), ("html", "<!DOCTYPE html>")],
)
def test_export_of_one_language(garden_run: Run, form: str, first: str) -> None:
    """One language goes to standard output, or to the file that is named."""
    garden_run(*IMPORT)
    ended = garden_run("content", "export", "--format", form, "--lang", "ru")
    assert ended.out.splitlines()[0] == first
    assert "Скамейки стоят в тени." in ended.out
    assert garden_run("content", "export", "--format", form, "--lang", "ru", "--out", "law").out == "law\n"
    assert Path("law").read_text("utf-8") == ended.out


def test_export_comes_back(garden_run: Run) -> None:
    """What is exported as Akoma Ntoso can be imported, and is the text that is held already."""
    garden_run(*IMPORT)
    garden_run("content", "export", "--format", "akn", "--lang", "ru", "--out", "law.xml")
    assert "held already" in garden_run("content", "import", "law.xml", *IMPORT[3:]).out


def test_export_of_several_languages(garden_run: Run) -> None:
    """Several languages go to a folder, and the paths are printed."""
    ended = garden_run("content", "export", "--format", "html", "--out", "pages")
    names = [f"pages/garden-new.{code}.html" for code in ("kk", "ru", "en")]
    assert ended.out.splitlines() == names
    assert all(Path(name).is_file() for name in names)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "doc"), "unknown format 'doc': there are akn, jsonl, md, html"),
        (("--format", "md", "--lang", "de"), "unknown language 'de': the pack has kk, ru, en"),
        (("--format", "md", "--edition", "xx"), "unknown edition 'xx': the pack has garden-new, garden-old"),
        (
            ("--format", "md"),
            "several languages make several files: name a folder with --out, or one language with --lang",
        ),
    ],
)
def test_export_refuses(garden_run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Wrong use is one line."""
    assert refused(garden_run("content", "export", *arguments)) == said


def test_export_to_nowhere(garden_run: Run) -> None:
    """A file that cannot be written is a failure, in one line."""
    out = ("--lang", "ru", "--out", "no/such/folder/law.md")
    line = refused(garden_run("content", "export", "--format", "md", *out), code=1)
    assert line == "no/such/folder/law.md: cannot be written (No such file or directory)"


# List, and ask


def test_list_shows_revisions(garden_run: Run) -> None:
    """Each revision stands with its date, the beginning of its hash and how complete it is, newest first."""
    garden_run(*IMPORT, "--date", "2021-03-01")
    changed = Path("changed.html")
    changed.write_bytes(garden.document("garden.ru.html").replace("в тени".encode(), "на солнце".encode()))
    garden_run("content", "import", str(changed), *IMPORT[3:], "--date", "2022-03-01")
    rows = [line.split("\t") for line in garden_run("content", "list").out.splitlines()]
    shas = [revision.text.sha256[:10] for revision in held().all("garden-new", "ru")]
    assert [
        "garden-new",
        "ru",
        "in-force",
        "0/6 digests",
        "not reviewed",
        f"revision 2 correction of 2022-03-01 {shas[1]} 6/6 articles; revision 1 of 2021-03-01 {shas[0]} 6/6 articles",
    ] in rows
    assert ["garden-new", "kk", "in-force", "0/6 digests", "not reviewed", "no official text"] in rows


def test_a_damaged_text(garden_run: Run) -> None:
    """A stored text that is not as it was written is a failure that names the file."""
    garden_run(*IMPORT)
    Path("data/texts/garden-new/ru/0001/wording.txt").write_text("something else", "utf-8")
    line = refused(garden_run("content", "list"), code=1)
    assert line.startswith("data/texts/garden-new/ru/0001/wording.txt: is damaged")


def test_ask_quotes(run: Run, pack: Pack) -> None:
    """What is loaded into the data folder is what scripts are answered with, as in the chat."""
    invented_text.store(pack, held(), "ru")
    [answer] = run("ask", "статья 4 пункт 2", "--json").answers
    assert (answer["kind"], answer["articles"]) == (
        "paragraph",
        [{"number": 4, "paragraph": 2, "score": 1.0}],
    )
    assert answer["text"].split("\n\n")[1] == "2. Река 4.2 течёт к морю."
    assert "Официальный текст (Русский" in answer["text"]
    lines = json.dumps({"question": "статья 4 пункт 2"}).encode()
    [other] = run("ask", "--jsonl", stdin=lines).answers
    assert other["text"] == answer["text"]


def test_only_what_reads_documents_loads_their_readers(tmp_path: Path) -> None:
    """Importing loads no Telegram, no database, no log; asking does not load what reads documents either."""
    pack = garden_folder.write(tmp_path / "garden")
    document = ["content", "import", str(DOCUMENT), "--edition", "garden-new", "--lang", "ru", "--dry-run"]
    commands = [document, ["content", "export", "--format", "html", "--lang", "ru"]]
    # What reads PDF loads cryptography, for files under a password.
    assert loaded(tmp_path, *commands, BOT_PACK=str(pack)) & (HEAVY - {"cryptography"}) == set()
    asking = loaded(tmp_path, ["ask", "dual citizenship"])
    assert asking & {"lxml", "pypdf", "docx"} == set()
