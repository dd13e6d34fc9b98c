// The gate: the only way to a tool's handler. Checks, decides, runs, scrubs, records; never rejects.
import type * as z from 'zod';
import type { Clock, ErrorInfo, Json, Logger } from '../core/index.js';
import { abortable, systemClock, throwIfAborted, toErrorInfo } from '../core/index.js';
import type { AnyTool, ToolContext, ToolEffect, ToolRegistry } from '../ports/index.js';
import {
  KeptTextError,
  ToolInputError,
  ToolOutputError,
  ToolRefusedError,
  UnknownToolError,
} from './errors.js';
import { redactText } from './redact.js';
import { toSafeJson } from './safe-json.js';
import type { TaintLedger, TaintSource } from './taint.js';
import type { CommandAuthority, Gate, GateDecision, GateResult, HostAuthority } from './types.js';

/** One line of the audit: who wanted what, what was decided, how it ended. Scrubbed of secrets. */
export interface AuditRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly caller: string;
  readonly turnId: string;
  readonly tool: string;
  readonly effect: ToolEffect | undefined;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly summary: string;
  readonly ms: number;
}

export interface GateDependencies {
  readonly registry: ToolRegistry;
  /** False in restricted mode: looking and answering is allowed, nothing else. */
  readonly trusted: boolean;
  /**
   * What happens to changes of files. `held`: they stay in the run's own view of the workspace until somebody
   * allows them or the mode does. `off`: there is nowhere to hold them.
   */
  readonly changes: 'held' | 'off';
  /** Absent where no command may run. */
  readonly commands?: CommandAuthority | undefined;
  /** What this run reads, to tell orders from texts. */
  readonly taint?: TaintLedger | undefined;
  /** Absent where nothing may be fetched. */
  readonly hosts?: HostAuthority | undefined;
  /** A tool's call signature, for messages about wrong arguments. */
  readonly signatureOf: (tool: AnyTool) => string;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly audit?: (record: AuditRecord) => void;
}

const ALLOWED: ReadonlySet<ToolEffect> = new Set(['read', 'memory', 'model', 'control']);
/** In a workspace that is not trusted: what neither runs nor keeps anything. */
const ALLOWED_UNTRUSTED: ReadonlySet<ToolEffect> = new Set(['read', 'model', 'control']);
/** Whose results are texts of others. */
const TAINTING: ReadonlySet<ToolEffect> = new Set([
  'read',
  'network',
  'execute',
  'model',
  'memory',
]);
const SUMMARY_CHARS = 200;

/** @see Gate */
export function createGate(dependencies: GateDependencies): Gate {
  const {
    registry,
    trusted,
    changes,
    signatureOf,
    logger,
    audit,
    clock = systemClock,
  } = dependencies;
  const { commands, hosts, taint } = dependencies;
  const rules: Rules = { trusted, changes, commands, hosts };

  function record(entry: AuditRecord): void {
    try {
      audit?.(entry);
    } catch (error) {
      logger.warn('The audit record could not be written.', {
        tool: entry.tool,
        error: toErrorInfo(error),
      });
    }
  }

  async function run(tool: AnyTool, input: Json, context: ToolContext): Promise<Answer> {
    const checked = checkInput(tool, input, signatureOf);
    const decision = decide(tool, rules);
    if (!decision.allowed) {
      throw new ToolRefusedError(tool.name, tool.effect, decision.reason, decision.remedy);
    }
    for (const kept of tool.keeps?.(checked) ?? []) {
      const read = taint?.trace(kept);
      if (read !== undefined) throw new KeptTextError(tool.name, read.name);
    }
    if (tool.command !== undefined) await commands?.authorize(tool.command(checked));
    if (tool.address !== undefined) await hosts?.authorize(await tool.address(checked));
    throwIfAborted(context.signal);
    const raw = await abortable(tool.run(checked, context), context.signal);
    const output = tool.output.safeParse(raw);
    if (!output.success) throw new ToolOutputError(tool.name, problemText(output.error));
    const detail = tool.summarize?.(checked, output.data);
    const value = toSafeJson(output.data);
    if (TAINTING.has(tool.effect)) taint?.note(sourceOf(tool, checked), value);
    return {
      value,
      summary: `${callText(tool, checked)}${detail === undefined ? '' : ` → ${detail}`}`,
    };
  }

  return {
    decide: (tool) => decide(tool, rules),
    async call(toolName, input, context) {
      const started = clock.monotonic();
      const tool = registry.get(toolName);
      let finished: Omit<GateResult, 'ms'>;
      let outcome: AuditRecord['outcome'] = 'done';
      try {
        if (tool === undefined) throw new UnknownToolError(toolName, registry.list());
        const { value, summary } = await run(tool, input, context);
        finished = { result: { ok: true, value }, summary: shorten(summary) };
      } catch (error) {
        outcome = error instanceof ToolRefusedError ? 'refused' : 'failed';
        finished = failure(toolName, describeThrown(error));
      }
      const ms = clock.monotonic() - started;
      record({
        at: clock.now(),
        caller: context.caller,
        turnId: context.turnId,
        tool: toolName,
        effect: tool?.effect,
        outcome,
        summary: finished.summary,
        ms,
      });
      return { ...finished, ms };
    },
  };
}

