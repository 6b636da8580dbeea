"use strict";

const texts = document.getElementById("texts");
const form = document.getElementById("form");
const text = document.getElementById("text");
const number = document.getElementById("number");

function add(kind, words, cost) {
  const item = document.createElement("li");
  item.className = kind;
  if (kind === "nothing") {
    item.textContent = words;
  } else {
    const bubble = document.createElement("p");
    bubble.textContent = words;
    item.append(bubble);
  }
  if (cost) {
    const note = document.createElement("span");
    note.className = "cost";
    note.textContent = cost;
    item.append(note);
  }
  texts.append(item);
  item.scrollIntoView({ block: "end" });
}

function costOf(one) {
  const unit = one.segments === 1 ? "segment" : "segments";
  return `${one.segments} ${unit}, ${one.characters} characters${one.gsm ? "" : " of UCS-2"}`;
}

async function send(picture) {
  if (!number.reportValidity()) return;
  const words = text.value;
  text.value = "";
  add("mine", picture ? `[picture] ${words}` : words || "[nothing]");
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  try {
    const response = await fetch("/sms/phone/send", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: words, number: number.value, picture }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    for (const one of answer.texts) add("theirs", one.text, costOf(one));
    if (!answer.texts.length) add("nothing", "No text comes back.");
  } catch (error) {
    add("nothing", "The server did not answer. Is it running?");
  }
  for (const button of form.querySelectorAll("button")) button.disabled = false;
  text.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(false);
});
document.getElementById("picture").addEventListener("click", () => send(true));
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
text.focus();
