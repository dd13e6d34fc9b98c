// Files whose whole content says which of many changes has written them.

export const FILES: readonly string[] = Array.from(
  { length: 12 },
  (_, i) => `src/dir${i % 3}/file${i}.txt`,
);
/** Made by every odd change and deleted by every even one. */
export const TOGGLED = 'src/toggled.txt';

/** Large enough to be killed in the middle of it; each generation has another length. */
export function contentAt(name: string, generation: number): Uint8Array {
  const line = `generation ${generation} of ${name}\n`;
  return new TextEncoder().encode(line.repeat(3000 + (generation % 5) * 500));
}

export function generationOf(content: Uint8Array | undefined): number {
  const head = Buffer.from(content ?? []).toString('utf8', 0, 40);
  return Number(/^generation (\d+) /.exec(head)?.[1] ?? Number.NaN);
}
