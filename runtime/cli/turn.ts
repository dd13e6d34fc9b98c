// `memfun ask|explain|review|audit|fix|test|refactor|analyze`: one turn on a folder, its steps on stderr, its answer on stdout.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Memfun, TurnResult } from '../app/index.js';
import { checkLine } from '../checks/index.js';
import type { Attachment, Effort, FileDiff, Intent, RunEvent, TurnRequest } from '../core/index.js';
import { effortSchema, isPlanEvent } from '../core/index.js';
import { whoSpeaks } from '../language/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { CallLines } from './call-lines.js';
import { EXIT_CODES } from './exit-codes.js';
import { errorText } from './failure.js';
import { inLanguage, progress } from './output.js';
import { planLine } from './plan.js';

/** Runs the turn and prints its result. @returns the exit code */
export async function runTurnCommand(
  intent: Intent,
  line: CommandLine,
  memfun: Memfun,
  signal: AbortSignal,
): Promise<number> {
  const request = turnRequest(intent, line);
  const session =
    line.options.session ?? (await memfun.sessions.create(request.text.slice(0, 80))).sessionId;
  const quiet = line.options.json === true || line.options.quiet === true;
  const changes: FileDiff[] = [];
  const speaker = whoSpeaks(request.text);
  const print = progressPrinter();
  const result = await memfun.runTurn({
    sessionId: session,
    request,
    signal,
    emit: (event) => {
      speaker.take(event);
      if (event.type === 'changes.applied') changes.push(...event.files);
      if (!quiet) print(event, speaker.isRuled());
      if (line.options.json === true && isPlanEvent(event))
        process.stdout.write(`${JSON.stringify(event)}\n`);
    },
  });
  if (line.options.json === true) printJson(result, session, changes);
  else await printText(result, speaker.isHost());
  return EXIT_CODES[result.stopReason];
}

function turnRequest(intent: Intent, line: CommandLine): TurnRequest {
  const { agents } = line.options;
  const effort = agents === undefined ? parseEffort(line.options.effort) : 'team';
  if (intent === 'ask') {
    // What stands after --agents is the beginning of the request.
    const words = [...(agents === undefined ? [] : [agents]), ...line.words].join(' ').trim();
    // The plan of an earlier turn goes on.
    const text = agents !== undefined && words === 'resume' ? '/team resume' : words;
    if (text === '')
      throw new UsageError(
        'There is no question.',
        'Write it after the command: memfun ask "how does … work?"',
      );
    return { intent, text, attachments: [], effort };
  }
  const whole = WHOLE[intent];
  if (whole !== undefined && (intent === 'analyze' || line.words.length === 0)) {
    return { intent, text: line.words.join(' ').trim() || whole, attachments: [], effort };
  }
  const [place, ...rest] = line.words;
  if (place === undefined)
    throw new UsageError(
      `There is no file to ${intent}.`,
      `Name one: memfun ${intent} src/file.ts:10-40`,
    );
  const attachment = attachmentOf(place, path.resolve(line.options.dir ?? '.'));
  const text = rest.join(' ').trim() || `${ORDER[intent] ?? 'Explain'} ${place}.`;
  return { intent, text, attachments: [attachment], effort };
}

/** What is asked where no file is named. */
const WHOLE: Readonly<Partial<Record<Intent, string>>> = {
  analyze: 'Analyze this workspace.',
  audit: 'Audit this workspace for security.',
};
const ORDER: Readonly<Partial<Record<Intent, string>>> = {
  review: 'Review',
  audit: 'Audit',
  fix: 'Fix',
  test: 'Write tests for',
  refactor: 'Refactor',
};

/** `path`, `path:line` or `path:from-to` as an attachment with its text. */
function attachmentOf(place: string, folder: string): Attachment {
  const [, file = place, from, to] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/.exec(place) ?? [];
  const relative = path.relative(folder, path.resolve(folder, file)).split(path.sep).join('/');
  if (from === undefined) return { kind: 'file', path: relative };
  let lines: string[];
  try {
    lines = readFileSync(path.join(folder, relative), 'utf8').split('\n');
  } catch (error) {
    throw new UsageError(
      `There is no file "${relative}" in ${folder}.`,
      error instanceof Error ? error.message : undefined,
    );
  }
  const startLine = Number(from);
  const endLine = Number(to ?? from);
  if (startLine < 1 || endLine < startLine || endLine > lines.length) {
    throw new UsageError(
      `"${place}" names lines that are not there; the file has ${lines.length}.`,
      'Give a range inside the file, e.g. :1-20.',
    );
  }
  return {
    kind: 'selection',
    path: relative,
    startLine,
    endLine,
    text: lines.slice(startLine - 1, endLine).join('\n'),
  };
}

