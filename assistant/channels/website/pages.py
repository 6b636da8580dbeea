"""The files of the widget: the loader for the hospital's pages, the chat in its frame, and the demonstration page."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from assistant.channels.website.calls import dialled
from assistant.channels.website.words import Words, words_in
from assistant.language.folding import MAX_CHARACTERS
from assistant.settings import Settings
from assistant.training.domain_file import session_minutes

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_READ = ["GET", "HEAD"]
_LOADER_TEXTS = ("launcher", "frame_title", "unreachable", "loading", "call_instead", "close")
_PLACE_OF_TEXTS = re.compile(r"""(["'`])__ASSISTANT__\1""")


_DEMO_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
_LOADER_HEADERS = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=300"}


def pages_router(settings: Settings) -> APIRouter:
    """Return the pages, with the hospital's name and numbers in them."""
    router = APIRouter()
    pages = _Pages(settings)

    @router.api_route("/chat", methods=_READ)
    async def chat_page(request: Request) -> Response:
        """Show the chat: in the widget's frame, or alone where somebody followed the link."""
        return pages.chat(_language(request))

    @router.api_route("/", methods=_READ)
    async def first_page(request: Request) -> Response:
        """Show the demonstration page of a hospital; in production, where the hospital has its own, the chat."""
        return pages.chat(_language(request)) if settings.mode == "production" else pages.demonstration()

    @router.api_route("/assistant.js", methods=_READ)
    async def loader(request: Request) -> Response:
        """Return the script for the hospital's pages, with the texts of the launcher in it."""
        return pages.loader(_language(request))

    return router


class _Pages:
    """Fills the pages in."""

    def __init__(self, settings: Settings) -> None:
        """Fill in the hospital's name and numbers of these settings."""
        self._settings = settings
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._filled_in = {
            "settings": settings,
            "care_team_dialled": dialled(settings.care_team_phone),
            "appointment_dialled": dialled(settings.appointment_phone),
            "stamp": stamp(),
        }
        self._frame_headers = _frame_headers(settings.website_origins)
        self._loaders: dict[str, str] = {}

    def chat(self, language: str) -> Response:
        """Return the chat in a language, or in the first one where there are no words in it."""
        words = words_in(language, self._settings)
        page = self._templates.get_template("chat.html").render(
            self._filled_in,
            words=words.texts,
            language=words.language,
            direction=words.direction,
            config=_config(words, self._settings),
        )
        return HTMLResponse(page, headers=self._frame_headers)

    def demonstration(self) -> Response:
        """Return the page of a hospital that there is not."""
        words = words_in("", self._settings)
        page = self._templates.get_template("demo.html").render(self._filled_in, words=words.texts)
        return HTMLResponse(page, headers=_DEMO_HEADERS)

    def loader(self, language: str) -> Response:
        """Return the loader's script in a language; each is put together once."""
        words = words_in(language, self._settings)
        if words.language not in self._loaders:
            self._loaders[words.language] = _loader(words, self._settings)
        script = self._loaders[words.language]
        return Response(script, media_type="text/javascript; charset=utf-8", headers=_LOADER_HEADERS)


def _language(request: Request) -> str:
    return request.query_params.get("lang", "")


def static_files() -> GZipMiddleware:
    """Return the built files, compressed. Nothing secret is in them, so that compressing them tells nothing."""
    return GZipMiddleware(StaticFiles(directory=STATIC), minimum_size=500)


def _frame_headers(origins: tuple[str, ...]) -> dict[str, str]:
    return {
        "Content-Security-Policy": _frame_policy(origins),
        "Cross-Origin-Resource-Policy": "cross-origin",
        # Old browsers know no frame-ancestors; without one of the hospital's origins nobody else may show the frame.
        "X-Frame-Options": "" if origins else "SAMEORIGIN",
    }


def _frame_policy(origins: tuple[str, ...]) -> str:
    framing = " ".join(("'self'", *origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {framing}; "
        "require-trusted-types-for 'script'; trusted-types lit-html"
    )


def _config(words: Words, settings: Settings) -> str:
    """Return what the frame's script must know, as JSON that can't end the element that it stands in."""
    content = {
        "texts": words.texts,
        "maxCharacters": MAX_CHARACTERS,
        "quietMinutes": session_minutes(),
        "origins": list(settings.website_origins),
        "careTeamPhone": settings.care_team_phone,
        "appointmentPhone": settings.appointment_phone,
        "hospitalName": settings.hospital_name,
    }
    return json.dumps(content).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _loader(words: Words, settings: Settings) -> str:
    """Return the loader's script with its texts: a page that can't reach the server later still has the number."""
    texts = {name: words.texts[name] for name in _LOADER_TEXTS}
    content = {**texts, "tel": dialled(settings.care_team_phone), "language": words.language, "dir": words.direction}
    literal = json.dumps(json.dumps(content))
    return _PLACE_OF_TEXTS.sub(lambda _: literal, (STATIC / "loader.js").read_text(encoding="utf-8"))


def stamp() -> str:
    """Return a name of the built files' content: a browser may keep them for as long as it stays the same."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
