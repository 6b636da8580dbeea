// Approved text as elements: paragraphs, lists, and links for addresses and numbers. Text stays text: nothing is read as HTML.
import { html, type TemplateResult } from "lit-html";
import { config } from "./config";

type Block = { list: string[] } | { line: string };

/** Return the blocks of a text: lines that begin with "- " are lists, every other line is a paragraph. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const line of text.split("\n")) {
    const last = found[found.length - 1];
    if (line.startsWith("- ")) {
      if (last && "list" in last) last.list.push(line.slice(2));
      else found.push({ list: [line.slice(2)] });
    } else if (line.trim()) {
      found.push({ line });
    }
  }
  return found;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
// Only numbers that can be called: an example of a number, or the person's own, is no link.
const hospital = [config.careTeamPhone, config.appointmentPhone].map(escaped);
const LINKS = new RegExp(
  `https://[^\\s<>"']+[^\\s<>"'.,;:!?)]|\\b1-\\d{3}-\\d{3}-\\d{4}\\b|\\b(?:911|988)\\b|(?<![\\d-])(?:${hospital.join("|")})(?![\\d-])`,
  "g",
);

/** Return a line with its addresses and numbers as links. */
export function linked(line: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of line.matchAll(LINKS)) {
    parts.push(line.slice(end, match.index));
    const words = match[0];
    parts.push(
      words.startsWith("https://")
        ? html`<a href=${words} target="_blank" rel="noopener noreferrer">${words}</a>`
        : html`<a href=${`tel:${words.replace(/[^\d+]/g, "")}`}>${words}</a>`,
    );
    end = match.index + words.length;
  }
  parts.push(line.slice(end));
  return parts;
}

/** Return a whole text. A first line that ends with a colon is the heading of an answer ("Side effects of chemo:"). */
export function shownText(text: string): TemplateResult {
  const all = blocks(text);
  return html`${all.map((block, place) => {
    if ("list" in block) return html`<ul>${block.list.map((item) => html`<li>${linked(item)}</li>`)}</ul>`;
    const heading = place === 0 && all.length > 1 && block.line.endsWith(":");
    return html`<p class=${heading ? "heading" : ""}>${linked(heading ? block.line.slice(0, -1) : block.line)}</p>`;
  })}`;
}
