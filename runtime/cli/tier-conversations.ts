// `memfun tier migrate` with `files` on one side: conversations of this machine go into a tier, or come back from one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type MemfunEnvironment, readConfig } from '../app/index.js';
import { createIds, systemClock } from '../core/index.js';
import type { FileStore } from '../ports/index.js';
import {
  type CopyReport,
  copySessions,
  createNodeFileStore,
  sessionsInFiles,
  sessionsInTier,
} from '../storage/index.js';
import type { CommandLine } from './arguments.js';
import { UsageError } from './arguments.js';
import { openNamedTier, placeOf, TIER_USAGE } from './tier-place.js';

const FILES = /^files(?:=(.*))?$/s;

export function isFiles(text: string | undefined): boolean {
  return text !== undefined && FILES.test(text);
}

/** @returns the exit code: 1 when some were left */
export async function moveConversations(
  env: MemfunEnvironment,
  { options }: CommandLine,
  {
    signal,
    output,
  }: { readonly signal: AbortSignal; readonly output: { write(text: string): unknown } },
): Promise<number> {
  const toFiles = isFiles(options.to);
  if (toFiles && isFiles(options.from)) throw new UsageError('Both sides are files.', TIER_USAGE);
  const place = toFiles ? placeOf(options.from, 'from') : placeOf(options.to, 'to');
  const files = filesAt(toFiles ? options.to : options.from, env, toFiles);
  const { tier: config } = await readConfig(env, env.settings);
  const tier = await openNamedTier(env, config, place);
  try {
    const makers = { clock: systemClock, ids: createIds(), logger: env.logger };
    const here = sessionsInFiles(files, makers);
    const there = sessionsInTier(tier.state, makers);
    const report = await copySessions({
      from: toFiles ? there : here,
      to: toFiles ? here : there,
      signal,
      onProgress: (done, of) => {
        if (options.json !== true && options.quiet !== true && done % 100 === 0)
          process.stderr.write(`${done} of ${of}\n`);
      },
    });
    output.write(
      options.json === true ? `${JSON.stringify(report)}\n` : textOf(report, options.to),
    );
    return report.left.length === 0 ? 0 : 1;
  } finally {
    await tier.close();
  }
}

/** The folder of this project, or a named one; that of an editor's workspace has them one level down. */
function filesAt(text: string | undefined, env: MemfunEnvironment, toFiles: boolean): FileStore {
  const named = FILES.exec(text ?? '')?.[1] ?? '';
  if (named === '') return env.projectStorage;
  const folder = path.resolve(named);
  const found = [folder, path.join(folder, 'project')].find((one) =>
    existsSync(path.join(one, 'sessions')),
  );
  if (found !== undefined) return createNodeFileStore(found);
  if (toFiles) return createNodeFileStore(folder);
  throw new UsageError(
    `There are no conversations in "${folder}".`,
    'Name the folder that has "sessions" in it, or leave it out for those of the command line.',
  );
}

function textOf({ copied, known, left, digest }: CopyReport, to = ''): string {
  const lines = [
    `${copied} conversations were taken to ${to}; ${known} were there already.`,
    `sha256 of both sides: ${digest}`,
    ...left.map(({ sessionId, reason }) => `left: ${sessionId}: ${reason}`),
    'Nothing was changed where they come from. Images and traces stay there.',
  ];
  return `${lines.join('\n')}\n`;
}
