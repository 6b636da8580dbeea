// The chat in its frame: draws the conversation's state, and takes what the patient does to it.
import { render } from "lit-html";
import { Announcer } from "./announcer";
import { useAccent } from "./colour";
import { composer, length } from "./composer";
import { config, host, t, wishes } from "./config";
import { Conversation } from "./conversation";
import { header, type Question } from "./header";
import { log } from "./log";
import type { FromFrame, FromLoader } from "../messages";
import type { Attachment, Choice, Turn } from "./types";
import { urgent } from "./urgent";
import "./style.css";

const part = (id: string): HTMLElement => document.getElementById(id)!;
const parts = { header: part("header"), urgent: part("urgent"), log: part("log"), status: part("status"), composer: part("composer") };

const announcer = new Announcer(part("announcer"));
const conversation = new Conversation(draw, arrived);
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
  const waiting = state.pending?.state === "sending" ? t("answering") : "";
  const words = state.phase === "open" ? state.notice || (state.offline ? t("offline") : waiting) : "";
  if (parts.status.textContent !== words) parts.status.textContent = words;
  parts.status.classList.toggle("quiet", words === waiting);
  if (queued && !conversation.busy) queueMicrotask(sendQueued);
}

function focusField(): void {
  document.getElementById("text")?.focus({ preventScroll: true });
}

/** A new turn is read out, and scrolled to from the patient's own words on: long answers are read from their beginning. */
function arrived(turn: Turn): void {
  if (opened) announcer.turn(turn);
  requestAnimationFrame(() => {
    scrollTo(turn.number);
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
    if (asked === "restart" && conversation.state.turns.length < 2) return void restart();
    question = asked;
    draw();
    parts.header.querySelector<HTMLElement>(".confirm .keep")?.focus();
  },
  confirm(asked: Question): void {
    question = null;
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
  press(_: MouseEvent, choice: Choice): void {
    if (conversation.busy && conversation.state.pending?.state !== "failed") return;
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
    void conversation.begin().then(focusField);
  },
};

function setDraft(text: string): void {
  draft = text;
  queued = false;
  draw();
  const field = document.getElementById("text");
  if (field instanceof HTMLTextAreaElement) grow(field);
}

/** Let the field grow with what is typed, up to what the style sheet allows. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function send(): void {
  const words = draft.trim();
  if (!words || length(draft) > config.maxCharacters) return;
  if (conversation.busy) {
    queued = true;
    conversation.tryAgain();
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
  if (event.data.focus) focusField();
});

window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
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
