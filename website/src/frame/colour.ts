// The hospital's colour, made readable: whatever is asked for, text keeps a contrast of 4.5 to 1.

type Rgb = [number, number, number];

// The grounds of style.css that are nearest to the text's own brightness: --tint, light and dark.
const PAPER: Rgb = [233, 239, 233];
const NIGHT: Rgb = [36, 50, 47];
const NEEDED = 4.6;

export function parsed(hex: string): Rgb | null {
  const found = /^#?([0-9a-f]{6})$/i.exec(hex);
  if (!found) return null;
  const value = parseInt(found[1]!, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Relative luminance as in WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Move `colour` towards `end` until it can be read on `ground`. */
export function readable(colour: Rgb, ground: Rgb, end: Rgb): Rgb {
  for (let step = 0; step <= 20; step += 1) {
    const mixed = colour.map((part, place) => Math.round(part + ((end[place]! - part) * step) / 20)) as Rgb;
    if (contrast(mixed, ground) >= NEEDED) return mixed;
  }
  return end;
}

/** Set the hospital's colour for light and dark; anything that is no colour changes nothing. */
export function useAccent(hex: string, root: HTMLElement): void {
  const colour = parsed(hex);
  if (!colour) return;
  const css = (rgb: Rgb) => `rgb(${rgb.join(" ")})`;
  root.style.setProperty("--own-light", css(readable(colour, PAPER, [0, 0, 0])));
  root.style.setProperty("--own-dark", css(readable(colour, NIGHT, [255, 255, 255])));
}
