// /traces: the steps of the last turn that had some: what was thought, called and how long it took.
import type { RunEvent } from '../../core/index.js';
import { asWritten } from '../../language/index.js';
import type { ReportDeps } from './deps.js';

const LINE_CHARS = 120;

/** Markdown. @throws SessionMissingError */
export async function tracesReport({
  sessions,
  sessionId,
  turnId,
}: Pick<ReportDeps, 'sessions' | 'sessionId' | 'turnId'>): Promise<string> {
  const { events } = await sessions.load(sessionId);
  const last = events.findLast((event) => event.type === 'step.started' && event.turnId !== turnId);
  if (last === undefined) return 'No turn of this conversation has worked in steps yet.';
  const own = events.filter((event) => event.turnId === last.turnId);
  // The built-in rules give reasons of ours.
  const isRuled = own.some((event) => event.type === 'turn.started' && event.model.offline);
  return own.flatMap((event) => lineOf(event, isRuled)).join('\n');
}

function lineOf(event: RunEvent, isRuled: boolean): readonly string[] {
  if (event.type === 'turn.started')
    return [`**${oneLine(event.request.text)}** (${event.model.label})`, ''];
  if (event.type === 'step.code') {
    const reason = oneLine(event.reasoning);
    return [`- ${isRuled ? reason : asWritten(reason)}`];
  }
  if (event.type === 'step.call' && event.state !== 'running') {
    const failed = event.state === 'failed' ? 'failed: ' : '';
    const time = event.ms === undefined ? '' : ` ${Math.round(event.ms)} ms`;
    return [`  - ${failed}\`${oneLine(event.summary).replaceAll('`', "'")}\`${time}`];
  }
  if (event.type === 'step.ended' && event.error !== undefined)
    return [`  - error: ${oneLine(event.error.message)}`];
  if (event.type === 'turn.ended')
    return [
      '',
      `${event.stopReason} after ${Math.round(event.ms)} ms, ${event.usage.modelCalls} model calls`,
    ];
  return [];
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LINE_CHARS ? line : `${line.slice(0, LINE_CHARS - 1)}…`;
}
