// The field and its button. The draft stays while the field changes its kind, and while a message could not be sent.
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { fieldFor } from "./asking";
import { config, t } from "./config";
import * as icons from "./icons";
import type { State } from "./state";
import { last } from "./turns";

/** The count of letters is shown when so few are left. */
const SHOWN_FROM = 200;

export interface ComposerActions {
  draft(text: string): void;
  send(): void;
}

/** Count as the server does: an emoji is one. */
export const length = (text: string): number => [...text].length;

export function composer(state: State, draft: string, busy: boolean, actions: ComposerActions): TemplateResult | typeof nothing {
  if (state.phase === "ended" || state.phase === "unreachable") return nothing;
  const field = fieldFor(last(state.turns)?.asks);
  const left = config.maxCharacters - length(draft);
  const typed = (event: Event) => actions.draft((event.target as HTMLInputElement).value);
  const submit = (event: Event) => {
    event.preventDefault();
    actions.send();
  };
  const key = (event: KeyboardEvent) => {
    // Safari ends a composition before the key that ends it; 229 is how it is known.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    submit(event);
  };
  const count = left < SHOWN_FROM;
  return html`<form @submit=${submit} novalidate>
    <label for="text">${field.label}</label>
    <div class="line">
      ${field.short
        ? html`<input
            id="text"
            class="field"
            type=${field.type}
            inputmode=${field.type}
            autocomplete=${field.autocomplete}
            enterkeyhint="send"
            placeholder=${field.hint}
            aria-describedby="count"
            dir=${draft ? "auto" : nothing}
            .value=${live(draft)}
            @input=${typed}
            @keydown=${key}
          />`
        : html`<textarea
            id="text"
            class="field"
            rows="1"
            autocomplete="off"
            enterkeyhint="send"
            placeholder=${field.hint}
            aria-describedby="count"
            aria-invalid=${left < 0 ? "true" : nothing}
            dir=${draft ? "auto" : nothing}
            .value=${live(draft)}
            @input=${typed}
            @keydown=${key}
          ></textarea>`}
      <button type="submit" class="send" aria-disabled=${busy}>
        ${icons.send}<span>${t("send")}</span>
      </button>
    </div>
    <p id="count" class=${left < 0 ? "count over" : "count"}>
      ${count ? (left < 0 ? t("too_long", { count: -left }) : t("letters_left", { count: left })) : nothing}
    </p>
  </form>`;
}
