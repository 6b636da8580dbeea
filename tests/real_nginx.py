"""The real nginx with deploy/nginx.conf, changed only in its addresses, files and, where asked, its rates."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from real_postgres import free_port

from assistant.settings import ROOT

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
CONFIGURATION = ROOT / "deploy" / "nginx.conf"


@dataclass(frozen=True)
class Proxy:
    """Where it listens, without and with TLS, and its folder with the logs."""

    plain: str
    tls: str
    folder: Path


@contextmanager
def real_nginx(folder: Path, behind: Sequence[int], *, rates: bool = True) -> Iterator[Proxy]:
    """Run it in `folder`, in front of servers on these ports of 127.0.0.1; without `rates`, floods are let through."""
    assert NGINX is not None
    plain, tls = free_port(), free_port()
    (folder / "tls").mkdir()
    subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=chat.hospital.example -days 1 "
        f"-keyout {folder}/tls/privkey.pem -out {folder}/tls/fullchain.pem".split(),
        check=True,
        capture_output=True,
    )
    (folder / "nginx.conf").write_text(_configuration(folder, plain, tls, behind, rates), encoding="utf-8")
    command = [NGINX, "-c", f"{folder}/nginx.conf", "-p", str(folder), "-e", f"{folder}/error.log"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait(f"http://127.0.0.1:{plain}/")
        yield Proxy(f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{tls}", folder)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _configuration(folder: Path, plain: int, tls: int, behind: Sequence[int], rates: bool) -> str:
    text = CONFIGURATION.read_text(encoding="utf-8")
    # Names are asked for again and again only by the nginx of the image (1.27.3 and later).
    servers = re.search(r"server assistant:8000 resolve( [^;]*);", text)
    assert servers is not None
    changes = [
        (servers[0], " ".join(f"server 127.0.0.1:{port}{servers[1]};" for port in behind)),
        ("listen 8080", f"listen 127.0.0.1:{plain}"),
        ("listen 8443", f"listen 127.0.0.1:{tls}"),
        ("/run/nginx.pid", f"{folder}/nginx.pid"),
        ("/dev/stdout", f"{folder}/access.log"),
        ("/dev/stderr", f"{folder}/error.log"),
        ("ssl_certificate tls", f"ssl_certificate {folder}/tls"),
        ("ssl_certificate_key tls", f"ssl_certificate_key {folder}/tls"),
    ]
    if not rates:
        changes += [("rate=10r/s", "rate=10000r/s"), ("burst=40", "burst=10000"), ("addresses 100", "addresses 1000")]
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


def _wait(address: str) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")
