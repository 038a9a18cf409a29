/** Is a box's paper dark? Told from its ink, which a site sets to be read whatever the background is made of. */

const DARK_PAPER_FROM = 0.4;

/** True when the element's text is light. One computed-style read; not for every keystroke. */
export function onDarkPaper(element: Element): boolean {
  return lightness(getComputedStyle(element).color) > DARK_PAPER_FROM;
}

/** Rough perceived lightness, 0 to 1, of a computed CSS colour; 0 when it cannot be read. */
export function lightness(colour: string): number {
  const parts = colour.match(/-?[\d.]+(?:e-?\d+)?%?/gi) ?? [];
  const [first = 0, second = 0, third = 0] = parts.map(amount);
  if (/^(?:ok)?l(?:ab|ch)\(/.test(colour)) {
    const whole = colour.startsWith("ok") || parts[0]?.endsWith("%") ? 1 : 100;
    return first / whole;
  }
  if (/^color\(/.test(colour)) return luminance(first, second, third);
  return /^rgba?\(/.test(colour) ? luminance(first / 255, second / 255, third / 255) : 0;
}

function amount(part: string): number {
  return part.endsWith("%") ? Number.parseFloat(part) / 100 : Number.parseFloat(part);
}

function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
