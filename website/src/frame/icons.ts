// Drawn by hand on a grid of 24; they take the colour of the text around them and are never the only label.
import { svg, type SVGTemplateResult } from "lit-html";

const icon = (shape: SVGTemplateResult) =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const close = icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const restart = icon(svg`<path d="M5 12a7 7 0 1 0 2.2-5.1"/><path d="M4 4.5v4.2h4.2"/>`);
export const options = icon(
  svg`<circle class="full" cx="12" cy="5.5" r="1.8"/><circle class="full" cx="12" cy="12" r="1.8"/><circle class="full" cx="12" cy="18.5" r="1.8"/>`,
);
export const send = icon(svg`<path d="M5 12h13M12.5 6.5L18 12l-5.5 5.5"/>`);
export const phone = icon(
  svg`<path d="M6.2 4h3l1.5 4-2 1.5a11.5 11.5 0 0 0 5.8 5.8l1.5-2 4 1.5v3a1.8 1.8 0 0 1-2 1.8A16 16 0 0 1 4.4 6a1.8 1.8 0 0 1 1.8-2z"/>`,
);
export const text = icon(svg`<path d="M4.5 5.5h15v10h-8l-4.5 4v-4H4.5z"/>`);
export const up = icon(svg`<path d="M7.5 10.5v9M7.5 19.5h9.3a2 2 0 0 0 2-1.6l1.1-5.4a1.7 1.7 0 0 0-1.7-2h-4.4l.7-3.9a1.9 1.9 0 0 0-3.5-1.2l-3.5 5.1h-3v9h3"/>`);
export const down = icon(svg`<path d="M7.5 13.5v-9M7.5 4.5h9.3a2 2 0 0 1 2 1.6l1.1 5.4a1.7 1.7 0 0 1-1.7 2h-4.4l.7 3.9a1.9 1.9 0 0 1-3.5 1.2l-3.5-5.1h-3v-9h3"/>`);
export const calendar = icon(svg`<path d="M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4"/>`);

/** The mark: five vertebrae on a gentle curve. */
export const mark = svg`<svg class="mark" viewBox="0 0 32 40" aria-hidden="true" focusable="false">
  <rect x="9.5" y="1" width="12" height="5.4" rx="2.7"/><rect x="7" y="9" width="14" height="5.8" rx="2.9"/>
  <rect x="7.2" y="17.2" width="15.6" height="6" rx="3"/><rect x="10" y="25.6" width="15" height="6" rx="3"/>
  <rect x="13.4" y="34" width="11.2" height="5.2" rx="2.6"/></svg>`;
