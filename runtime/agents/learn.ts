// Learning from a turn: candidates with evidence in the user's own words are reconciled into memory.
import type { MemoryNote } from '../core/index.js';
import type { MemoryService, SaveOutcome } from '../memory/index.js';
import type { MemoryCandidate, Predictor } from '../models/index.js';
import { memoryExtract } from '../models/index.js';
import type { Learn, LearnInput } from './types.js';

const KNOWN_LIMIT = 12;

const WHY: Readonly<Record<Exclude<SaveOutcome['action'], 'known'>, string>> = {
  added: 'You said so in this turn.',
  updated: 'This turn made it more precise.',
  superseded: 'It replaces what you said before.',
};

/** Makes the learner of a memory. It resolves with what is new; what was known already is not told again. */
export function createLearn(predictor: Predictor, memory: MemoryService): Learn {
  return async (turn, { signal, budget, emit }) => {
    const known = await memory.search({ text: turn.user, limit: KNOWN_LIMIT });
    const { output } = await predictor.predict(
      memoryExtract,
      {
        user: turn.user,
        assistant: turn.assistant,
        known: known.map((hit) => hit.memory.content),
      },
      { signal, budget, emit, turnId: turn.turnId },
    );
    const notes: MemoryNote[] = [];
    for (const candidate of output.candidates) {
      if (!isQuoted(candidate.evidence, turn.user)) continue;
      const { action, memory: saved } = await memory.save(asDraft(candidate, turn));
      if (action === 'known') continue;
      const { id, content, layer, category } = saved;
      notes.push({ id, content, layer, category, why: WHY[action] });
    }
    return notes;
  };
}

function asDraft(
  candidate: MemoryCandidate,
  turn: LearnInput,
): Parameters<MemoryService['save']>[0] {
  const { evidence: _evidence, subject, ...rest } = candidate;
  const { sessionId, turnId } = turn;
  const provenance = { source: 'user' as const, sessionId, turnId };
  return { ...rest, provenance, ...(subject === undefined ? {} : { subject }) };
}

/** Whether the user really said it: what is only the model's own idea is not remembered. */
function isQuoted(evidence: string, said: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[\s"'“”‘’]+/g, ' ')
      .trim();
  return plain(evidence) !== '' && plain(said).includes(plain(evidence));
}
