// Another model as one side of a comparison: given to its share of real conversations, judged by them alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnOf } from '../../support/one-turn.js';
import { type RecordedRuns, recordRuns } from '../../support/recorded-runs.js';
import { answered, ToldModel } from '../../support/told-model.js';

const directly = (answer: string): string =>
  answered({ needsAgent: 'false', answer, citations: '[]' });

describe('another model, compared on real conversations', () => {
  let runs: RecordedRuns;
  let broken = false;
  const told = new ToldModel(() => directly('PORT-8080'));
  const other = new ToldModel(() => {
    if (broken) throw new Error('out of order');
    return directly('eight thousand eighty');
  });

  /** One turn; whoever asks says whether they like the answer. */
  async function turn(
    text: string,
    options: { readonly sessionId?: string; readonly model?: string } = {},
  ): Promise<{ readonly sessionId: string; readonly answer: string }> {
    const { memfun } = runs;
    const { sessionId, result } = await turnOf(memfun, text, { ...options, effort: 'direct' });
    const { answer, turnId } = result;
    const rating = answer.includes('PORT-8080') ? 'up' : 'down';
    const event = { type: 'turn.rated', at: Date.now(), turnId, rating } as const;
    await memfun.optimize.rated(event, sessionId);
    return { sessionId, answer };
  }
  const newest = async () => {
    const [experiment] = await runs.memfun.optimize.compare.list();
    if (experiment === undefined) throw new Error('nothing was compared');
    return experiment;
  };

  beforeAll(async () => {
    runs = await recordRuns(told, 'direct', other);
  });
  afterAll(() => runs.close());

  it('answers whole conversations of its share, and is dropped by itself when its answers are disliked', async () => {
    const { compare } = runs.memfun.optimize;
    await compare.start('model:vscode/other', { minimum: 5 });
    const sessions = new Map<string, string>();
    for (let n = 0; (await newest()).state === 'running' && n < 60; n++) {
      const { sessionId, answer } = await turn(`Which port has service ${n}?`);
      sessions.set(sessionId, answer);
      // Later turns of a conversation are answered by the same model.
      if (n < 4) expect((await turn('Once more?', { sessionId })).answer).toBe(answer);
    }
    const { state, comparison, notExposed } = await newest();
    expect(state).toBe('harm');
    expect([comparison.a.mean, comparison.b.mean, notExposed]).toEqual([1, 0, 0]);
    const given = [...sessions.values()];
    expect(given.filter((answer) => answer.includes('eight'))).toHaveLength(comparison.b.n);
    expect(given.filter((answer) => answer.includes('PORT-8080'))).toHaveLength(comparison.a.n);
    for (const sessionId of sessions.keys())
      expect((await turn('And now?', { sessionId })).answer).toBe('PORT-8080');
  });

  it('is not judged by conversations that asked no model, named one, or were given another setting', async () => {
    const { memfun } = runs;
    await memfun.optimize.compare.start('model:vscode/other', { share: 0.99 });
    const counted = async () => {
      const { comparison, notExposed } = await newest();
      return [comparison.a.n + comparison.b.n, notExposed];
    };
    const { sessionId } = await turn('/help');
    await turn('Which port?', { model: 'vscode/told' });
    expect(await counted()).toEqual([0, 2]);
    expect((await turn('Which port?', { sessionId })).answer).toContain('eight');
    expect(await counted()).toEqual([1, 1]);
    await memfun.reconfigure({ 'memfun.model': 'vscode/other', 'memfun.memory.enabled': false });
    await turn('Which port?');
    expect(await counted()).toEqual([1, 2]);
    await memfun.reconfigure({ 'memfun.model': 'vscode/told', 'memfun.memory.enabled': false });
    await memfun.optimize.compare.stop();
  });

  it('is judged by the conversations in which it gave no answer at all', async () => {
    const { compare } = runs.memfun.optimize;
    await compare.start('model:vscode/other', { share: 0.99 });
    broken = true;
    await turn('Which port?');
    expect((await newest()).comparison.b).toEqual({ n: 1, mean: 0 });
    await compare.stop();
  });
});
