// /export: the conversation as a file of the workspace, in Markdown or as JSON with every event.
import { MemfunError, type RunEvent } from '../../core/index.js';
import { normalizePath, type SessionRecord } from '../../ports/index.js';
import { redactText } from '../../safety/index.js';
import type { ReportDeps } from './deps.js';

/** The file is there already, or may not be written. */
class ExportFileError extends MemfunError {
  readonly code = 'command.export';
  constructor(name: string, canWrite: boolean) {
    super(
      canWrite ? `“${name}” is there already, or lies outside.` : 'No file may be written here.',
      {
        remedy: canWrite
          ? 'Name another file inside the workspace: /export chats/queue.md'
          : 'Choose another mode with /safety, or trust the workspace.',
      },
    );
  }
}

/**
 * `/export`, `/export json`, `/export chats/queue.md`. Never over a file that is there.
 * @throws ExportFileError, SessionMissingError
 */
export async function exportReport(rest: string, deps: ReportDeps): Promise<string> {
  const { sessions, sessionId, turnId, workspace, canWrite } = deps;
  const record = await sessions.load(sessionId);
  const isFormat = rest === '' || rest === 'md' || rest === 'json';
  const name = isFormat ? nameOf(record, rest === 'json' ? 'json' : 'md') : rest;
  const path = normalizePath(name, workspace.root);
  const isFree =
    canWrite &&
    (await workspace.realPath(path)) !== undefined &&
    (await workspace.stat(path)) === undefined;
  if (!isFree) throw new ExportFileError(name, canWrite);
  const events = record.events.filter((event) => event.turnId !== turnId);
  const text = /\.json$/i.test(path)
    ? `${JSON.stringify({ ...record, events }, undefined, 2)}\n`
    : conversationMarkdown({ ...record, events });
  await workspace.write(path, new TextEncoder().encode(redactText(text)));
  return `This conversation is in \`${path}\`.`;
}

function nameOf({ info }: SessionRecord, ending: string): string {
  const words = info.title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40);
  const tidy = words.replaceAll(/^-+|-+$/g, '') || 'conversation';
  return `${tidy}-${info.sessionId.slice(-6)}.${ending}`;
}

/** Questions and answers with what was cited and changed; turns that no longer count are left out. */
export function conversationMarkdown({ info, events }: SessionRecord): string {
  const gone = new Set<string>();
  for (const event of events) {
    if (event.type === 'turns.replaced') for (const id of event.turnIds) gone.add(id);
    if (event.type === 'turns.withdrawn')
      for (const id of event.turnIds) {
        if (event.withdrawn) gone.add(id);
        else gone.delete(id);
      }
  }
  const parts = events.filter(({ turnId }) => !gone.has(turnId)).flatMap(partOf);
  return `# ${info.title}\n\n${parts.join('\n\n')}\n`;
}

function partOf(event: RunEvent): readonly string[] {
  if (event.type === 'turn.started')
    return [
      `## ${new Date(event.at).toISOString().slice(0, 16).replace('T', ' ')}`,
      event.request.text.replace(/^/gm, '> '),
    ];
  if (event.type === 'turn.steered') return [event.text.replace(/^/gm, '> ')];
  if (event.type === 'answer.completed') {
    const cited = event.citations.map(({ path, line }) => `\`${path}:${line}\``);
    return [event.text, ...(cited.length === 0 ? [] : [`Sources: ${cited.join(', ')}`])];
  }
  if (event.type === 'changes.applied')
    return event.files.map(({ path, diff }) => `Changed \`${path}\`:\n\n~~~~diff\n${diff}\n~~~~`);
  if (event.type === 'turn.ended' && event.stopReason !== 'answered')
    return [`_Ended: ${event.error?.message ?? event.stopReason}_`];
  return [];
}
