// Learning after a turn, as the turn sees it: bound to one model and one memory.
import type { Logger } from '../../core/index.js';
import type { MemoryService } from '../../memory/index.js';
import { learnFromTurn } from '../../memory/index.js';
import type { Predictor } from '../../models/index.js';
import { redactText } from '../../safety/index.js';
import type { Learn } from '../turn/types.js';

/** Makes the learner of a memory. It resolves with what is new; what was known already is not told again. */
export function createLearn(predictor: Predictor, memory: MemoryService, logger: Logger): Learn {
  return (turn, options) =>
    learnFromTurn(turn, { predictor, memory, logger, redact: redactText, ...options });
}
