"""The files of deploy/: what can be checked of them without a container engine or a cluster."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from real_nginx import NGINX, real_nginx
from real_postgres import free_port

from assistant.settings import ROOT, Settings
from assistant.settings.names import check_environment, without_effect
from assistant.storage.postgres import CONNECTIONS, MORE_CONNECTIONS

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
FILES = sorted(file for file in KUBERNETES.glob("*.yaml") if file.name != "kustomization.yaml")
NGINX_INGRESS = "nginx.ingress.kubernetes.io"
LIMIT = f"{NGINX_INGRESS}/limit-rps"


def load(file: Path) -> dict[str, Any]:
    """Return what a YAML file holds."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


INGRESSES = [content for content in map(load, FILES) if content["kind"] == "Ingress"]


def has_limit(ingress: dict[str, Any]) -> bool:
    """Say whether the requests of one address are limited."""
    return LIMIT in ingress["metadata"]["annotations"]


def paths_of(ingresses: list[dict[str, Any]]) -> list[str]:
    """Return the paths that are served."""
    return [path["path"] for one in ingresses for rule in one["spec"]["rules"] for path in rule["http"]["paths"]]


def test_kustomize_names_every_file() -> None:
    """Each manifest is applied, and none is named that is not there."""
    assert sorted(load(KUBERNETES / "kustomization.yaml")["resources"]) == [file.name for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_manifests_hold_no_secret(file: Path) -> None:
    """Secrets are referred to by name; a manifest of kind Secret is in no repository."""
    assert load(file)["kind"] != "Secret"


def test_a_pod_has_no_rights_and_no_disk() -> None:
    """Nothing is kept in a pod; not root, a read-only root, limits, and probes that we serve."""
    deployment = load(KUBERNETES / "deployment.yaml")
    assert deployment["kind"] == "Deployment"
    pod = deployment["spec"]["template"]["spec"]
    assert [set(volume) for volume in pod["volumes"]] == [{"name", "emptyDir"}]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(container["resources"]["limits"]) == {"cpu", "memory"}
    paths = {container[f"{probe}Probe"]["httpGet"]["path"] for probe in ("startup", "liveness", "readiness")}
    assert paths == {"/health/live", "/health/serving"}
    pause = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
    assert pod["terminationGracePeriodSeconds"] > pause + Settings(_env_file=None).answer_seconds + 5


def test_kubernetes_gives_a_pod_no_names_of_settings() -> None:
    """The Service is called like the prefix of the settings: its variables would stand in the place of ours."""
    assert load(KUBERNETES / "service.yaml")["metadata"]["name"] == "assistant"
    pod = load(KUBERNETES / "deployment.yaml")["spec"]["template"]["spec"]
    assert pod["enableServiceLinks"] is False


def test_no_name_of_these_files_is_refused() -> None:
    """Each ASSISTANT_... that a file of deploy/ sets or hands on is a setting, or known to be read elsewhere."""
    named: set[str] = set()
    for file in (path for path in DEPLOY.rglob("*") if path.is_file()):
        named.update(re.findall(r"ASSISTANT_[A-Z_]+", file.read_text(encoding="utf-8")))
    assert {"ASSISTANT_REPLICAS", "ASSISTANT_MODE"} <= named
    check_environment(Settings.model_fields, dict.fromkeys(named, ""))
    assert without_effect(Settings.model_fields, dict.fromkeys(named, "")) == []


def test_the_proxies_wait_longer_than_a_turn_may_take() -> None:
    """Who waits for a turn and then for its answer gets at least the safe reply before the proxy gives up."""
    longest = Settings(_env_file=None).answer_seconds
    nginx = re.search(r"proxy_read_timeout (\d+)s;", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert nginx is not None
    assert int(nginx[1]) > longest
    for ingress in INGRESSES:
        assert int(ingress["metadata"]["annotations"][f"{NGINX_INGRESS}/proxy-read-timeout"]) > longest


def test_the_limit_is_for_conversations_only() -> None:
    """Twilio's few addresses send all texts, and one address of a hospital fetches all files: they have no limit."""
    limited, free = (paths_of([one for one in INGRESSES if has_limit(one) is limit]) for limit in (True, False))
    assert "/api" in limited
    assert {"/sms", "/static", "/assistant.js"} == set(free)
    assert sorted(limited + free) == ["/", "/api", "/assistant.js", "/chat", "/sms", "/static"]
    for same in (
        lambda one: {**one["metadata"]["annotations"], LIMIT: None},
        lambda one: (one["spec"]["ingressClassName"], one["spec"]["tls"]),
        lambda one: [rule["host"] for rule in one["spec"]["rules"]],
    ):
        assert same(INGRESSES[0]) == same(INGRESSES[1])


def test_traces_reach_the_collector() -> None:
    """The network policy lets traces out to the port that the document names, in the namespace that watches."""
    named = re.search(r"ASSISTANT_TRACES=http://collector\S*:(\d+)", (ROOT / "docs" / "deploy.md").read_text("utf-8"))
    assert named
    rules = load(KUBERNETES / "network-policy.yaml")["spec"]["egress"]
    watching = [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}]
    (ports,) = (rule["ports"] for rule in rules if rule.get("to") == watching)
    assert ports == [{"protocol": "TCP", "port": int(named[1])}]


def test_the_database_takes_the_connections_of_all_replicas() -> None:
    """What the autoscaler's file says of connections is what the code opens."""
    text = (KUBERNETES / "autoscaler.yaml").read_text(encoding="utf-8")
    most = load(KUBERNETES / "autoscaler.yaml")["spec"]["maxReplicas"]
    each = CONNECTIONS + MORE_CONNECTIONS + 1  # one for the locks of turns
    assert f"At most {each} connections" in text
    assert f"max_connections {most * each + 10}" in text


def test_compose_is_hardened_and_needs_a_password() -> None:
    """The assistant has a read-only root and no rights; the database is inside, without a known password."""
    compose, simple = load(DEPLOY / "compose.yaml"), load(DEPLOY / "compose.simple.yaml")
    for service in (simple["services"]["assistant"], compose["services"]["assistant"]):
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert "ports" not in service
    assert "ASSISTANT_DATABASE" in service["environment"]
    for service in (*simple["services"].values(), *compose["services"].values()):
        assert service["logging"]["options"].keys() >= {"max-size", "max-file"}, "logs would fill the disk"
    assert compose["networks"]["inside"]["internal"] is True
    assert compose["services"]["postgres"]["networks"] == ["inside"]
    assert ":?" in compose["services"]["postgres"]["environment"]["POSTGRES_PASSWORD"]


def test_the_image_is_not_root_and_locked() -> None:
    """The Dockerfile ends as another user, and installs by hashes."""
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)", lines, re.MULTILINE)[-1] == "10001:10001"
    assert "--require-hashes" in lines
    uv = re.search(r"UV := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert uv
    assert uv[1] in lines


@pytest.mark.parametrize("file", ["Makefile", "deploy/Dockerfile"])
def test_the_lock_is_installed_as_it_is(file: str) -> None:
    """Installing resolves nothing: an override of pyproject.toml would take a release that came after the lock."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    (install,) = (line for line in lines if "--requirement requirements.lock" in line)
    assert {"--no-config", "--no-deps", "--require-hashes"} <= set(install.split())


class _Echo(BaseHTTPRequestHandler):
    """Says which headers came."""

    def do_GET(self) -> None:
        """Answer."""
        body = json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer, after the body."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, str, str]]:
    """The real nginx with deploy/nginx.conf, in front of a server that echoes; its addresses without and with TLS."""
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("nginx and openssl are not installed")
    behind = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    with (
        real_nginx(tmp_path_factory.mktemp("nginx"), [behind.server_port]) as running,
        httpx.Client(verify=False) as client,
    ):
        yield client, running.plain, running.tls
    behind.shutdown()
    logged = (running.folder / "access.log").read_text(encoding="utf-8")
    assert "203.0.113.9" not in logged
    assert "secret" not in logged
    assert "127.0.0.1" not in logged


def test_a_message_that_may_have_arrived_is_not_sent_to_another_replica(tmp_path: Path) -> None:
    """Where one replica can't be reached the other is asked; a message that one has read and not answered is not."""
    if NGINX is None or shutil.which("openssl") is None:
        pytest.skip("nginx and openssl are not installed")
    heard: list[str] = []

    class Dies(_Echo):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.close_connection = True

        def do_GET(self) -> None:
            self.close_connection = True

    def serve(kind: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    dies, answers, nobody = serve(Dies), serve(_Echo), free_port()
    (tmp_path / "one").mkdir()
    with real_nginx(tmp_path / "one", (nobody, answers.server_port)) as running, httpx.Client(verify=False) as client:
        sent = [client.post(f"{running.tls}/api/messages", content="message") for _ in range(4)]
    assert {response.status_code for response in sent} == {200}
    with (
        real_nginx(tmp_path, (dies.server_port, answers.server_port), rates=False) as running,
        httpx.Client(verify=False) as client,
    ):
        heard.clear()
        sent = [client.post(f"{running.tls}/api/messages", content=f"message {number}") for number in range(6)]
        read = client.get(f"{running.tls}/api/messages")
    assert 502 in {response.status_code for response in sent}, "the one that dies was never asked"
    assert sorted(heard) == sorted(set(heard))
    assert len(heard) == sum(response.status_code == 502 for response in sent)
    assert read.status_code == 200
    for server in (dies, answers):
        server.shutdown()


def test_plain_http_leads_to_tls(proxy: tuple[httpx.Client, str, str]) -> None:
    """Nothing is answered without TLS but where to go."""
    response = proxy[0].get(f"{proxy[1]}/chat")
    assert response.status_code == 308
    assert response.headers["location"].startswith("https://")


def test_a_client_can_not_choose_its_address(proxy: tuple[httpx.Client, str, str]) -> None:
    """X-Forwarded-For is replaced, so that nobody evades a limit; the host and the path arrive as they were sent."""
    response = proxy[0].get(f"{proxy[2]}/chat?token=secret", headers={"X-Forwarded-For": "203.0.113.9"})
    assert response.json()["X-Forwarded-For"] == "127.0.0.1"
    assert response.json()["Host"] == "127.0.0.1"
    assert "max-age" in response.headers["strict-transport-security"]


@pytest.mark.parametrize(("path", "status"), [("/metrics", 404), ("/health/ready", 404), ("/staff", 403), ("/", 200)])
def test_what_is_for_inside_is_not_served(proxy: tuple[httpx.Client, str, str], path: str, status: int) -> None:
    """Figures and health stay inside; the staff page is for the hospital's own network."""
    assert proxy[0].get(f"{proxy[2]}{path}").status_code == status


def test_large_bodies_and_floods_are_refused(proxy: tuple[httpx.Client, str, str]) -> None:
    """More than 64 KiB is 413; a flood from one address is 429, before it reaches the assistant."""
    assert proxy[0].post(f"{proxy[2]}/sms/twilio", content=b"a" * 70_000).status_code == 413
    for path, requests in (("/api/messages", 80), ("/chat", 250), ("/sms/twilio", 500)):
        statuses = [proxy[0].get(f"{proxy[2]}{path}").status_code for _ in range(requests)]
        assert statuses[0] == 200
        assert 429 in statuses, path
