// The recursive loop: predict a cell, run it, look at what it printed, until final() is called.
// The algorithm is that of "Recursive Language Models" (arXiv 2512.24601): what is large stays in the variables
// of a REPL, the model sees only their description, and code in the REPL may ask models again.
import type { RunEventOf, VariableInfo } from '../core/index.js';
import { abortable, deadlineSignal, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { HistoryEntry } from '../models/index.js';
import type { AnyTool, ToolRegistry } from '../ports/index.js';
import { createToolRegistry, toolDeclarations } from '../tools/index.js';
import { CitationChecker } from './citations.js';
import { extractAnswer } from './extract.js';
import { answerType, draftAnswer } from './final.js';
import { describeCell } from './observation.js';
import { buildPrompt } from './prompt.js';
import type { CellRun, HostCall } from './repl.js';
import { Repl } from './repl.js';
import { type PredictedStep, StepModel } from './step-model.js';
import type { Ending } from './stop.js';
import { endingOf, holdBack, workMs } from './stop.js';
import type { StepFacts } from './stuck.js';
import { StuckDetector } from './stuck.js';
import { Subcalls } from './subcalls.js';
import { oneLine } from './text.js';
import { budgetTool } from './tools/budget.js';
import type { FinalSlot } from './tools/final.js';
import { finalTool } from './tools/final.js';
import { llmBatchTool, llmTool } from './tools/llm.js';
import { rlmTool } from './tools/rlm.js';
import type { Answer, LoopDeps, LoopOptions, LoopResult, TreeOptions } from './types.js';

/** Characters of what the user said meanwhile that stand in the task. */
const STEER_CHARS = 4_000;
/** Where neither the caller nor the account limits the steps. */
const MAX_STEPS = 1000;

/**
 * Works on one task until it is answered or has to end. Never rejects: every ending, also a stop or a broken
 * model, is a result with its reason and the best answer so far.
 */
export async function runLoop(deps: LoopDeps, options: LoopOptions): Promise<LoopResult> {
  const isRoot = options.budget.depth === 0;
  const held = isRoot ? holdBack(options.budget) : undefined;
  const deadline = isRoot ? deadlineSignal(workMs(options.budget), options.signal) : undefined;
  const signal = deadline?.signal ?? options.signal;
  const loop = new Loop(deps, { ...options, memo: options.memo ?? new Map() }, signal);
  try {
    const ending = await loop.run().catch((thrown) => endingOf(thrown, options.signal.aborted));
    held?.release();
    return await loop.finish(ending);
  } finally {
    deadline?.clear();
    held?.release();
    const closing = loop.close();
    // Whoever stopped the run does not wait for an engine to let go.
    if (!options.signal.aborted) await closing;
  }
}

class Loop {
  readonly #slot: FinalSlot = { accepted: undefined, rejected: undefined };
  readonly #history: HistoryEntry[] = [];
  readonly #stuck = new StuckDetector();
  readonly #citations: CitationChecker;
  readonly #model: StepModel;
  readonly #loopId: string;
  #repl: Repl | undefined;
  #nudge: string | undefined;
  /** The cell that is run again, until it is. */
  #given: string | undefined;
  /** What the user said while this loop worked. */
  readonly #said: string[] = [];
  #steps = 0;

  constructor(
    private readonly deps: LoopDeps,
    private readonly options: TreeOptions,
    private readonly signal: AbortSignal,
  ) {
    this.#citations = new CitationChecker(deps.workspace);
    this.#model = new StepModel(deps, options, signal);
    this.#loopId = deps.ids.next('span');
    this.#given = options.resume?.code;
    this.#history.push(...(options.resume?.past ?? []).map((step) => ({ ...step })));
  }

  /** Steps until there is an answer or a reason to end. */
  async run(): Promise<Ending> {
    const { budget } = this.options;
    const of = Math.min(this.options.maxSteps ?? MAX_STEPS, budget.use().limits.iterations);
    const tools = withOwn(this.deps.tools, this.#replTools());
    await this.#model.open();
    const repl = await Repl.open(this.deps, this.options, tools, this.signal);
    this.#repl = repl;
    const functions = toolDeclarations(tools.list());

    for (let index = this.options.resume?.index ?? 1; index <= of; index++) {
      this.#listen();
      budget.reserve({ iterations: 1 }).commit({ iterations: 1 });
      const facts = await this.#step(repl, functions, index, of);
      const last = this.options.over?.();
      if (last !== undefined)
        this.#slot.accepted = { text: last, citations: [], data: undefined, notes: [] };
      if (this.#slot.accepted !== undefined) return { stopReason: 'answered', reason: '' };
      const verdict = this.#stuck.judge(facts, Math.max(index / of, budget.use().share));
      if (verdict.action === 'stop') {
        return { stopReason: 'stuck', reason: `The work went in circles. ${verdict.reason}` };
      }
      this.#nudge = verdict.action === 'nudge' ? nudgeText(verdict.reason) : undefined;
    }
    return { stopReason: 'iterations', reason: `All ${of} steps of this run are used up.` };
  }

  /** The result of the run; where it ended without final(), from the best there is. */
  async finish(ending: Ending): Promise<LoopResult> {
    const answer = this.#slot.accepted ?? (await this.#bestAnswer(ending));
    return { ...ending, answer, steps: this.#steps, inputTokens: this.#model.inputTokens };
  }

  /** Lets go of the sandbox. Never rejects: the result of the run stands. */
  async close(): Promise<void> {
    try {
      await this.#repl?.close();
    } catch (thrown) {
      this.deps.logger.warn('a sandbox did not close', { error: toErrorInfo(thrown).message });
    }
  }

  /** Takes what the user said since the last step; it holds for all that come. */
  #listen(): void {
    const { steering, emit, turnId } = this.options;
    for (const said of steering?.take() ?? []) {
      this.#said.push(said.text);
      emit({ type: 'turn.steered', at: this.deps.clock.now(), turnId, ...said });
    }
  }

  /** One iteration: predict, run, observe. Its events tell the same story. */
  async #step(repl: Repl, functions: string, index: number, of: number): Promise<StepFacts> {
    const { deps, options, signal } = this;
    const started = deps.clock.monotonic();
    const step = { turnId: options.turnId, stepId: deps.ids.next('step') };
    const at = (): number => deps.clock.now();
    const begun = { loopId: this.#loopId, ...stepTitle(options, index), index };
    options.emit({ ...step, ...begun, type: 'step.started', at: at() });
    this.#steps++;
    const end = (seen: StepEnd): void =>
      options.emit({
        ...step,
        ...seen,
        type: 'step.ended',
        at: at(),
        ms: deps.clock.monotonic() - started,
      });

    let variables: readonly VariableInfo[] = [];
    try {
      variables = await abortable(repl.variables(), signal);
      const predicted =
        this.#takeGiven() ??
        (await this.#model.predict(step.stepId, (historyChars) =>
          buildPrompt(
            { ...options, task: steeredTask(options.task, this.#said) },
            {
              functions,
              answerType: answerType(options.intent),
              variables,
              history: this.#history,
              index,
              of,
              nudge: this.#nudge,
              historyChars,
            },
          ),
        ));
      if (!predicted.ok) {
        const observation = `Your last answer could not be read as a step: ${predicted.reason}`;
        this.#history.push({ index, reasoning: '', code: '', observation });
        end({ ok: false, observation, variables: [...variables], error: predicted.error });
        return { code: '', error: predicted.reason, calls: [], files: [], observation };
      }

      const { reasoning, code } = predicted;
      options.emit({ ...step, type: 'step.code', at: at(), reasoning, code });
      // Stands from here on: when the run ends inside this cell, the last answer should know of it.
      const cell = { index, reasoning, code, observation: 'The run ended while this cell ran.' };
      this.#history.push(cell);
      const run = await repl.run(step.stepId, code, signal);
      throwIfAborted(signal);
      const seen = describeCell(run.result, `_out${index}`);
      if (seen.full !== undefined) await repl.set(`_out${index}`, seen.full);
      cell.observation = seen.text;
      end(cellEnd(run, seen.text));
      return cellFacts(code, run, seen.text);
    } catch (thrown) {
      const error = toErrorInfo(thrown);
      end({ ok: false, observation: error.message, variables: [...variables], error });
      throw thrown;
    }
  }

  #takeGiven(): PredictedStep | undefined {
    const code = this.#given;
    this.#given = undefined;
    return code === undefined ? undefined : { ok: true, reasoning: RUN_AGAIN, code };
  }

  #replTools(): readonly AnyTool[] {
    const { deps, options } = this;
    const subcalls = new Subcalls(deps, options);
    return [
      finalTool(options.intent, this.#citations, this.#slot),
      budgetTool(options.budget),
      llmTool(subcalls),
      llmBatchTool(subcalls),
      rlmTool(options, (child) => runLoop(deps, child)),
    ];
  }

  async #bestAnswer(ending: Ending): Promise<Answer | undefined> {
    const draft = draftAnswer(this.#slot.rejected);
    if (ending.stopReason === 'stopped' || ending.stopReason === 'error') return draft;
    const variables = (await this.#repl?.variables().catch(() => [])) ?? [];
    const last = { reason: ending.reason, variables, history: this.#history };
    return (await extractAnswer(this.deps, this.options, this.#citations, last)) ?? draft;
  }
}

/** The tools of the REPL and those of the workspace; where both have a name, the REPL's own counts. */
function withOwn(base: ToolRegistry, own: readonly AnyTool[]): ToolRegistry {
  const names = new Set(own.map(({ name }) => name));
  return createToolRegistry([...own, ...base.list().filter(({ name }) => !names.has(name))]);
}

const RUN_AGAIN = 'This step is run again, with a cell that the user gave.';

type StepEnd = Pick<RunEventOf<'step.ended'>, 'ok' | 'observation' | 'variables' | 'error'>;

function cellEnd({ result }: CellRun, observation: string): StepEnd {
  const end = { ok: result.ok, observation, variables: [...result.variables] };
  if (result.error === undefined) return end;
  const { name, kind, message } = result.error;
  return { ...end, error: { name, code: `cell.${kind}`, message } };
}

function cellFacts(code: string, { result, calls }: CellRun, observation: string): StepFacts {
  const { error } = result;
  return {
    code,
    error: error === undefined ? undefined : `${error.name}: ${error.message}`,
    calls: calls.map((call) => `${call.tool}(${JSON.stringify(call.input)})`),
    files: calls.flatMap((call) => filesOf(call)),
    observation,
  };
}

/** The files that a call reads: whatever it was given as `path`. */
function filesOf({ input }: HostCall): readonly string[] {
  if (input === null || typeof input !== 'object' || !('path' in input)) return [];
  return typeof input.path === 'string' ? [input.path] : [];
}

function stepTitle(
  { budget, parentId, task, agent }: LoopOptions,
  index: number,
): { depth: number; title: string; parentId?: string; agent?: string } {
  const base = { depth: budget.depth, ...(agent === undefined ? {} : { agent }) };
  if (parentId === undefined) return { ...base, title: `Step ${index}` };
  return { ...base, title: `${oneLine(task, 60)} · step ${index}`, parentId };
}

/** At the end of the task, where a long one is not cut. */
function steeredTask(task: string, said: readonly string[]): string {
  if (said.length === 0) return task;
  const words = said.join('\n\n').slice(-STEER_CHARS);
  return `${task}\n\nWhile you worked, the user said (it counts before what was said earlier):\n${words}`;
}

function nudgeText(reason: string): string {
  return `${reason} Change your way: use what is in the variables, try another tool, or call final() with what you know and say what is missing.`;
}
