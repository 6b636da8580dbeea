"""The chat as a patient uses it, in a page of the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import ConsoleMessage, Frame, Locator, Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
"""All of WCAG 2.2 A and AA that a program can see, and axe's own advice."""


class Chat:
    """One page with the widget on it, or the chat's own page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser refused; a lost connection is what some tests are about."""
        if message.type == "error" and "net::" not in message.text and "the server responded" not in message.text:
            self.faults.append(message.text)

    @property
    def launcher(self) -> Locator:
        """The button on the hospital's page."""
        return self.page.locator("button.launcher")

    @property
    def frame(self) -> Frame:
        """The frame of the chat, or the page itself where the chat stands alone."""
        return next((frame for frame in self.page.frames if "/chat" in frame.url), self.page.main_frame)

    def find(self, selector: str) -> Locator:
        """Find in the chat."""
        return self.frame.locator(selector)

    def button(self, name: str) -> Locator:
        """Find a button of the chat by its name."""
        return self.frame.get_by_role("button", name=name, exact=True)

    @property
    def field(self) -> Locator:
        """The field for the patient's words."""
        return self.find("#text")

    async def open(self) -> None:
        """Press the launcher and wait for the welcome."""
        await self.launcher.click()
        await self.page.wait_for_selector("iframe.ready")
        await expect(self.find(".them").first).to_be_visible()

    async def open_by_keyboard(self) -> None:
        """Walk to the launcher with Tab, press Enter, and wait for the welcome."""
        for _ in range(20):
            await self.page.keyboard.press("Tab")
            if await self.page.evaluate("!!document.activeElement.shadowRoot"):
                break
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_selector("iframe.ready")
        await self.answered(1)
        await expect(self.field).to_be_focused()

    async def choose_by_keyboard(self, title: str) -> None:
        """Walk back to a choice with Shift+Tab, press Enter, and wait for the answer."""
        before = await self.find(".them").count()
        for _ in range(14):
            await self.page.keyboard.press("Shift+Tab")
            if await self.focused() == title:
                break
        assert await self.focused() == title
        await self.page.keyboard.press("Enter")
        await self.answered(before + 1)
        await expect(self.field).to_be_focused()

    async def write_by_keyboard(self, words: str) -> None:
        """Type words where the focus is, send them, and wait for the answer."""
        before = await self.find(".them").count()
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")
        await self.answered(before + 1)

    async def say(self, words: str) -> None:
        """Type words, send them, and wait for the answer."""
        await expect(self.find(".them").first).to_be_visible()
        before = await self.find(".them").count()
        await self.field.fill(words)
        await self.field.press("Enter")
        await self.answered(before + 1)

    async def press(self, title: str) -> None:
        """Press a choice and wait for the answer."""
        before = await self.find(".them").count()
        await self.button(title).click()
        await self.answered(before + 1)

    async def answered(self, turns: int) -> None:
        """Wait until so many turns are there and nothing is under way."""
        await expect(self.find(".them")).to_have_count(turns, timeout=15_000)
        await expect(self.find(".pending")).to_have_count(0)

    async def texts(self) -> list[str]:
        """Return the words of all turns in the order in which they stand there."""
        return [text.strip() for text in await self.find(".you > p, .message").all_inner_texts()]

    async def focused(self) -> str:
        """Return what has the focus in the frame: its id, or its text."""
        return str(
            await self.frame.evaluate("document.activeElement.id || document.activeElement.innerText || 'nothing'")
        )

    async def record_announcements(self) -> None:
        """Keep from now on all that the live regions say."""
        await self.frame.evaluate(
            """() => { window.announced = [];
              for (const id of ["announcer", "urgent"]) new MutationObserver((changes) => {
                const words = document.getElementById(id).innerText.trim();
                if (words) window.announced.push(`${id}: ${words}`);
              }).observe(document.getElementById(id), { childList: true, subtree: true }); }"""
        )

    async def announced(self) -> list[str]:
        """Return what the live regions said, each change once."""
        return list(dict.fromkeys(await self.frame.evaluate("window.announced")))

    async def violations(self, page: bool = True) -> list[str]:
        """Return what axe finds in the frame, and in the page around it unless that was looked at already."""
        found: list[str] = []
        axe = Axe()
        options: dict[str, Any] = {
            "runOnly": {"type": "tag", "values": RULES["runOnly"]},
            "resultTypes": ["violations"],
        }
        for frame in dict.fromkeys((self.page.main_frame, self.frame) if page else (self.frame,)):
            axe.axe_script = "1" if await frame.evaluate("!!window.axe") else Axe().axe_script
            results = await axe.run(frame, options={**options, "iframes": False})  # type: ignore[arg-type]
            found += [
                f"{one['id']}: {node['target']} {node['failureSummary']}"
                for one in results.response["violations"]
                for node in one["nodes"]
            ]
        return found

    async def overflow(self) -> int:
        """Return by how many pixels the chat is wider than its frame."""
        return int(
            await self.frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )
