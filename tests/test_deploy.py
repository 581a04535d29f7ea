"""The files to deploy with agree with the program, and with one another."""

from __future__ import annotations

import re
from typing import Any

import yaml

from bot.settings import Settings
from bot.stopping import STOP_SECONDS
from tests.bot_process import ROOT

DEPLOY = ROOT / "deploy"
EXAMPLE = (DEPLOY / "production.env.example").read_text("utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")


def compose() -> dict[str, Any]:
    """The services of several workers."""
    services: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    return services


def kubernetes() -> dict[str, Any]:
    """The container of a worker in a cluster."""
    deployment = next(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))
    container: dict[str, Any] = deployment["spec"]["template"]["spec"]["containers"][0]
    return container


def unit() -> dict[str, list[str]]:
    """The lines of the systemd unit by their name."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "atazan.service").read_text("utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def test_every_variable_is_a_setting() -> None:
    """What is set anywhere is known to the program."""
    known = {f"BOT_{name.upper()}" for name in Settings.model_fields}
    named = set(re.findall(r"\bBOT_[A-Z_]+", EXAMPLE)) | set(compose()["bot"]["environment"])
    named |= {variable["name"] for variable in kubernetes()["env"]}
    named |= set(re.findall(r"\bBOT_[A-Z_]+", " ".join(unit()["Environment"])))
    assert named - known == set()


def test_compose_runs_three_locked_up_workers() -> None:
    """Three workers that cannot write to their image, wait for PostgreSQL, and do not know its owner's password."""
    bot = compose()["bot"]
    assert bot["deploy"]["replicas"] == 3
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert bot["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "OWNER" not in str(bot)
    assert "env_file" not in bot
    assert "NOSUPERUSER NOCREATEDB NOCREATEROLE" in (DEPLOY / "postgres-init.sh").read_text("utf-8")


def test_everything_in_compose_that_must_be_set_is_in_the_example() -> None:
    """Whoever fills in the example has filled in all of it."""
    wanted = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text("utf-8")))
    assert wanted == set(re.findall(r"^([A-Z_]+)=", EXAMPLE, flags=re.MULTILINE))


def test_nginx_leads_to_the_webhook_and_to_nothing_else() -> None:
    """The path of the example's address is the one that is let through; health and metrics are not."""
    (address,) = re.findall(r"^BOT_WEBHOOK_URL=https://[^/]+(\S+)$", EXAMPLE, flags=re.MULTILINE)
    assert f"location = {address} {{" in NGINX
    assert re.findall(r"location (?:[=~] )?(\S+) \{", NGINX) == [address, r"\.ics$", "/"]
    (port,) = re.findall(r"server bot:(\d+)", NGINX)
    assert compose()["bot"]["environment"]["BOT_LISTEN"].endswith(f":{port}")
    assert compose()["nginx"]["ports"] == ["443:8443"]


def test_everybody_waits_for_the_end() -> None:
    """Compose, systemd and Kubernetes give the bot the time that it takes, and some more."""
    assert compose()["bot"]["stop_grace_period"] == "15s"
    assert unit()["TimeoutStopSec"] == ["15"]
    assert STOP_SECONDS < 15


def test_kubernetes_asks_the_pages_that_there_are() -> None:
    """Alive by /healthz, ready by /readyz."""
    container = kubernetes()
    asked = {
        name: container[name]["httpGet"]["path"]
        for name in ("livenessProbe", "readinessProbe", "startupProbe")
    }
    assert asked == {"livenessProbe": "/healthz", "readinessProbe": "/readyz", "startupProbe": "/healthz"}
    assert container["ports"][0]["containerPort"] == 8080


def test_the_unit_does_not_start_a_wrong_setting_again() -> None:
    """Exit status 2 is for the operator to mend."""
    assert unit()["RestartPreventExitStatus"] == ["2"]
    assert unit()["ExecStart"] == ["/opt/atazan/.venv/bin/python -m bot"]
