// Finds what a text names with @: not addresses of mail, not decorators, not what stands in code.

/** Mentions of one message that are looked up. */
const MAX_TOKENS = 40;

/** Each token once, in order, without its @ and its quotes. */
export function tokensIn(text: string): readonly string[] {
  const prose = text.replaceAll(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ');
  const found = prose.matchAll(/(?:^|[\s(["'])@(?:"([^"\n]+)"|([^\s"'`)\]]+))/g);
  const tokens = [...found].map(
    ([, quoted, plain = '']) => quoted ?? plain.replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set(tokens)].filter((token) => token !== '').slice(0, MAX_TOKENS);
}

/** Whether somebody meant to name something, so that they are told when it is not there. */
export function isMeant(token: string): boolean {
  return /[/.:]/.test(token);
}
