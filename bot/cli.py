"""The command line. What a command needs is imported by that command alone, so that `ask` starts quickly."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.errors import UsageError
from bot.printing import fail, forgive_letters, put, without_rich

app = typer.Typer(name="atazan", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
content = typer.Typer(help="Look after the content pack.")
database = typer.Typer(help="Look after the database.")
sessions = typer.Typer(help="Look after the sessions and their calendar.")
app.add_typer(content, name="content")
app.add_typer(database, name="db")
proposals = typer.Typer(help="Proposals: exports, checking, decisions.")
app.add_typer(sessions, name="sessions")
app.add_typer(proposals, name="proposals")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 failure, 2 wrong use or bad input, each with one line on stderr."""
    try:
        code = app(arguments, standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
    except BrokenPipeError:
        # Whoever read our output went away; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        # A folder that may not be read, a disk that is full: the file and the system's own words tell all.
        fail(f"{error.filename or 'atazan'}: {error.strerror or error}", 1)
    except Exception as error:
        # Ours and typer's own errors of use say what to exit with; all else is a mistake of the program.
        exit_code = getattr(error, "exit_code", None)
        if exit_code is None:
            raise
        said = getattr(error, "format_message", error.__str__)()
        fail(said, exit_code)
    sys.exit(code if isinstance(code, int) else 0)


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    or_chat: Annotated[
        bool, typer.Option("--or-chat", help="Without BOT_TOKEN start the local chat.")
    ] = False,
) -> None:
    """Atazan, a bot that answers what the constitution says. Without a command: run the bot."""
    if context.invoked_subcommand is not None:
        return
    from bot.environment import setting

    if setting("BOT_TOKEN") is None:
        if not or_chat and not sys.stdin.isatty():
            raise UsageError(
                "BOT_TOKEN is not set: get a token from @BotFather, or try the bot with: python -m bot chat"
            )
        chat()
        return
    without_rich()
    from bot.app import run_bot

    run_bot()


@app.command()
def chat(
    person: Annotated[
        str, typer.Option("--as", help="Who is speaking; several people can be played.")
    ] = "me",
    lang: Annotated[str | None, typer.Option("--lang", help="The language of the person's app.")] = None,
) -> None:
    """The local chat: the real bot on a terminal or a pipe, with no network and no token."""
    from bot.local.chat import run_chat

    forgive_letters()
    run_chat(person, lang)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the answer: kk, ru or en.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Edition asked about, by its id.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer object.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="A question a line on stdin, an answer object a line out.")
    ] = False,
) -> None:
    """Answer a question, or with --jsonl one a line."""
    from bot import environment
    from bot.asking import Asking

    if (question is None) != jsonl:
        raise UsageError("give either a QUESTION or --jsonl")
    opened = environment.opened()
    asking = Asking(opened, environment.language(opened.pack), environment.official_texts())
    if question is not None:
        answered = asking.one(question.encode("utf-8", "replace").decode(), lang, edition)
        put(answered if as_json else answered["text"])
        return
    faulty = False
    for answered in asking.lines(sys.stdin.buffer, lang, edition):
        faulty = faulty or "error" in answered
        put(answered)
    if faulty:
        raise UsageError("some lines could not be read; their answers say which")


@content.command("check")
def content_check(
    folder: Annotated[
        str | None, typer.Argument(help="The pack's folder; the one in use by default.")
    ] = None,
) -> None:
    """Check a pack: structure, completeness, sources, figures, references, lengths."""
    from bot import environment
    from content.check import problems

    pack = environment.pack(folder)
    found = problems(pack)
    for problem in found:
        print(problem, file=sys.stderr)  # noqa: T201
    if found:
        raise UsageError(f"{len(found)} problems")
    articles = len(pack.edition.articles)
    put(f"{pack.info.id}: {articles} articles in {len(pack.info.languages)} languages, no problems")


Edition = Annotated[str, typer.Option("--edition", help="The edition's id.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what was understood; store nothing.")]
Force = Annotated[bool, typer.Option("--force", help="Import what looks like another text or language.")]
Correction = Annotated[
    bool | None,
    typer.Option(
        "--correction/--no-correction",
        help="Whether it mends the import before it; by default it does if there is one.",
    ),
]


@content.command("list")
def content_list() -> None:
    """List editions and languages, how complete each is, and the official texts that are held."""
    from bot import environment
    from bot.listing import listed

    for line in list(listed(environment.pack(), environment.official_texts())):
        put(line)


