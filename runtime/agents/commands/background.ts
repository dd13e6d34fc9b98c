// /background: what goes on while nobody looks, and how to end it.
import type { BackgroundCommand } from '../../processes/index.js';
import { CommandUsageError } from './usage-error.js';

/** What a person sees and decides about commands in the background. */
export interface BackgroundDesk {
  list(): readonly BackgroundCommand[];
  /** What it has printed last. @throws NoSuchCommandError */
  read(id: string): { readonly output: string };
  /** @throws NoSuchCommandError */
  stop(id: string): Promise<BackgroundCommand>;
}

const TAIL_CHARS = 4_000;

/** `/background`, `/background bg1`, `/background stop bg1|all`. @throws NoSuchCommandError, CommandUsageError */
export async function backgroundCommand(
  rest: string,
  desk: BackgroundDesk | undefined,
): Promise<string> {
  if (desk === undefined) return 'No command can run in this workspace.';
  const [word = '', id = ''] = rest.split(/\s+/);
  if (word === 'stop') {
    if (id === '' && running(desk).length > 0)
      throw new CommandUsageError('/background stop <id>', '/background stop all');
    if (id === '') return 'Nothing runs in the background.';
    const wanted = id === 'all' ? running(desk).map((one) => one.id) : [id];
    const ended = await Promise.all(wanted.map((one) => desk.stop(one)));
    return ended.length === 0
      ? 'Nothing was running.'
      : ended.map(({ id: one, command }) => `Ended: \`${one}\` ${code(command)}`).join('\n');
  }
  if (word !== '') {
    const { output } = desk.read(word);
    const fence = '`'.repeat(
      Math.max(3, ...[...output.matchAll(/`+/g)].map(([run]) => run.length + 1)),
    );
    return output.trim() === ''
      ? 'It has printed nothing yet.'
      : `${fence}\n${output.slice(-TAIL_CHARS).trimEnd()}\n${fence}`;
  }
  const all = desk.list();
  if (all.length === 0) return 'Nothing runs in the background.';
  const rows = all.map(
    ({ id: one, command, state, exitCode }) =>
      `- \`${one}\` ${code(command)}: ${state === 'running' ? 'running' : `ended (${exitCode ?? 'by a signal'})`}`,
  );
  return [
    ...rows,
    '',
    '`/background bg1` shows what it printed, `/background stop bg1` ends it.',
  ].join('\n');
}

/** What a turn says at its end when something goes on. */
export function stillRunning(desk: BackgroundDesk | undefined): string | undefined {
  const rows = desk === undefined ? [] : running(desk);
  if (rows.length === 0) return undefined;
  return `Still running in the background: ${rows.map(({ id, command }) => `${id} (${command})`).join(', ')}. /background stop all ends it.`;
}

function running(desk: BackgroundDesk): readonly BackgroundCommand[] {
  return desk.list().filter(({ state }) => state === 'running');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('\n', ' ').slice(0, 120)}\``;
}
