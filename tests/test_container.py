"""The image and the compose file: what they promise can be read from them, without an engine to build them."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot_process import ROOT, free_port, program

Instruction = tuple[str, str]


def instructions() -> list[list[Instruction]]:
    """The instructions of the Dockerfile by stage, each as its word and the rest with continued lines joined."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    stages: list[list[Instruction]] = []
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            stages.append([])
        if word:
            stages[-1].append((word, rest.strip()))
    return stages


def last(word: str) -> list[str]:
    """What the final stage says with that instruction, in order."""
    return [rest for found, rest in instructions()[-1] if found == word]


def settings_of_image() -> dict[str, str]:
    """The environment that the final stage sets."""
    return dict(pair.split("=", 1) for rest in last("ENV") for pair in rest.split())


def compose() -> dict[str, Any]:
    """The one service of the compose file."""
    read = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    assert list(read["services"]) == ["bot"]
    service: dict[str, Any] = read["services"]["bot"]
    return service


async def health_check(port: int) -> None:
    """Run the image's health check against a bot on that port; it fails as the container's would."""
    words = last("HEALTHCHECK")[0].partition("CMD ")[2]
    name, *arguments = json.loads(words.replace(":8080'", f":{port}'"))
    assert name == "python"
    async with program(sys.executable, *arguments, stderr=asyncio.subprocess.DEVNULL) as process:
        status = await process.wait()
    if status != 0:
        raise ConnectionError(f"nothing healthy on port {port}")


def test_two_stages_of_one_slim_python() -> None:
    """Both stages start from the same slim image, of the Python that the types are checked for."""
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]["python_version"]
    bases = [stage[0][1].split()[0] for stage in instructions()]
    assert bases == [f"python:{checked}-slim"] * 2


def test_installs_what_is_locked() -> None:
    """The dependencies are those of the lock file, each checked against its hash."""
    runs = " ".join(rest for word, rest in instructions()[0] if word == "RUN")
    assert "--require-hashes" in runs
    assert "-r /runtime.txt" in runs
    assert ("COPY", "requirements/runtime.txt /runtime.txt") in instructions()[0]


def test_runs_without_root() -> None:
    """The last word on who runs it is an unprivileged user, and nothing is installed after that."""
    words = [word for word, _ in instructions()[-1]]
    assert last("USER") == ["atazan"]
    assert not {"RUN", "COPY", "ADD"} & set(words[words.index("USER") :])
    assert "useradd" in last("RUN")[0]


def test_keeps_data_in_a_volume() -> None:
    """What the bot keeps lies in a volume that its user owns."""
    assert last("VOLUME") == ["/data"]
    assert settings_of_image()["BOT_DATA_DIR"] == "/data"
    assert "--owner atazan" in last("RUN")[0]


def test_starts_the_bot() -> None:
    """The image starts the bot as its first process, so that it gets the signal to stop."""
    assert last("CMD") == ['["python", "-m", "bot"]']
    assert last("ENTRYPOINT") == []


def test_holds_the_program_and_no_more() -> None:
    """Every folder of the program is copied and sent to the builder; no secrets, data or tests are."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {source for rest in last("COPY") if "--from" not in rest for source in rest.split()[:-1]}
    assert copied == {"LICENSE", "README.md", "bot", "content", "handlers"}
    assert sent == copied | {"requirements/runtime.txt"}
    assert "*" in ignored
    assert not any(fnmatch(name, pattern) for name in (".env", "data", ".git", "tests") for pattern in sent)


async def test_health_check_finds_a_missing_bot() -> None:
    """The health check fails where nothing answers."""
    with pytest.raises(ConnectionError):
        await health_check(free_port())


def test_compose_locks_the_service_up() -> None:
    """The service cannot write to its image, gain privileges or keep capabilities, and comes back by itself."""
    service = compose()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert service["volumes"] == ["data:/data"]
    assert service["env_file"] == ".env"


def test_compose_agrees_with_the_image() -> None:
    """Whatever the file of settings says, data and health are where the image expects them."""
    inside = settings_of_image()
    fixed = compose()["environment"]
    assert fixed == {name: inside[name] for name in ("BOT_DATA_DIR", "BOT_LISTEN")}
    assert f"'{inside['BOT_LISTEN']}'" in last("HEALTHCHECK")[0]


def test_compose_waits_for_the_bot_to_stop() -> None:
    """The engine waits longer for the end than the bot takes, so that nothing in hand is lost."""
    assert compose()["stop_grace_period"] == "15s"


def test_paths_exist() -> None:
    """Everything that is copied is there."""
    copied = [source for rest in last("COPY") if "--from" not in rest for source in rest.split()[:-1]]
    assert [name for name in copied if not Path(ROOT / name).exists()] == []
