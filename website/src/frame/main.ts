// The chat in its frame: draws the conversation's state, and takes what the patient does to it.
import { nothing, render } from "lit-html";
import { Announcer } from "./announcer";
import { useAccent } from "./colour";
import { composer } from "./composer";
import { host, t, wishes } from "./config";
import { Conversation } from "./conversation";
import { header, type Question } from "./header";
import { log } from "./log";
import { status } from "./status";
import { linked } from "./text";
import type { FromFrame, FromLoader } from "../messages";
import type { Attachment, Choice, Turn } from "./types";
import { urgent } from "./urgent";
import "./style.css";

const part = (id: string): HTMLElement => document.getElementById(id)!;
const parts = { header: part("header"), urgent: part("urgent"), log: part("log"), status: part("status"), composer: part("composer") };

const announcer = new Announcer(part("announcer"));
const conversation = new Conversation(draw, arrived, returned);
let draft = "";
let question: Question | null = null;
let opened = false;
/** The patient sent the draft while an answer was under way: it goes out as soon as that is there. Nobody is left unheard. */
let queued = false;

function draw(): void {
  const { state } = conversation;
  render(header(question, headerActions), parts.header);
  render(urgent(state, () => (conversation.unpin(), focusField())), parts.urgent);
  render(log(state, logActions), parts.log);
  // The field may become another one (a phone number is asked for): who was in it stays in it, and a phone's keyboard open.
  const field = document.activeElement?.id === "text" ? document.activeElement : null;
  render(composer(state, draft, conversation.busy, { draft: setDraft, send }), parts.composer);
  if (field && !field.isConnected) focusField();
  grow();
  const { words, quiet } = status(state, queued);
  render(words ? linked(words) : nothing, parts.status);
  parts.status.classList.toggle("quiet", quiet);
  if (queued && !conversation.busy) queueMicrotask(sendQueued);
}

function focusField(): void {
  document.getElementById("text")?.focus({ preventScroll: true });
}

/** A new turn is read out, and scrolled to from the patient's own words on: long answers are read from their beginning. */
function arrived(turn: Turn): void {
  if (opened) announcer.turn(turn);
  requestAnimationFrame(() => {
    // Help that came before its turn has no place of its own yet.
    scrollTo(turn.number || "pending");
    if (turn.record.outcome === "urgent") parts.urgent.scrollIntoView({ block: "start" });
  });
  // Only where the focus is in the chat and was lost with what went away: never taken from the hospital's page.
  if (document.hasFocus() && !touching() && document.activeElement === document.body) focusField();
}

function scrollTo(turn: number | "pending"): void {
  parts.log.querySelector(`[data-turn="${turn}"]`)?.scrollIntoView({ block: "start" });
}

const touching = (): boolean => matchMedia("(pointer: coarse)").matches;

const headerActions = {
  ask(asked: Question): void {
    if (asked === "restart" && conversation.untouched) return void restart();
    question = asked;
    draw();
    parts.header.querySelector<HTMLElement>(".confirm .keep")?.focus();
  },
  confirm(asked: Question): void {
    question = null;
    queued = false;
    void (asked === "restart" ? restart() : conversation.forget().then(focusField));
  },
  keep(): void {
    question = null;
    draw();
    focusField();
  },
  print: (): void => window.print(),
  close: (): void => tellHost({ assistant: "close" }),
};

async function restart(): Promise<void> {
  await conversation.begin(t("restarted"));
  focusField();
}

const logActions = {
  press(event: MouseEvent, choice: Choice): void {
    // The second click of a double click falls on what stands there by then: a choice of the next turn, perhaps "Send it".
    if (conversation.busy || event.detail > 1) return;
    // The choices go away: the focus must not be lost with them. On a phone the field would open the keyboard over the answer.
    if (touching()) parts.log.focus({ preventScroll: true });
    else focusField();
    conversation.press(choice.id, choice.title);
    scrollTo("pending");
  },
  rate(turn: number, helpful: boolean, reason?: string): void {
    void conversation.rate(turn, helpful, reason);
    if (reason) parts.log.querySelector<HTMLElement>(`[data-turn="${turn}"] .thanks`)?.focus({ preventScroll: true });
  },
  save(file: Attachment): void {
    const address = URL.createObjectURL(new Blob([file.content], { type: file.type }));
    const link = Object.assign(document.createElement("a"), { href: address, download: file.filename });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  },
  tryAgain(): void {
    conversation.tryAgain();
    focusField();
  },
  begin(): void {
    void (conversation.state.phase === "unreachable" ? conversation.again() : conversation.begin()).then(focusField);
  },
};

function setDraft(text: string): void {
  draft = text;
  queued = false;
  draw();
}

/** Words that were not sent in a chat that is over stand in the field again, before what was typed since. */
function returned(words: string): void {
  setDraft([words, draft].filter(Boolean).join(" "));
}

/** Let the field grow with what is typed, up to what the style sheet allows. */
function grow(): void {
  const field = document.getElementById("text");
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function send(): void {
  const words = draft.trim();
  if (!words) return;
  if (conversation.busy) {
    queued = true;
    conversation.wait(words);
    draw();
    return;
  }
  setDraft("");
  conversation.say(words);
  scrollTo("pending");
}

function sendQueued(): void {
  if (queued && !conversation.busy) send();
}

function tellHost(message: FromFrame): void {
  if (host) window.parent.postMessage(message, host);
}

window.addEventListener("message", (event: MessageEvent<FromLoader>) => {
  if (event.source !== window.parent || event.origin !== host || event.data?.assistant !== "shown") return;
  opened = true;
  resume();
  if (event.data.focus) focusField();
});

/** The chat is seen again: on a page that was set aside, or after it was closed. */
function resume(): void {
  if (!conversation.resume()) return;
  // Whoever looks now may be somebody else.
  question = null;
  setDraft("");
}

window.addEventListener("pageshow", (event) => event.persisted && resume());

window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const menu = parts.header.querySelector<HTMLDetailsElement>("details[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")!.focus();
  } else if (question) headerActions.keep();
  else headerActions.close();
});

document.addEventListener("click", (event) => {
  const menu = parts.header.querySelector<HTMLDetailsElement>("details[open]");
  if (menu && !menu.contains(event.target as Node)) menu.open = false;
});

window.addEventListener("beforeprint", () => {
  part("print-date").textContent = t("print_date", { date: new Date().toLocaleString(document.documentElement.lang) });
});

useAccent(wishes.accent, document.documentElement);
draw();
tellHost({ assistant: "ready" });
if (!host) {
  opened = true;
  focusField();
}
void conversation.open();
