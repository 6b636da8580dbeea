"""Starts the server and says where it is; a problem that the user can solve is one line."""

from __future__ import annotations

import asyncio
import errno
import gzip
import os
import signal
import socket
import sys
import warnings
import webbrowser
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from assistant.booking.database import sqlite_file
from assistant.booking.errors import BookingError
from assistant.booking.shared import shared_store
from assistant.channels.needs import Talks
from assistant.channels.website.history import DATABASE, History, HistoryError
from assistant.language.embedding import ModelFileError, SentenceEncoder, shared_encoder
from assistant.lean import settle
from assistant.privacy.quiet import hide_words_of_errors
from assistant.server.app import create_app
from assistant.server.health import Readiness
from assistant.server.retention import Retention
from assistant.server.signatures import unsigned_files
from assistant.settings import Settings, load_settings
from assistant.settings.names import without_effect
from assistant.storage.database import place_of, reason
from assistant.storage.turn_locks import TurnLocks, turn_locks
from knowledge.reader import KnowledgeError

if TYPE_CHECKING:
    from assistant.tracker_store.store import ConversationStore


class StartError(RuntimeError):
    """The server can't start; the message says what to change."""


class _Server(uvicorn.Server):
    """Serves until it is told to stop, by Ctrl-C or by the system, and then ends as after any work well done."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that the server is ready once it really answers."""
        await super().startup(sockets)
        readiness: Readiness = self.config.app.state.readiness  # type: ignore[union-attr] # it is the app of `_serve`
        if reason := await readiness.check():
            Console(stderr=True).print(
                f"[bold red]Not ready:[/] {reason}. Trying again.", highlight=False, soft_wrap=True
            )
        settle()
        self._saying = asyncio.create_task(self._say_ready(readiness))

    async def _say_ready(self, readiness: Readiness) -> None:
        await readiness.answered.wait()
        address = _address(self.config.host, self.config.port)
        print(f"Ready at {address} (Ctrl-C stops)", flush=True)
        if _has_browser():
            await asyncio.to_thread(webbrowser.open, address)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop after the turns that are under way; at the second Ctrl-C at once."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def run() -> None:
    """Serve until Ctrl-C.

    Raises:
        StartError: the address or a model file can't be used, or conversations or appointment requests can't be kept.
        SettingsError: a setting is missing or can't be used.
        ModelError: there is no model of today's data, or it is damaged; or the gate is older than its examples.
        SafetyFileError: the rules of the gate can't be used.
    """
    settings = load_settings()
    for name in without_effect(Settings.model_fields):
        print(f"{name} is no setting and has no effect (see docs/settings.md).", file=sys.stderr)
    hide_words_of_errors()
    listener = bind(settings)
    try:
        check_folders(settings)
        with Console(stderr=True).status("Loading the assistant ..."), ThreadPoolExecutor(1) as beside:
            encoder = beside.submit(shared_encoder)  # while Rasa is imported
            bookings = shared_store()
            assistant, store = load()
            _check_encoder(encoder)
        if settings.mode == "production" and (drafts := unsigned_files()):
            print(f"Not signed by a clinician yet: {', '.join(drafts)} (see docs/safety.md).", file=sys.stderr)
        history = open_history(settings)
        app = create_app(
            assistant,
            store,
            settings,
            bookings=bookings,
            history=history,
            daily=Retention(store, history, settings.retention_days).purge,
            locks=open_locks(settings),
        )
        try:
            asyncio.run(_serve(app, settings, listener))
        finally:
            store.shut()
            history.shut()
    except BookingError as error:
        raise StartError(str(error)) from error
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def load() -> tuple[Talks, ConversationStore]:
    """Load the model, and open the place where conversations are kept.

    Raises:
        StartError: conversations can't be kept.
        ModelError: there is no model of today's data, or it is damaged.
    """
    from assistant.tracker_store import store as stores
    from assistant.training.model import ModelError, find_model
    from assistant.turn.conversation import Assistant

    warnings.simplefilter("ignore")  # once more: the imports switch some on, and they would stand before "Ready"
    model = find_model()
    try:
        store = stores.ConversationStore(place_of(stores.DATABASE))
    except stores.StoreError as error:
        raise StartError(str(error)) from error
    try:
        _read_to_its_end(model)
        with stores.strict():
            return Assistant.load(model, store), store
    except KnowledgeError:
        raise  # it says itself which file of knowledge/ is wrong, and where
    except Exception as error:  # Rasa raises what the reader of the damaged part raises
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise ModelError(f"The model {model} can't be loaded: {why}. Delete it and run 'make train'.") from error


def _check_encoder(encoder: Future[SentenceEncoder]) -> None:
    """Wait for the sentence embeddings.

    Raises:
        StartError: their file is missing, or is not the one that was tested.
    """
    try:
        encoder.result()
    except Exception as error:
        why = str(error) if isinstance(error, ModelFileError) else f"{type(error).__name__}. Run 'make setup' again."
        raise StartError(f"Sentences can't be understood: {why}") from error


def _read_to_its_end(model: Path) -> None:
    """Read a model file whole, which compares its checksum: Rasa stops reading before that.

    Raises:
        OSError, EOFError, zlib.error: it is damaged.
    """
    with gzip.open(model) as content:
        while content.read(1 << 20):
            pass


def check_folders(settings: Settings) -> None:
    """Make the folders of what is kept in files.

    Raises:
        StartError: one can't be made, or is a file.
    """
    files = [sqlite_file(settings)]
    if not settings.database.get_secret_value():
        files.append(DATABASE)
    for folder in {file.parent for file in files if file}:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StartError(f"Nothing can be kept in {folder}: {reason(error)}.") from error


def open_history(settings: Settings) -> History:
    """Open the place of what the website shows.

    Raises:
        StartError: it can't be kept.
    """
    try:
        return History(place_of(DATABASE, settings), settings.session_hours * 3600)
    except HistoryError as error:
        raise StartError(str(error)) from error


def open_locks(settings: Settings) -> TurnLocks:
    """Open the locks that this server shares with other replicas, if there are any.

    Raises:
        StartError: their database can't be used.
    """
    try:
        return turn_locks(settings)
    except SQLAlchemyError as error:
        raise StartError(f"The database of ASSISTANT_DATABASE can't be used for locks: {reason(error)}.") from error


def bind(settings: Settings) -> socket.socket:
    """Take the address of the settings, before the model is loaded.

    Raises:
        StartError: it is in use, or not an address of this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise StartError(f"{settings.host} is not an address of this machine. Change ASSISTANT_HOST.") from error
    # Named as TCP: asyncio sends small answers at once (TCP_NODELAY) only from sockets that say so; others wait 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Not yet listening: a proxy would hand over messages, which would wait until the model is loaded.
        listener.bind(address)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise StartError(_why_not_bound(settings, error)) from error
    return listener


def _why_not_bound(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{settings.host} is not an address of this machine. Change ASSISTANT_HOST."
    advice = "Set ASSISTANT_PORT to another number"
    if error.errno == errno.EACCES:
        advice += ", above 1023"
    return f"Port {settings.port} on {settings.host} can't be used: {(error.strerror or '').lower()}. {advice}."


async def _serve(app: FastAPI, settings: Settings, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        ws="none",
        timeout_graceful_shutdown=int(settings.answer_seconds) + 5,
    )
    await _Server(config).serve(sockets=[listener])


def _has_browser() -> bool:
    """Say whether a person at a screen started the server: a browser in a terminal would only be in the way."""
    screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.stdout.isatty() and bool(screen)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
