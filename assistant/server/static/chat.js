// The chat page: begins a conversation, sends what is typed or pressed, shows what is answered. All text is set as text.
"use strict";

const log = document.getElementById("log");
const status = document.getElementById("status");
const form = document.getElementById("form");
const text = document.getElementById("text");
const send = document.getElementById("send");
const again = document.getElementById("again");
const NO_CONNECTION = "The chat can't be reached. Please check your connection and try again.";

let token = null;
let busy = false;

function show(who, words) {
  const message = document.createElement("div");
  message.className = `message ${who}`;
  const name = document.createElement("span");
  name.className = "who";
  name.textContent = who === "patient" ? "You" : "Assistant";
  const said = document.createElement("div");
  said.textContent = words;
  message.append(name, said);
  log.append(message);
  return message;
}

function removeChoices() {
  for (const list of log.querySelectorAll(".choices")) list.remove();
}

function choices(buttons) {
  if (!buttons.length) return;
  const list = document.createElement("ul");
  list.className = "choices";
  for (const { id, title } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => exchange({ press: id }, title));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  log.append(list);
}

function answered({ messages, record }) {
  if (record.outcome !== "error") removeChoices();
  let first = null;
  for (const { text: words, buttons } of messages) {
    const message = show("assistant", words);
    first = first ?? message;
    choices(buttons);
  }
  first?.scrollIntoView({ block: "nearest" });
}

function setBusy(now) {
  busy = now;
  send.setAttribute("aria-disabled", String(now));
  status.textContent = now ? "One moment ..." : "";
}

// Sends a request; returns the answer, or null after showing what went wrong.
async function call(path, body) {
  setBusy(true);
  let problem = NO_CONNECTION;
  try {
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const content = await response.json();
    if (response.ok) {
      setBusy(false);
      return content;
    }
    problem = content.error.message;
    if (response.status === 401) ended();
  } catch {
    if (!token) again.hidden = false;
  }
  setBusy(false);
  status.textContent = problem;
  return null;
}

function ended() {
  token = null;
  removeChoices();
  form.hidden = true;
  again.hidden = false;
  again.focus();
}

async function exchange(body, words) {
  if (busy || !token) return;
  const mine = show("patient", words);
  const turn = await call("/api/messages", body);
  if (turn) {
    answered(turn);
    text.focus();
    return;
  }
  mine.remove();
  if (body.text !== undefined && !text.value) text.value = words;
}

async function start() {
  again.hidden = true;
  const turn = await call("/api/sessions", {});
  form.hidden = !turn;
  if (!turn) {
    again.hidden = false;
    return;
  }
  token = turn.token;
  log.replaceChildren();
  answered(turn);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value;
  if (busy || !words.trim()) return;
  text.value = "";
  exchange({ text: words }, words);
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
again.addEventListener("click", start);
start();