export function parseEffort(text: string | undefined): Effort {
  const parsed = effortSchema.safeParse(text ?? 'auto');
  if (!parsed.success)
    throw new UsageError(
      `"${text}" is no effort.`,
      `Use one of: ${effortSchema.options.join(', ')}.`,
    );
  return parsed.data;
}

/** @returns prints an event of a run; `isRuled` says whether its steps are those of the built-in rules: a model's reasons stand as it wrote them */
export function progressPrinter(): (event: RunEvent, isRuled: boolean) => void {
  const calls = new CallLines();
  return (event, isRuled) => {
    if (event.type === 'step.code' && !isRuled) {
      process.stderr.write(`${event.reasoning}\n`);
      return;
    }
    if (event.type === 'approval.asked') return printDiffs(event.files);
    const line = calls.take(event) ?? progressLine(event);
    if (line !== undefined) progress.write(`${line}\n`);
  };
}

function progressLine(event: RunEvent): string | undefined {
  if (event.type === 'turn.started')
    return `model: ${event.model.label}${event.model.offline ? ' (rule-based, no language model)' : ''}`;
  if (event.type === 'memory.used')
    return (
      event.memories.map((memory) => `memory: ${inOneLine(memory.content)}`).join('\n') || undefined
    );
  if (event.type === 'mentions.resolved')
    return (
      event.mentions
        .map(({ token, found, detail }) => `${found ? 'named' : 'not found'}: ${token} (${detail})`)
        .join('\n') || undefined
    );
  if (event.type === 'turn.steered') return `heard: ${inOneLine(event.text)}`;
  if (event.type === 'step.code') return event.reasoning;
  if (event.type === 'approval.answered' && event.decision !== 'allowed')
    return `not applied${event.message === undefined ? '' : `: ${event.message}`}`;
  if (event.type === 'changes.applied')
    return event.files
      .map(({ path: file, added, removed }) => `changed: ${file} +${added} −${removed}`)
      .join('\n');
  if (event.type === 'checks.reported')
    return event.results.map((result) => `check: ${checkLine(result)}`).join('\n');
  if (event.type === 'notice') return `${event.level}: ${event.text}`;
  if (event.type === 'memory.learned')
    return (
      event.memories.map((memory) => `remembered: ${inOneLine(memory.content)}`).join('\n') ||
      undefined
    );
  return planLine(event);
}

/** What a person wrote, behind the word that says what it is: of several lines the others would stand alone. */
function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The lines of a file are never translated, whatever they say. */
function printDiffs(files: readonly FileDiff[]): void {
  for (const { path: file, added, removed, diff } of files) {
    progress.write(`proposed: ${file} +${added} −${removed}\n`);
    process.stderr.write(`${diff.replace(/^/gm, '    ')}\n`);
  }
}

export function printJson(
  result: TurnResult,
  sessionId: string,
  changes: readonly FileDiff[],
): void {
  const { inputTokens, outputTokens, modelCalls, costUsd } = result.usage;
  const record = {
    answer: result.answer,
    citations: result.citations,
    steps: result.steps,
    usage: { inputTokens, outputTokens, modelCalls, costUsd },
    rootInputTokens: result.rootInputTokens,
    stopReason: result.stopReason,
    sessionId,
    ...(changes.length === 0 ? {} : { changes }),
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.error === undefined ? {} : { error: result.error }),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}

/** A link to a view of the editor, which a terminal does not have. */
const VIEW_LINK = /\[([^\]]+)\]\(memfun:[a-z]+\)/g;

/** @param isHost whether the answer is in words of ours */
export async function printText(result: TurnResult, isHost: boolean): Promise<void> {
  const answer = isHost ? inLanguage(result.answer) : result.answer;
  if (answer !== '') process.stdout.write(`${answer.replaceAll(VIEW_LINK, '$1')}\n`);
  if (result.error !== undefined) {
    process.stderr.write(`${answer === '' ? '' : '\n'}${await errorText(result.error)}`);
  } else if (result.stopReason !== 'answered') {
    progress.write(`\nThe run ended early: ${result.stopReason}.\n`);
  }
}
