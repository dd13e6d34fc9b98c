// A number with what it counts, in German.
export const plural = (n: number, one: string, many: string): string =>
  n === 1 ? `1 ${one}` : `${n.toLocaleString('de')} ${many}`;
