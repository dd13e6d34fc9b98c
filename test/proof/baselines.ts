// What the loop is compared with, on the same model: one direct call with everything, and an agent with file tools alone.
import * as z from 'zod';
import type { Memfun } from '../../runtime/app/index.js';
import {
  addUsage,
  Budget,
  DEFAULT_LIMITS,
  silentLogger,
  toErrorInfo,
  type Usage,
  ZERO_USAGE,
} from '../../runtime/core/index.js';
import {
  createPredictor,
  defineSignature,
  type Prediction,
  type Signature,
} from '../../runtime/models/index.js';
import type { ModelHandle } from '../../runtime/ports/index.js';
import { nameOf, type Outcome } from './run-task.js';
import type { ProofTask } from './task.js';

export type Baseline = (
  task: ProofTask,
  memfun: Memfun,
  folder: string,
  signal: AbortSignal,
) => Promise<Outcome>;

/** Careful, as for sub-calls. */
const CHARS_PER_TOKEN = 3;
/** Tokens for instructions and the answer's form. */
const FRAME_TOKENS = 500;
const MOST_TURNS = 30;
/** Characters of one result of a tool. */
const RESULT_CHARS = 10_000;

const directAnswer = defineSignature({
  name: 'proof.direct',
  role: 'root',
  instructions:
    'Answer the question from the files. Answer exactly in the form that the question asks for.',
  input: z.object({ files: z.string(), question: z.string() }),
  output: z.object({ answer: z.string() }),
  examples: [],
});

/** The whole context in one prompt. Refused where it does not fit, as any provider would. */
export const directCall: Baseline = async (task, memfun, folder, signal) => {
  if (task.set === 'edit') return refused(task, 'A single answer cannot change files.');
  const model = await memfun.rootModel();
  let chars = task.question.length;
  const files: string[] = [];
  const room = roomOf(model) * CHARS_PER_TOKEN;
  for (const { path, text } of task.files()) {
    chars += path.length + text.length + 10;
    // Counted to the end, kept only as far as it can be sent.
    if (chars <= room) files.push(`## ${path}\n${text}`);
  }
  if (chars > room) {
    const tokens = Math.ceil(chars / CHARS_PER_TOKEN);
    return refused(
      task,
      `The context has about ${tokens} tokens; ${model.id} takes ${Math.floor(roomOf(model))}.`,
    );
  }
  const site = siteOf(model, signal);
  const input = { files: files.join('\n'), question: task.question };
  return site.outcome(task, folder, async () => {
    const { output } = await site.predict(directAnswer, input);
    return output.answer;
  });
};

const fileStep = defineSignature({
  name: 'proof.files',
  role: 'root',
  instructions:
    'Answer the question about the files of a folder. In every step you either use one tool or answer. Tools: listFiles {glob}, search {pattern, regex?, glob?}, readFile {path, startLine?, endLine?}. Answer exactly in the form that the question asks for.',
  input: z.object({ question: z.string(), results: z.string(), stepsLeft: z.number() }),
  output: z.object({
    action: z.enum(['listFiles', 'search', 'readFile', 'answer']),
    arguments: z.record(z.string(), z.json()).describe('of the tool; {} to answer'),
    answer: z.string().describe('empty while you use tools'),
  }),
  examples: [],
});

/** Looks, reads and searches as many agents do: what tools return goes through the model. */
export const fileTools: Baseline = async (task, memfun, folder, signal) => {
  if (task.set === 'edit') return refused(task, 'This agent has no tools that write.');
  const model = await memfun.rootModel();
  const desk = memfun.toolDesk([]);
  const site = siteOf(model, signal);
  const room = (roomOf(model) * CHARS_PER_TOKEN) / 2;
  return site.outcome(task, folder, async () => {
    let results = '';
    for (let left = MOST_TURNS; left > 0; left--) {
      const input = { question: task.question, results, stepsLeft: left };
      const { output } = await site.predict(fileStep, input);
      if (output.action === 'answer') return output.answer;
      const called = await desk.call(output.action, output.arguments, {
        caller: 'proof',
        signal,
      });
      const said = JSON.stringify(called.ok ? called.value : called.error).slice(0, RESULT_CHARS);
      results = `${results}\n${output.action} ${JSON.stringify(output.arguments)}\n${said}`.slice(
        -room,
      );
    }
    throw new RangeError(`There was no answer after ${MOST_TURNS} steps.`);
  });
};

function roomOf({ contextWindow, maxOutputTokens }: ModelHandle): number {
  return contextWindow - Math.min(maxOutputTokens, contextWindow / 4) - FRAME_TOKENS;
}

const NOTHING = {
  rootInputTokens: [],
  steps: 0,
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  ms: 0,
};

function refused(task: ProofTask, problem: string): Outcome {
  return { ...nameOf(task), ...NOTHING, score: 0, answer: '', stopReason: 'refused', problem };
}

/** Calls of one model, counted. */
function siteOf(model: ModelHandle, signal: AbortSignal) {
  const predictor = createPredictor({
    models: { forRole: async () => model },
    logger: silentLogger,
  });
  const budget = Budget.open(DEFAULT_LIMITS);
  const inputs: number[] = [];
  let usage: Usage = ZERO_USAGE;
  return {
    async predict<I extends z.ZodObject, O extends z.ZodObject>(
      signature: Signature<I, O>,
      input: z.infer<I>,
    ): Promise<Prediction<z.infer<O>>> {
      const predicted = await predictor.predict(signature, input, {
        signal,
        budget,
        turnId: 'proof',
        emit: (event) => {
          if (event.type === 'model.called') usage = addUsage(usage, event.usage);
        },
      });
      inputs.push(predicted.inputTokens);
      return predicted;
    },
    async outcome(task: ProofTask, folder: string, work: () => Promise<string>): Promise<Outcome> {
      const started = performance.now();
      let end: Pick<Outcome, 'answer' | 'stopReason' | 'score' | 'problem'>;
      try {
        const answer = await work();
        end = { answer, stopReason: 'answered', score: task.score(answer, folder) };
      } catch (thrown) {
        end = { answer: '', stopReason: 'error', score: 0, problem: toErrorInfo(thrown).message };
      }
      return {
        ...nameOf(task),
        ...end,
        steps: inputs.length,
        rootInputTokens: inputs,
        modelCalls: usage.modelCalls,
        inputTokens: usage.inputTokens,
        outputTokens: usage.outputTokens,
        costUsd: usage.costUsd ?? 0,
        ms: performance.now() - started,
      };
    },
  };
}
