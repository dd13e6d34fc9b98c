// What is asked of a server fails as soon as no answer can come any more, however much is on its way.
import { expect, onTestFinished, test } from 'vitest';
import { Presence, ServerAwayError } from '../../../runtime/tiers/nats/presence.js';
import { settle } from '../../support/waiting.js';

test('many questions at once are all told that the server is lost, and Node warns of none of them', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  const presence = new Presence(new AbortController().signal);
  const ask = (): Promise<unknown>[] =>
    Array.from({ length: 50 }, () => presence.ask(() => new Promise<never>(() => undefined)));

  for (const round of [1, 2]) {
    const asked = Promise.allSettled(ask());
    presence.lose();
    const ends = await asked;
    expect(ends, `round ${round}`).toHaveLength(50);
    for (const end of ends)
      expect(end).toMatchObject({ status: 'rejected', reason: expect.any(ServerAwayError) });
    await expect(presence.ask(async () => 1)).rejects.toThrow(ServerAwayError);
    presence.find();
    expect(await presence.ask(async () => 1)).toBe(1);
  }
  await settle();
  expect(warnings).toEqual([]);
});
