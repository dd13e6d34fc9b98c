// The command line as data: which command, with which options. Says what is wrong in the words of the user's input.
import { parseArgs } from 'node:util';
import { MemfunError } from '../core/index.js';

/** The command line cannot be understood. */
export class UsageError extends MemfunError {
  readonly code = 'cli.usage';
  constructor(
    message: string,
    remedy = 'Run "memfun help" to see the commands and their options.',
  ) {
    super(message, { remedy });
  }
}

const OPTIONS = {
  dir: { type: 'string' },
  model: { type: 'string' },
  mode: { type: 'string' },
  effort: { type: 'string' },
  engine: { type: 'string' },
  optimizer: { type: 'string' },
  objective: { type: 'string' },
  component: { type: 'string' },
  examples: { type: 'string' },
  judge: { type: 'boolean' },
  calls: { type: 'string' },
  usd: { type: 'string' },
  share: { type: 'string' },
  seed: { type: 'string' },
  replay: { type: 'string' },
  record: { type: 'string' },
  storage: { type: 'string' },
  session: { type: 'string' },
  layer: { type: 'string' },
  category: { type: 'string' },
  tag: { type: 'string', multiple: true },
  limit: { type: 'string' },
  status: { type: 'string' },
  all: { type: 'boolean' },
  field: { type: 'string', multiple: true },
  importance: { type: 'string' },
  strength: { type: 'string' },
  expires: { type: 'string' },
  speaker: { type: 'string' },
  role: { type: 'string' },
  'created-at': { type: 'string' },
  after: { type: 'string' },
  before: { type: 'string' },
  'as-of': { type: 'string' },
  explain: { type: 'boolean' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean' },
  metrics: { type: 'string' },
  allow: { type: 'string', multiple: true },
  deny: { type: 'string', multiple: true },
  http: { type: 'string' },
  otlp: { type: 'string' },
  step: { type: 'string' },
  cell: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  skill: { type: 'string' },
  digest: { type: 'string' },
  registry: { type: 'string' },
  key: { type: 'string' },
  project: { type: 'boolean' },
  tier: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  merge: { type: 'boolean' },
  servers: { type: 'string' },
  user: { type: 'string' },
  space: { type: 'string' },
  agents: { type: 'string' },
  agent: { type: 'string' },
  git: { type: 'string' },
  commit: { type: 'string' },
  concurrency: { type: 'string' },
  drain: { type: 'string' },
  lease: { type: 'string' },
  name: { type: 'string' },
  var: { type: 'string', multiple: true },
  detach: { type: 'boolean' },
  language: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Parsed = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
export type CliOptions = Parsed['values'];

export interface CommandLine {
  readonly command: string;
  readonly words: readonly string[];
  readonly options: CliOptions;
}

/** @throws UsageError for an unknown option or a missing value */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: OPTIONS,
      allowPositionals: true,
    });
    const [command = values.version === true ? 'version' : 'help', ...words] = positionals;
    return { command: values.help === true ? 'help' : command, words, options: values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error));
  }
}

function firstSentence(text: string): string {
  return `${text.split('. ')[0]?.replace(/\.$/, '')}.`;
}
