// The conversation as it is drawn: each turn with the patient's words, the answer, and what can be done with it.
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { shownDate, t, wishes } from "./config";
import * as icons from "./icons";
import type { Opinion, Pending, State } from "./state";
import { shownText } from "./text";
import { last, offered } from "./turns";
import type { Attachment, Choice, ShownTurn, Source } from "./types";

const REASONS = ["not_my_question", "hard_to_read", "seems_wrong", "upsetting", "other"];

export interface LogActions {
  press(event: MouseEvent, choice: Choice): void;
  rate(turn: number, helpful: boolean, reason?: string): void;
  save(file: Attachment): void;
  tryAgain(): void;
  begin(): void;
}

export function log(state: State, actions: LogActions): TemplateResult {
  const choosing = state.phase === "open" && !state.pending ? offered(state.turns) : undefined;
  return html`${wishes.greeting ? html`<p class="greeting">${wishes.greeting}</p>` : nothing}
    <ol class="turns">
      ${repeat(
        state.turns,
        (turn) => turn.number,
        (turn) => html`<li class="turn" data-turn=${turn.number}>
          ${turn.you === null ? nothing : yours(turn.you)} ${theirs(turn, state, actions)}
        </li>`,
      )}
      ${state.pending ? pendingTurn(state.pending, actions) : nothing}
    </ol>
    ${choosing ? choices(choosing, actions) : nothing} ${ending(state, actions)}`;
}

const yours = (words: string): TemplateResult =>
  html`<div class="said you"><span class="who">${t("you")}</span><p dir="auto">${words}</p></div>`;

function theirs(turn: ShownTurn, state: State, actions: LogActions): TemplateResult {
  // While urgent help is pinned in full its words would stand there twice; on paper they stand here.
  const pinned = !state.ahead && state.urgent === turn.number && last(state.turns) === turn;
  return html`<div class="said them ${turn.record.outcome} ${pinned ? "pinned-above" : ""}">
    <span class="who">${t("assistant")}</span>
    ${turn.messages.map(
      (message) => html`<div class="message">
        ${shownText(message.text)} ${message.attachment ? download(message.attachment, actions) : nothing}
      </div>`,
    )}
    ${turn.source || turn.record.answer_ids.length
      ? html`<div class="about">
          ${turn.source ? source(turn.source) : nothing}
          ${turn.record.answer_ids.length ? feedback(turn.number, state.opinions.get(turn.number), actions) : nothing}
        </div>`
      : nothing}
  </div>`;
}

function download(file: Attachment, actions: LogActions): TemplateResult {
  return html`<button type="button" class="file" @click=${() => actions.save(file)}>${icons.calendar} ${file.title}</button>`;
}

function source(from: Source): TemplateResult {
  const date = shownDate(from.updated);
  const review = from.reviewed ? t("source_approved", { date: shownDate(from.reviewed) }) : t("source_draft");
  return html`<details class="source">
    <summary>${t("source_ask")}</summary>
    <p>${t("source_page", { title: from.title, publisher: from.publisher, date })}</p>
    <p>${t("source_sections")}</p>
    <ul>
      ${from.sections.map((section) => html`<li>${section}</li>`)}
    </ul>
    <p>${review}</p>
  </details>`;
}

function feedback(turn: number, opinion: Opinion | undefined, actions: LogActions): TemplateResult {
  const thumb = (helpful: boolean) => html`<button
    type="button"
    class="thumb"
    title=${t(helpful ? "feedback_yes" : "feedback_no")}
    aria-label=${t(helpful ? "feedback_yes" : "feedback_no")}
    aria-pressed=${opinion?.helpful === helpful}
    @click=${() => actions.rate(turn, helpful)}
  >
    ${helpful ? icons.up : icons.down}
  </button>`;
  const asked = opinion && !opinion.helpful && !opinion.reason;
  return html`<div class="feedback" role="group" aria-label=${t("feedback_ask")}>
      <span aria-hidden="true">${t("feedback_ask")}</span>${thumb(true)}${thumb(false)}
    </div>
    <div class="reasons" role="status">
      ${asked
        ? html`<p>${t("feedback_why")}</p>
            ${REASONS.map(
              (reason) =>
                html`<button type="button" @click=${() => actions.rate(turn, false, reason)}>${t(`feedback_${reason}`)}</button>`,
            )}`
        : opinion
          ? html`<p tabindex="-1" class="thanks">${t("feedback_thanks")}</p>`
          : nothing}
    </div>`;
}

function pendingTurn(pending: Pending, actions: LogActions): TemplateResult {
  return html`<li class="turn pending ${pending.state}" data-turn="pending">
    ${yours(pending.words)}
    ${pending.state === "sending"
      ? html`<p class="dots" aria-hidden="true"><i></i><i></i><i></i></p>`
      : html`<p class="unsent">
          ${t(pending.state === "waiting" ? "waiting" : "not_sent")}
          ${pending.state === "failed"
            ? html`<button type="button" @click=${actions.tryAgain}>${t("try_again")}</button>`
            : nothing}
        </p>`}
  </li>`;
}

function choices(turn: ShownTurn, actions: LogActions): TemplateResult | typeof nothing {
  const all = turn.messages.flatMap((message) => message.buttons);
  if (!all.length) return nothing;
  return html`<ul class="choices" aria-label=${t("choices")}>
    ${all.map(
      (choice) =>
        html`<li><button type="button" @click=${(event: MouseEvent) => actions.press(event, choice)}>${choice.title}</button></li>`,
    )}
  </ul>`;
}

function ending(state: State, actions: LogActions): TemplateResult | typeof nothing {
  if (state.phase !== "ended" && state.phase !== "unreachable") return nothing;
  const words = state.phase === "ended" ? state.notice || t("ended") : state.notice || t("begin_failed");
  return html`<div class="ending" role="alert">
    <p>${words}</p>
    <button type="button" class="strong" @click=${actions.begin}>
      ${t(state.phase === "ended" ? "start_new" : "try_again")}
    </button>
  </div>`;
}
