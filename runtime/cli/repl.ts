// `memfun repl`: the loop's sandbox by hand. One {"cell": "…"} a line in, one result a line out.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Repl } from '../app/index.js';
import { openRepl } from '../app/index.js';
import type { Json } from '../core/index.js';
import { recordedCellSchema } from '../core/index.js';
import type { CellResult, SandboxRecord } from '../ports/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { commandLineEnvironment } from './environment.js';
import { progress } from './output.js';

const inputSchema = z.object({ cell: z.string() });

const recordSchema: z.ZodType<SandboxRecord> = z.object({
  version: z.literal(1),
  engine: z.enum(['isolated-vm', 'quickjs', 'docker', 'modal']),
  seed: z.number(),
  startTime: z.number(),
  hostFunctions: z.array(z.string()),
  cells: z.array(recordedCellSchema),
});

/** Reads cells until the input ends. @returns 0 */
export async function runReplCommand(line: CommandLine, signal: AbortSignal): Promise<number> {
  const { replay, record, json } = line.options;
  const repl = await openRepl(
    await commandLineEnvironment(line.options),
    replay === undefined ? undefined : readRecord(replay),
  );
  try {
    if (json !== true) progress.write(`${repl.engine}; one cell a line, Ctrl+D ends\n`);
    for await (const text of createInterface({ input: process.stdin, signal })) {
      if (text.trim() === '') continue;
      const cell = json === true ? parseCell(text) : { cell: text };
      const answer = 'error' in cell ? cell : await runCell(repl, cell.cell, signal);
      process.stdout.write(json === true ? `${JSON.stringify(answer)}\n` : describe(answer));
    }
    if (record !== undefined) writeFileSync(record, `${JSON.stringify(repl.record())}\n`);
  } finally {
    await repl.close();
  }
  return 0;
}

interface Answer {
  readonly ok: boolean;
  readonly value?: Json;
  readonly error?: { readonly name: string; readonly message: string; readonly line?: number };
  readonly output?: string;
  readonly variables: readonly string[];
  readonly ms: number;
  readonly restarted?: CellResult['restarted'];
}

async function runCell(repl: Repl, cell: string, signal: AbortSignal): Promise<Answer> {
  const { ok, value, error, output, variables, ms, restarted } = await repl.run(cell, signal);
  return {
    ok,
    ...(value === undefined ? {} : { value }),
    ...(error === undefined
      ? {}
      : {
          error: {
            name: error.name,
            message: error.message,
            ...(error.line === undefined ? {} : { line: error.line }),
          },
        }),
    ...(output === '' ? {} : { output }),
    variables: variables.map((variable) => variable.name),
    ms: Math.round(ms * 100) / 100,
    ...(restarted === undefined ? {} : { restarted }),
  };
}

/** A line that is no cell is answered, and the session goes on. */
function parseCell(
  text: string,
): { readonly cell: string } | (Answer & { readonly error: NonNullable<Answer['error']> }) {
  try {
    return inputSchema.parse(JSON.parse(text));
  } catch {
    return {
      ok: false,
      error: {
        name: 'InputError',
        message: 'This line is no JSON object with a "cell". Write {"cell": "1 + 1"}.',
      },
      variables: [],
      ms: 0,
    };
  }
}

function describe({ ok, value, error, output = '', restarted }: Answer): string {
  const lost =
    restarted === undefined ? '' : `(restarted; lost: ${restarted.lost.join(', ') || 'nothing'})\n`;
  if (!ok)
    return `${output}${error?.name}: ${error?.message}${error?.line === undefined ? '' : ` (line ${error.line})`}\n${lost}`;
  return `${output}${value === undefined ? '' : `${JSON.stringify(value)}\n`}`;
}

/** @throws UsageError when the file is missing or no record */
function readRecord(file: string): SandboxRecord {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? z.prettifyError(error)
        : error instanceof Error
          ? error.message
          : String(error);
    throw new UsageError(
      `"${file}" is no record of a session: ${reason}`,
      'Write one with: memfun repl --record FILE',
    );
  }
}
