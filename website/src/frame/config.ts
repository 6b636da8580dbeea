// What the server wrote into the page, and what the script tag on the hospital's page asked for in the address.
import type { Config } from "./types";

export const config = JSON.parse(document.getElementById("config")!.textContent!) as Config;

const asked = new URLSearchParams(location.search);

/** Return a text of knowledge/website.yml with its places filled in; an unknown key is a fault of ours and shows itself. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = config.texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Say whether there is a text under this key. */
export const hasText = (key: string): boolean => key in config.texts;

/** The page that shows the frame, where it is one that the server knows; null where the chat stands alone. */
export const host: string | null = (() => {
  const name = asked.get("host");
  const known = name === location.origin || config.origins.includes(name ?? "");
  return window.parent !== window && name !== null && known ? name : null;
})();

/**
 * What the hospital's page decides by attributes of the script tag; text is only ever shown as text. Words are taken from a page
 * of the hospital alone: in a link they would be anybody's, under the hospital's address.
 */
export const wishes = {
  hospital: (host === null ? "" : (asked.get("hospital") ?? "").slice(0, 80)) || config.hospitalName,
  greeting: host === null ? "" : (asked.get("greeting") ?? "").slice(0, 300),
  accent: asked.get("accent") ?? "",
};

/** Return a date of the server ("2022-06-07") as people here write it. */
export function shownDate(iso: string): string {
  const language = document.documentElement.lang === "en" ? "en-US" : document.documentElement.lang;
  return new Date(`${iso.slice(0, 10)}T12:00:00`).toLocaleDateString(language, { dateStyle: "long" });
}
