// Texts of servers on their way into a prompt or before a person: one line, bounded, with nothing that cannot be seen.

const MAX_DESCRIPTION = 1_200;

/** Characters that are not seen but read: tags, direction marks, joiners, controls. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|[\u{115F}\u{1160}\u{2800}\u{3164}\u{FFA0}]|\p{Variation_Selector}/gu;

/** @param max characters */
export function plainLine(text: string, max = MAX_DESCRIPTION): string {
  const line = text
    .slice(0, 20 * max)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSEEN, '')
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
