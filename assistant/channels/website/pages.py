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

from assistant.channels.problems import MAX_CHARACTERS
from assistant.channels.website.calls import dialled
from assistant.channels.website.words import Words, words_in
from assistant.settings import Settings

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_READ = ["GET", "HEAD"]
_LOADER_TEXTS = ("launcher", "frame_title", "unreachable", "loading", "call_instead", "close")
_PLACE_OF_TEXTS = re.compile(r"""(["'`])__ASSISTANT__\1""")
QUIET_MINUTES = 60
"""After so long without a turn a chat begins anew: the next person at this screen must not read on (domain.yml)."""


def pages_router(settings: Settings) -> APIRouter:
    """Return the pages, with the hospital's name and numbers in them."""
    router = APIRouter()
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    current = stamp()
    frame_headers = {
        "Content-Security-Policy": _frame_policy(settings.website_origins),
        "Cross-Origin-Resource-Policy": "cross-origin",
        # Old browsers know no frame-ancestors; without one of the hospital's origins nobody else may show the frame.
        "X-Frame-Options": "" if settings.website_origins else "SAMEORIGIN",
    }
    demo_headers = {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
    }

    def chat(request: Request) -> Response:
        words = words_in(request.query_params.get("lang", ""), settings)
        page = templates.get_template("chat.html").render(
            words=words.texts,
            language=words.language,
            direction=words.direction,
            settings=settings,
            care_team_dialled=dialled(settings.care_team_phone),
            appointment_dialled=dialled(settings.appointment_phone),
            stamp=current,
            config=_config(words, settings),
        )
        return HTMLResponse(page, headers=frame_headers)

    @router.api_route("/chat", methods=_READ)
    async def chat_page(request: Request) -> Response:
        """Show the chat: in the widget's frame, or alone where somebody followed the link."""
        return chat(request)

    @router.api_route("/", methods=_READ)
    async def first_page(request: Request) -> Response:
        """Show the demonstration page of a hospital; in production, where the hospital has its own, the chat."""
        if settings.mode == "production":
            return chat(request)
        page = templates.get_template("demo.html").render(
            settings=settings,
            words=words_in("", settings).texts,
            care_team_dialled=dialled(settings.care_team_phone),
            appointment_dialled=dialled(settings.appointment_phone),
            stamp=current,
        )
        return HTMLResponse(page, headers=demo_headers)

    loaders: dict[str, str] = {}

    @router.api_route("/assistant.js", methods=_READ)
    async def loader(request: Request) -> Response:
        """Return the script for the hospital's pages, with the texts of the launcher in it."""
        words = words_in(request.query_params.get("lang", ""), settings)
        if words.language not in loaders:
            loaders[words.language] = _loader(words, settings)
        headers = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=300"}
        return Response(loaders[words.language], media_type="text/javascript; charset=utf-8", headers=headers)

    return router


def static_files() -> GZipMiddleware:
    """Return the built files, compressed. Nothing secret is in them, so that compressing them tells nothing."""
    return GZipMiddleware(StaticFiles(directory=STATIC), minimum_size=500)


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
        "quietMinutes": QUIET_MINUTES,
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