@content.command("import")
def content_import(
    file: Annotated[str, typer.Argument(help="HTML, DOCX, PDF, Markdown, plain text or Akoma Ntoso.")],
    edition: Edition,
    lang: Annotated[str, typer.Option("--lang", help="The language it is written in.")],
    source: Annotated[str | None, typer.Option("--source", help="Where it is from, as an address.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="The date of this wording.")] = None,
    dry_run: DryRun = False,
    force: Force = False,
    correction: Correction = None,
) -> None:
    """Load an official text: print what was understood, and store all of it or nothing."""
    from bot.importing import Importing

    asked = Importing(edition, source, date, dry_run, force, correction)
    asked.file(Path(file), lang, put)


@content.command("fetch")
def content_fetch(
    edition: Edition,
    lang: Annotated[str, typer.Option("--lang", help="Languages, between commas.")],
    dry_run: DryRun = False,
    force: Force = False,
    correction: Correction = None,
) -> None:
    """Download an official text from the addresses that the pack names, and load it."""
    from bot.importing import Importing

    asked = Importing(edition, dry_run=dry_run, force=force, correction=correction)
    asked.fetched(_several(lang), put)


@content.command("export")
def content_export(
    form: Annotated[str, typer.Option("--format", help="akn, jsonl, md or html (the reading page).")],
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="The edition's id; by default all in JSONL, else the one in force."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Languages, between commas; all by default.")] = "",
    out: Annotated[
        str | None,
        typer.Option("--out", help="File, or for several languages a folder; else standard output."),
    ] = None,
) -> None:
    """Give the texts out: the official ones where they are held, else the summaries, and say which."""
    from bot.exporting import export

    export(form, edition, _several(lang), Path(out) if out else None, put)


@content.command("diff")
def content_diff(
    edition: Annotated[str | None, typer.Option("--edition", help="The edition in force by default.")] = None,
    other: Annotated[str, typer.Option("--other", help="The edition to hold it against.")] = "",
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the texts.")] = None,
) -> None:
    """List what differs between two editions, article by article."""
    from bot import environment
    from bot.differing import differences

    pack = environment.pack()
    against = other or next((each for each in pack.editions if each != pack.info.default_edition), "")
    language = lang or environment.language(pack)
    wanted = edition or pack.info.default_edition
    for line in differences(pack, environment.official_texts(), wanted, against, language):
        put(line)


@content.command("parity")
def content_parity(
    edition: Annotated[str | None, typer.Option("--edition", help="The edition in force by default.")] = None,
) -> None:
    """List paragraphs whose numbers, negations or words for "free" differ between the languages."""
    from bot import environment
    from bot.differing import parity

    pack = environment.pack()
    for line in parity(pack, environment.official_texts(), edition or pack.info.default_edition):
        put(line)


@content.command("gaps")
def content_gaps() -> None:
    """List questions without a sure answer that three people or more have asked: count, language, last day, words."""
    from bot.gaps_listing import listed

    for line in listed():
        put(line)


@proposals.command("export")
def proposals_export(
    form: Annotated[str, typer.Option("--format", help="csv, jsonl, xlsx, or bundle (the open data).")],
    out: Annotated[
        str | None, typer.Option("--out", help="File; of a bundle a folder or a .zip; else standard output.")
    ] = None,
    article: Annotated[str | None, typer.Option("--article", help="Article by its number.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="State, such as published.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the proposals.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="First day, such as 2026-11-01.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day.")] = None,
) -> None:
    """Give proposals out: a comparative table, or the open data with its verifier."""
    from bot.proposal_files import export

    filters = {"article": article, "status": status, "lang": lang, "since": since, "until": until}
    content = export(form, Path(out) if out else None, filters, put)
    if content is not None:
        # The mark by which Excel knows the letters of a file would be in the way of a pipe.
        sys.stdout.buffer.write(content.removeprefix(b"\xef\xbb\xbf"))
        sys.stdout.buffer.flush()


@proposals.command("verify")
def proposals_verify(
    folder: Annotated[
        str | None,
        typer.Option("--export", help="Check the open data in this folder instead of the database."),
    ] = None,
) -> None:
    """Check the public log offline: numbers, hashes, trees, signatures, the audit and the reconciliation."""
    from bot.errors import BotError
    from bot.proposal_files import verify

    lines: list[str] = []
    right = verify(Path(folder) if folder else None, lines.append)
    if not right:
        raise BotError("; ".join(lines))
    for line in lines:
        put(line)


@proposals.command("decisions")
def proposals_decisions(
    file: Annotated[str, typer.Argument(help="The exported table, XLSX or CSV, filled in.")],
    yes: Annotated[bool, typer.Option("--yes", help="Make the decisions; else only show them.")] = False,
) -> None:
    """Take decisions of the secretariat from a table: all or none, after a look at what they change."""
    from bot.proposal_files import decide

    decide(Path(file), put, yes=yes)
    if not yes and sys.stdin.isatty() and typer.confirm("Make these decisions?"):
        decide(Path(file), put, yes=True)


def _several(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


@database.command("upgrade")
def database_upgrade() -> None:
    """Bring the database to the present schema."""
    import asyncio

    from bot.opening import upgrade_database

    changed = asyncio.run(upgrade_database())
    put("the database was upgraded" if changed else "the database is up to date")


@database.command("backup")
def database_backup(file: Annotated[str, typer.Argument(help="The file to be made.")]) -> None:
    """Write a verified backup of the database to a file; a running bot goes on. Keys are not in it."""
    from bot.tending import back_up

    back_up(Path(file), put)


@database.command("restore")
def database_restore(file: Annotated[str, typer.Argument(help="A file that db backup made.")]) -> None:
    """Put a backup in place of the database. The bot must not run; afterwards sending waits for an admin's word."""
    from bot.tending import put_back

    put_back(Path(file), put)


@database.command("rotate-key")
def database_rotate_key() -> None:
    """Seal all ids with a new data key. The bot must not run."""
    from bot.tending import change_key

    change_key(put)


@sessions.command("list")
def sessions_list() -> None:
    """List all sessions, recorded and announced: id, when, status, title."""
    from bot.sessions.command_line import listed

    listed(put)


@sessions.command("import")
def sessions_import(
    file: Annotated[str, typer.Argument(help="A calendar (.ics).")],
    announce: Annotated[bool, typer.Option("--announce", help="Have the running bot tell people.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Apply what is shown without asking.")] = False,
) -> None:
    """Show which sessions a calendar would create, move, change or cancel, and apply all of it or nothing."""
    from bot.sessions.command_line import imported

    imported(Path(file), put, announce=announce, yes=yes)


@sessions.command("export")
def sessions_export(file: Annotated[str, typer.Argument(help="Where to write the calendar (.ics).")]) -> None:
    """Write all sessions into a calendar file."""
    from bot.sessions.command_line import exported

    exported(Path(file), put)
