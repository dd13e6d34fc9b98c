// /traces: the steps of the last turn that had some: what was thought, called and how long it took.
import type { RunEvent } from '../../core/index.js';
import type { ReportDeps } from './deps.js';

const LINE_CHARS = 120;

/** Markdown. @throws SessionMissingError */
export async function tracesReport({ sessions, sessionId, turnId }: ReportDeps): Promise<string> {
  const { events } = await sessions.load(sessionId);
  const last = events.findLast((event) => event.type === 'step.started' && event.turnId !== turnId);
  if (last === undefined) return 'No turn of this conversation has worked in steps yet.';
  const own = events.filter((event) => event.turnId === last.turnId);
  return own.flatMap(lineOf).join('\n');
}

function lineOf(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'turn.started':
      return [`**${oneLine(event.request.text)}** (${event.model.label})`, ''];
    case 'step.code':
      return [`- ${oneLine(event.reasoning)}`];
    case 'step.call':
      return event.state === 'running'
        ? []
        : [
            `  - ${event.state === 'failed' ? 'failed: ' : ''}\`${oneLine(event.summary).replaceAll('`', "'")}\`${event.ms === undefined ? '' : ` ${Math.round(event.ms)} ms`}`,
          ];
    case 'step.ended':
      return event.error === undefined ? [] : [`  - error: ${oneLine(event.error.message)}`];
    case 'turn.ended':
      return [
        '',
        `${event.stopReason} after ${Math.round(event.ms)} ms, ${event.usage.modelCalls} model calls`,
      ];
    default:
      return [];
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LINE_CHARS ? line : `${line.slice(0, LINE_CHARS - 1)}…`;
}
