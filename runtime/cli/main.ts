#!/usr/bin/env node
// The `memfun` command: the same runtime as in the editor, without one.
import path from 'node:path';
import type { Memfun } from '../app/index.js';
import { createMemfun } from '../app/index.js';
import type { Intent } from '../core/index.js';
import { silentLogger } from '../core/index.js';
import { helpIn } from '../language/index.js';
import { runAgentCommand } from './agent.js';
import type { CommandLine } from './arguments.js';
import { parseCommandLine, UsageError } from './arguments.js';
import { runChatCommand } from './chat.js';
import { runDoctorCommand } from './doctor.js';
import { commandLineEnvironment } from './environment.js';
import { languageFor, reportFailure } from './failure.js';
import { HELP } from './help.js';
import { runInstructionsCommand } from './instructions.js';
import { runLocateCommand } from './locate.js';
import { runMcpCommand } from './mcp.js';
import { runMemoryCommand } from './memory/index.js';
import { runCompareCommand } from './optimize/compare.js';
import { runOptimizeCommand } from './optimize/index.js';
import { runSynthesizeCommand } from './optimize/synthesize.js';
import { loadWords, output, progress } from './output.js';
import { runPolicyCommand } from './policy.js';
import { runReplCommand } from './repl.js';
import { runSkillCommand } from './skill.js';
import { runTaskCommand } from './task/index.js';
import { runTierCommand } from './tier.js';
import { runTraceCommand } from './trace/index.js';
import { runTurnCommand } from './turn.js';
import { VERSION } from './version.js';
import { runWebCommand } from './web.js';
import { runWorkerCommand } from './worker/index.js';

/** @returns the exit code */
type Command = (line: CommandLine, signal: AbortSignal) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  ask: turn('ask'),
  chat: (line, signal) => withMemfun(line, (memfun) => runChatCommand(line, memfun, signal)),
  explain: turn('explain'),
  review: turn('review'),
  audit: turn('audit'),
  fix: turn('fix'),
  test: turn('test'),
  refactor: turn('refactor'),
  analyze: turn('analyze'),
  memory: (line, signal) =>
    withMemfun(line, ({ memory }) => runMemoryCommand(line, { memory, output, signal })),
  trace: (line, signal) =>
    withMemfun(line, (memfun) => runTraceCommand(line, { memfun, output, signal })),
  synthesize: (line, signal) =>
    withMemfun(line, ({ optimize }) => {
      return runSynthesizeCommand(line, { optimize, output, progress, signal });
    }),
  ab: (line) => withMemfun(line, ({ optimize }) => runCompareCommand(line, { optimize, output })),
  optimize: (line, signal) =>
    withMemfun(line, ({ optimize }) => {
      return runOptimizeCommand(line, { optimize, output, progress, signal });
    }),
  locate: (line, signal) =>
    withMemfun(line, (memfun) => runLocateCommand(line, { memfun, output, signal })),
  'commit-message': (line, signal) =>
    withMemfun(line, async (memfun) => print(`${await memfun.commitMessage(signal)}\n`)),
  web: (line, signal) =>
    withMemfun(line, async ({ web }) => {
      if (web === undefined)
        throw new UsageError('The web is off in a folder that is not trusted.');
      return await runWebCommand(line, { web, signal, output: process.stdout });
    }),
  policy: (line) => runPolicyCommand(line, { assetsDir: __dirname, output }),
  agent: async (line, signal) => {
    const folder = path.resolve(line.options.dir ?? '.');
    if (['validate', 'create', 'convert'].includes(line.words[0] ?? ''))
      return runAgentCommand(line, { memfun: noMemfun, output, signal, folder });
    return withMemfun(line, (memfun) =>
      runAgentCommand(line, { memfun: async () => memfun, output, signal, folder }),
    );
  },
  skill: async (line, signal) => {
    if (line.words[0] === 'validate')
      return runSkillCommand(line, { memfun: noMemfun, output, signal });
    return withMemfun(line, (memfun) =>
      runSkillCommand(line, { memfun: async () => memfun, output, signal }),
    );
  },
  instructions: async (line, signal) => {
    const { workspace } = await commandLineEnvironment(line.options);
    return runInstructionsCommand(line, { workspace, signal, output: process.stdout });
  },
  mcp: (line, signal) =>
    withMemfun(line, (memfun) => runMcpCommand(line, { memfun, signal, output })),
  worker: (line, signal) => runWorkerCommand(line, { signal, output }),
  task: (line, signal) =>
    withMemfun(line, (memfun) =>
      runTaskCommand(line, { memfun, logger: silentLogger, output, signal }),
    ),
  tier: (line, signal) => runTierCommand(line, { signal, output }),
  repl: (line, signal) => runReplCommand(line, signal),
  doctor: (line, signal) =>
    withMemfun(line, (memfun) => runDoctorCommand(memfun, line.options.json === true, signal)),
  help: async () => print((await helpIn(languageFor(process))) ?? HELP),
  version: async () => print(`${VERSION}\n`),
};

void main();

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  let code: number;
  await loadWords();
  try {
    const line = parseCommandLine(argv);
    const command = COMMANDS[line.command];
    if (command === undefined) throw new UsageError(`There is no command "${line.command}".`);
    code = await command(line, stop.signal);
  } catch (error) {
    code = await reportFailure(error);
  }
  // What was printed must leave first; an idle worker must not keep a finished command alive.
  process.stdout.write('', () => process.exit(code));
}

function turn(intent: Intent): Command {
  return (line, signal) =>
    withMemfun(line, (memfun) => runTurnCommand(intent, line, memfun, signal));
}

async function withMemfun<T>(line: CommandLine, work: (memfun: Memfun) => Promise<T>): Promise<T> {
  const memfun = await createMemfun(await commandLineEnvironment(line.options), { prewarm: false });
  try {
    return await work(memfun);
  } finally {
    await memfun.close();
  }
}

/** For commands that look at files alone. */
async function noMemfun(): Promise<Memfun> {
  throw new UsageError('This command does not use a workspace.');
}

async function print(text: string): Promise<number> {
  process.stdout.write(text);
  return 0;
}
