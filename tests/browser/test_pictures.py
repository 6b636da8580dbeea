"""The pictures of docs/website.md, taken anew: `make pictures` puts them there, other runs only see that it works."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect
from visiting import Visit

PHONE = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 1.5, "has_touch": True, "is_mobile": True}


async def test_pictures(visit: Visit, real_site: str, pictures: Path | None, tmp_path: Path) -> None:
    """The main states can be shown: on a desk, on a phone, in the dark, in few colours, enlarged."""
    folder = pictures or tmp_path
    folder.mkdir(exist_ok=True)

    async def take(name: str, chat: object) -> None:
        await chat.page.wait_for_timeout(250)  # type: ignore[attr-defined]
        await chat.page.screenshot(path=folder / f"{name}.png")  # type: ignore[attr-defined]

    desk = await visit(real_site, opened=False)
    await take("demo-page", desk)
    await desk.open()
    await take("welcome", desk)
    await desk.say("what are the side effects of radiation")
    await take("answer", desk)
    await desk.find(".source summary").click()
    await take("source", desk)
    await desk.say("i cant move my legs since this morning")
    await take("urgent", desk)

    phone = await visit(real_site, **PHONE)
    await phone.say("what is chemo")
    await take("phone", phone)
    await phone.say("i have a fever of 102")
    await take("phone-urgent", phone)

    dark = await visit(real_site, color_scheme="dark", **PHONE)
    await dark.say("what are the side effects of radiation")
    await take("dark", dark)
    few = await visit(real_site, forced_colors="active", **PHONE)
    await few.say("what is chemo")
    await take("forced-colors", few)
    small = await visit(real_site, viewport={"width": 320, "height": 256})
    await small.say("what is chemo")
    await take("zoom-400", small)

    form = await visit(**PHONE)
    await form.press("Ask for an appointment")
    await form.press("No, none of these")
    await form.press("For me")
    await form.say("Pat Doe")
    await expect(form.field).to_have_attribute("type", "tel")
    await take("form-phone-number", form)
    assert len(list(folder.glob("*.png"))) >= 11
