// Urgent help, pinned above the conversation: the words once, the numbers for as long as the chat goes on.
import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "./config";
import * as icons from "./icons";
import type { State } from "./state";
import { shownText } from "./text";
import { last } from "./turns";

/** Keep a number on one line: it is dialled from the screen too. */
const unbroken = (title: string) =>
  title.split(/(\+?\d[\d-]+\d)/).map((words, place) => (place % 2 ? html`<span class="number">${words}</span>` : words));

export function urgent(state: State, hide: () => void): TemplateResult | typeof nothing {
  const turn = state.ahead?.turn ?? state.turns.find((one) => one.number === state.urgent);
  if (!turn) return nothing;
  const newest = turn === state.ahead?.turn || turn === last(state.turns);
  return html`<div class="pinned">
    <div class="bar">
      <h2>${t("urgent_title")}</h2>
      <button type="button" class="hide" @click=${hide}>${t("urgent_hide")}</button>
    </div>
    ${newest ? html`<div class="words">${turn.messages.map((message) => shownText(message.text))}</div>` : nothing}
    <ul class="calls">
      ${(turn.call ?? []).map(
        (call) => html`<li>
          <a class="call" href=${call.sms ? `sms:${call.sms}` : `tel:${call.tel}`}>
            ${call.sms ? icons.text : icons.phone} <span>${unbroken(call.title)}</span>
          </a>
        </li>`,
      )}
    </ul>
  </div>`;
}
