// The head of the chat: whose it is, what it is not, and the ways out.
import { html, nothing, type TemplateResult } from "lit-html";
import { host, t, wishes } from "./config";
import * as icons from "./icons";
import { linked } from "./text";

export type Question = "restart" | "forget";

export interface HeaderActions {
  ask(question: Question): void;
  confirm(question: Question): void;
  keep(): void;
  print(): void;
  close(): void;
}

function confirmation(question: Question, actions: HeaderActions): TemplateResult {
  return html`<div class="confirm" role="group" aria-labelledby="confirm-text">
    <p id="confirm-text">${t(`${question}_ask`)}</p>
    <div class="row">
      <button type="button" class="keep" @click=${actions.keep}>${t(`${question}_no`)}</button>
      <button type="button" class="strong" @click=${() => actions.confirm(question)}>${t(`${question}_yes`)}</button>
    </div>
  </div>`;
}

export function header(question: Question | null, actions: HeaderActions): TemplateResult {
  const choose = (event: Event, act: () => void) => {
    (event.target as Element).closest("details")!.open = false;
    act();
  };
  return html`<div class="bar">
      ${icons.mark}
      <div class="names">
        <p class="hospital">${wishes.hospital}</p>
        <h1>${t("name")}</h1>
      </div>
      <button type="button" class="tool" title=${t("restart")} aria-label=${t("restart")} @click=${() => actions.ask("restart")}>
        ${icons.restart}
      </button>
      <details class="options">
        <summary class="tool" title=${t("options")} aria-label=${t("options")}>${icons.options}</summary>
        <div class="menu">
          <button type="button" @click=${(event: Event) => choose(event, actions.print)}>${t("print")}</button>
          <button type="button" @click=${(event: Event) => choose(event, () => actions.ask("forget"))}>${t("forget")}</button>
        </div>
      </details>
      ${host
        ? html`<button type="button" class="tool" title=${t("close")} aria-label=${t("close")} @click=${actions.close}>
            ${icons.close}
          </button>`
        : nothing}
    </div>
    <p class="reminder">${linked(t("notice"))}</p>
    ${question ? confirmation(question, actions) : nothing}`;
}
