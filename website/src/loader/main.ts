// Runs on the hospital's page: draws the launcher and opens the chat in a frame from our server. The page's styles can't reach
// it (a shadow tree), it sets no global names, and it needs nothing of the page but the right to load from our server.
import type { FromFrame, FromLoader } from "../messages";
import { STYLE } from "./style";

interface Texts {
  launcher: string;
  frame_title: string;
  unreachable: string;
  loading: string;
  call_instead: string;
  close: string;
  tel: string;
  language: string;
  dir: string;
}

const SECONDS = 12;
const LOADED_SECONDS = 2;
const OPEN = "assistant.open";

function start(script: HTMLScriptElement): void {
  // The server puts the texts in place of this name.
  const texts = JSON.parse("__ASSISTANT__") as Texts;
  const wishes = script.dataset;
  const server = new URL(script.src).origin;
  const root = document.createElement("div");
  root.style.setProperty("all", "initial", "important");
  root.style.setProperty("display", "contents", "important");
  const shadow = root.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [style];

  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, of: object) =>
    Object.assign(document.createElement(name), of) as HTMLElementTagNameMap[Name];
  const box = make("div", { className: wishes.position === "left" ? "box left" : "box", lang: texts.language, dir: texts.dir });
  const launcher = make("button", { type: "button", className: "launcher" });
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("viewBox", "0 0 24 24");
  mark.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", "M4 4.5h16v12h-8l-5 4.5v-4.5H4z");
  mark.append(shape);
  launcher.append(mark, wishes.label || texts.launcher);
  const panel = make("dialog", { className: "panel" });
  panel.setAttribute("aria-label", texts.frame_title);
  const waiting = make("div", { className: "waiting" });
  waiting.setAttribute("role", "status");
  box.append(launcher, panel);
  shadow.append(box);
  if (/^#[0-9a-f]{6}$/i.test(wishes.accent ?? "")) {
    box.style.setProperty("--accent", wishes.accent!);
    box.style.setProperty("--on-accent", isLight(wishes.accent!) ? "#000" : "#fff");
  }

  const narrow = matchMedia("(max-width: 30rem), (max-height: 26rem)");
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let focus = false;

  const tell = () => {
    const message: FromLoader = { assistant: "shown", focus };
    if (ready && panel.open) frame!.contentWindow!.postMessage(message, server);
  };
  const show = () => {
    // On a small screen the chat covers the page: then the page must be out of reach of the keyboard too.
    if (narrow.matches) panel.showModal();
    // show() would take the focus from where the page has it.
    else panel.open = true;
  };

  function open(takeFocus: boolean): void {
    focus = takeFocus;
    if (!frame) load();
    if (!panel.open) show();
    launcher.hidden = true;
    remember("1");
    if (focus) frame!.focus();
    tell();
  }

  function close(): void {
    panel.close();
    launcher.hidden = false;
    launcher.focus();
    remember("");
  }

  function load(): void {
    const address = new URL("/chat", server);
    address.searchParams.set("host", location.origin);
    for (const name of ["hospital", "greeting", "accent", "lang"] as const) {
      if (wishes[name]) address.searchParams.set(name, wishes[name]!);
    }
    const loaded = make("iframe", { title: texts.frame_title, src: address.href });
    frame = loaded;
    waiting.textContent = texts.loading;
    panel.replaceChildren(waiting, loaded);
    // By then it may have been given up, and another one be on its way.
    const giveUp = () => frame === loaded && !ready && unreachable();
    // A frame that has loaded and says nothing shows the browser's own error page.
    loaded.addEventListener("load", () => setTimeout(giveUp, LOADED_SECONDS * 1000));
    setTimeout(giveUp, SECONDS * 1000);
  }

  function unreachable(): void {
    if (!frame) return;
    const words = make("p", { textContent: texts.unreachable });
    const call = make("a", { href: `tel:${texts.tel}`, textContent: texts.call_instead });
    const button = make("button", { type: "button", textContent: texts.close });
    button.addEventListener("click", close);
    waiting.replaceChildren(words, call, button);
    frame.remove();
    frame = null;
    if (focus && panel.open) button.focus();
  }

  window.addEventListener("message", (event: MessageEvent<FromFrame>) => {
    if (event.origin !== server || !frame || event.source !== frame.contentWindow) return;
    if (event.data?.assistant === "ready") {
      ready = true;
      frame.className = "ready";
      waiting.remove();
      tell();
    } else if (event.data?.assistant === "close") close();
  });
  launcher.addEventListener("click", () => open(true));
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  narrow.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    show();
  });

  // A link for browsers without scripts has done its work.
  document.querySelectorAll<HTMLElement>("[data-assistant-fallback]").forEach((one) => (one.hidden = true));
  document.body.append(root);
  if (!narrow.matches && (wishes.open === "true" || remembered())) open(false);
}

/** Say whether black is read better on this colour than white. */
function isLight(hex: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((place) => (parseInt(hex.slice(place, place + 2), 16) / 255) ** 2.2);
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.18;
}

/** A chat that was open when the patient went to another page of the site is open there too. */
function remember(value: string): void {
  try {
    sessionStorage.setItem(OPEN, value);
  } catch {
    // storage is off: it starts closed
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(OPEN) === "1";
  } catch {
    return false;
  }
}

const script = document.currentScript as HTMLScriptElement;
if (document.body) start(script);
else document.addEventListener("DOMContentLoaded", () => start(script));