interface Answer {
  readonly value: Json;
  readonly summary: string;
}

type Rules = Pick<GateDependencies, 'trusted' | 'changes' | 'commands' | 'hosts'>;

function decide(tool: AnyTool, { trusted, changes, commands, hosts }: Rules): GateDecision {
  if (!trusted && !ALLOWED_UNTRUSTED.has(tool.effect)) {
    return {
      allowed: false,
      by: 'restricted mode',
      reason: `this workspace is not trusted, so functions that ${EFFECT_TEXT[tool.effect]} are off.`,
      remedy: 'Trust the workspace to turn them on; until then files can be read and asked about.',
    };
  }
  if (ALLOWED.has(tool.effect)) return { allowed: true, by: `effect ${tool.effect}` };
  if (tool.effect === 'write' && changes === 'held') return { allowed: true, by: 'held changes' };
  if (tool.effect === 'execute' && commands !== undefined) {
    return { allowed: true, by: 'command by command' };
  }
  if (tool.effect === 'network' && hosts !== undefined && tool.address !== undefined) {
    return { allowed: true, by: 'host by host' };
  }
  return {
    allowed: false,
    by: `effect ${tool.effect}`,
    reason: `functions that ${EFFECT_TEXT[tool.effect]} are not available yet.`,
    remedy: 'Describe the change or the command in the answer, so that the user can do it.',
  };
}

const EFFECT_TEXT: Readonly<Record<ToolEffect, string>> = {
  read: 'read files',
  write: 'change files',
  execute: 'run programs',
  network: 'use the network',
  model: 'call models',
  memory: 'use memory',
  control: 'steer the run',
};

function checkInput(
  tool: AnyTool,
  input: Json,
  signatureOf: (tool: AnyTool) => string,
): z.infer<z.ZodObject> {
  // A misspelled option that is silently dropped would change what the call means.
  const schema = tool.input.def.catchall === undefined ? tool.input.strict() : tool.input;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ToolInputError(tool.name, problemText(parsed.error), signatureOf(tool));
}

function problemText(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const where = issue.path.map(String).join('.');
    return where === '' ? issue.message : `"${where}": ${issue.message}`;
  });
  const more = error.issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function sourceOf(tool: AnyTool, input: Readonly<Record<string, unknown>>): TaintSource {
  const key = tool.positional[0];
  const first = key === undefined ? undefined : input[key];
  const named = typeof first === 'string' && first.length <= 200 ? first : undefined;
  return {
    name:
      tool.effect === 'model' || named === undefined ? `the result of ${tool.name}` : `“${named}”`,
    remote: tool.effect === 'network',
  };
}

/** `name "first argument"`, for people. */
function callText(tool: AnyTool, input: Readonly<Record<string, unknown>>): string {
  const key = tool.positional[0];
  const first = key === undefined ? undefined : input[key];
  return typeof first === 'string' ? `${tool.name} "${first.slice(0, 80)}"` : tool.name;
}

function shorten(summary: string): string {
  const line = redactText(summary).replaceAll(/\s+/g, ' ').trim();
  return line.length > SUMMARY_CHARS ? `${line.slice(0, SUMMARY_CHARS - 1)}…` : line;
}

function failure(tool: string, info: ErrorInfo): Omit<GateResult, 'ms'> {
  const text = info.remedy === undefined ? info.message : `${info.message} ${info.remedy}`;
  return {
    result: { ok: false, error: { name: info.name, code: info.code, message: redactText(text) } },
    summary: shorten(`${tool} failed: ${info.message}`),
  };
}

/** Even a thrown value that cannot be turned into text must not make the gate reject. */
function describeThrown(thrown: unknown): ErrorInfo {
  try {
    return toErrorInfo(thrown);
  } catch {
    return { name: 'Error', code: 'unexpected', message: 'The tool threw a value without a text.' };
  }
}
