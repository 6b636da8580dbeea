// What the field is called and which keyboard a phone shows, while the appointment form asks for something.
import { hasText, t } from "./config";

export interface Field {
  label: string;
  hint: string;
  type: "text" | "tel";
  autocomplete: AutoFill;
  /** A single line, that a phone's keyboard sends with its return key. */
  short: boolean;
}

const SHORT: Record<string, Partial<Field>> = {
  appointment_name: { autocomplete: "name" },
  appointment_phone: { autocomplete: "tel", type: "tel" },
  appointment_language: { autocomplete: "off" },
  appointment_relation: { autocomplete: "off" },
};

/** Return the field for the slot that is asked for, or the field for a question. */
export function fieldFor(asks: string | undefined): Field {
  if (!asks?.startsWith("appointment_")) {
    return { label: t("composer"), hint: t("composer_hint"), type: "text", autocomplete: "off", short: false };
  }
  const label = `ask_${asks}`;
  const hint = `hint_${asks}`;
  return {
    label: t(hasText(label) ? label : "ask_answer"),
    hint: t(hasText(hint) ? hint : "ask_hint"),
    type: "text",
    autocomplete: "off",
    short: asks in SHORT,
    ...SHORT[asks],
  };
}
