"""The pages of the widget: what they may load, who may frame them, and that their texts are all there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from door_fakes import SECRET, Door, FakeAssistant
from pydantic import ValidationError
from real_hospital import PRODUCTION

from assistant.channels.website import pages
from assistant.channels.website.words import load_website_file, words_in
from assistant.settings import ROOT, Settings
from knowledge.reading_grade import flesch_kincaid
from knowledge.terms import load_terms

SITE = "https://www.hospital.example"
SOURCES = ROOT / "website" / "src"
TEMPLATES = Path(pages.__file__).parent / "templates"


async def test_the_frame_has_a_strict_policy(assistant: FakeAssistant) -> None:
    """Nothing inline, nothing from elsewhere, no HTML from text; framed by the hospital's origins and ours only."""
    door = Door(assistant, assistant.store, website_origins=f"{SITE}, https://news.hospital.example:8443")
    response = await door.http.get("/chat")
    policy = dict(part.strip().partition(" ")[::2] for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == f"'self' {SITE} https://news.hospital.example:8443"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "lit-html"
    for name in ("script-src", "style-src", "img-src", "connect-src"):
        assert policy[name] == "'self'"
    assert policy["form-action"] == policy["base-uri"] == "'none'"
    assert "x-frame-options" not in response.headers
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "microphone=()" in response.headers["permissions-policy"]
    assert "set-cookie" not in response.headers


async def test_without_origins_nobody_else_frames_it(door: Door) -> None:
    """As installed, only our own pages may show the frame."""
    response = await door.http.get("/chat")
    assert "frame-ancestors 'self';" in response.headers["content-security-policy"]
    assert response.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "origins",
    [
        "*",
        "hospital.example",
        "http://hospital.example",
        "https://a.example/path",
        "https://*.example",
        "'self'",
        "x; y",
    ],
)
def test_an_origin_is_exact(origins: str) -> None:
    """A wildcard, a path, a name without scheme or plain HTTP stops the start."""
    with pytest.raises(ValidationError, match="is no origin such as"):
        Settings(secret=SECRET, website_origins=origins, _env_file=None)


def test_origins_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """One environment variable holds them, with commas or spaces between."""
    monkeypatch.setenv("ASSISTANT_WEBSITE_ORIGINS", f"{SITE} http://localhost:8080")
    assert Settings(_env_file=None).website_origins == (SITE, "http://localhost:8080")


@pytest.mark.parametrize("path", ["/", "/chat"])
async def test_pages_load_nothing_from_elsewhere(door: Door, path: str) -> None:
    """Every file that a page names is ours and exists; there is no inline script, style or handler."""
    page = (await door.http.get(path)).text
    files = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page)
    assert files
    for file in files:
        assert file.startswith("/")
        assert (await door.http.get(file)).status_code == 200
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))|<style|\son\w+=|\sstyle=", page)


async def test_built_files_are_kept_under_their_stamp(door: Door) -> None:
    """A file asked for with the stamp of its content may be kept for good, compressed; without it not."""
    page = (await door.http.get("/chat")).text
    (file,) = re.findall(r'src="(/static/frame\.js\?[0-9a-f]{12})"', page)
    response = await door.http.get(file)
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"
    assert (await door.http.get("/static/frame.js")).headers["cache-control"] == "no-cache"


def test_the_widget_waits_for_the_longest_answer() -> None:
    """It does not give up on a message before the server and the proxy do: a late safe reply must reach the patient."""
    code = (SOURCES / "frame" / "api.ts").read_text(encoding="utf-8")
    (seconds,) = re.findall(r"^const SECONDS = (\d+);$", code, re.MULTILINE)
    assert int(seconds) > Settings(_env_file=None).answer_seconds
    proxy = re.search(r"proxy_read_timeout (\d+)s;", (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8"))
    assert proxy
    assert int(seconds) > int(proxy[1])


async def test_names_can_not_break_out(assistant: FakeAssistant) -> None:
    """A hospital's name with any characters is shown as it is, in pages, their data and the loader."""
    name = "<b>St. Mary's</b> </script>\" & \\ ${x} `Sons"
    door = Door(assistant, assistant.store, hospital_name=name)
    for path in ("/", "/chat"):
        page = (await door.http.get(path)).text
        assert "<b>" not in page
        assert page.count("</script>") == page.count("<script")
    data = re.search(r'<script id="config" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["hospitalName"] == name


async def test_the_loader_carries_its_texts(door: Door) -> None:
    """The script for other sites may be loaded there, knows the phone number by itself, and names no other server."""
    response = await door.http.get("/assistant.js")
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "555-0111" in response.text
    assert "__ASSISTANT__" not in response.text
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", response.text)


async def test_help_without_scripts(door: Door) -> None:
    """Without JavaScript the chat's page gives the numbers, and the demonstration page a link and a number."""
    chat = (await door.http.get("/chat")).text.split("<noscript>")[1].split("</noscript>")[0]
    assert 'href="tel:5550111"' in chat
    assert "911" in chat
    demo = (await door.http.get("/")).text
    fallback = demo.split("data-assistant-fallback")[1]
    assert 'href="/chat"' in fallback
    assert 'href="tel:5550111"' in fallback


async def test_in_production_there_is_no_demonstration_page(assistant: FakeAssistant) -> None:
    """A real hospital has its own pages: `/` shows the chat."""
    page = (await Door(assistant, assistant.store, **PRODUCTION).http.get("/")).text
    assert 'id="composer"' in page
    assert "not a real" not in page


def test_every_text_is_there_and_used() -> None:
    """Each text that a script or template asks for stands in knowledge/website.yml, and none in vain."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.ts"))
    code += "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    code += Path(pages.__file__).read_text(encoding="utf-8")
    code += (Path(pages.__file__).parent / "calls.py").read_text(encoding="utf-8")
    asked = set(re.findall(r"""\bt\(\s*"(\w+)\"""", code)) | set(re.findall(r"\bwords\.(\w+) \}\}", code))
    for language in load_website_file().languages.values():
        assert asked <= set(language.texts)
        unused = {
            name
            for name in language.texts
            if not re.search(rf"\b{name}\b", code)
            and not re.match(r"(ask|hint)_appointment_|feedback_|(restart|forget)_(ask|yes|no)$", name)
        }
        assert not unused


def test_the_texts_are_plain() -> None:
    """No text of the widget reads above grade 6, and names and numbers are filled in."""
    settings = Settings(secret=SECRET, hospital_name="Hope", _env_file=None)
    for name, text in {**words_in("", settings).texts, **load_website_file().problems}.items():
        if len(text.split()) > 5:
            assert flesch_kincaid(re.split(r"(?<=[.?!]) ", text), load_terms()) <= 6.0, f"{name}: {text}"
        assert not re.search(r"\{(hospital_name|care_team_phone|appointment_phone)\}", text), name


def test_a_language_that_is_not_there_is_english() -> None:
    """Whatever language a page asks for, there are words."""
    settings = Settings(secret=SECRET, _env_file=None)
    assert words_in("xx-YY", settings) == words_in("en", settings) == words_in("", settings)
