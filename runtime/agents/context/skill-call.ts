// A message that begins with the name of a skill: its method is put before the request, its file among the attachments.
import {
  type Attachment,
  type Intent,
  intentSchema,
  MemfunError,
  type TurnRequest,
} from '../../core/index.js';
import { type FileStore, normalizePath } from '../../ports/index.js';
import type { SkillCatalogue, UsedSkill } from '../../skills/index.js';

export interface SkillCall {
  readonly skill: UsedSkill;
  /** What is asked, without the name. */
  readonly request: TurnRequest;
  /** How it is called, where it is given nothing to work on. */
  readonly aloneUsage: string | undefined;
}

/** Skills for a whole workspace are given nothing. */
const WHOLE: readonly (string | undefined)[] = ['analyze', 'audit'];

/** The built-in rules do not guess what is meant. @throws SkillAloneError */
export function refuseAlone(call: SkillCall | undefined): void {
  if (call?.aloneUsage !== undefined) throw new SkillAloneError(call.aloneUsage);
}

class SkillAloneError extends MemfunError {
  readonly code = 'command.usage';
  constructor(usage: string) {
    super('It is not said what this skill should work on.', { remedy: `Write ${usage}` });
  }
}

const CALL = /^\/([a-z0-9][a-z0-9-]*)(?:\s+([\s\S]*))?$/;
const PLACE = /^(.+?)(?::(\d+)(?:-(\d+))?)?$/;

/** `undefined` when the message names no skill. */
export async function skillCall(
  request: TurnRequest,
  skills: SkillCatalogue,
  workspace: FileStore,
): Promise<SkillCall | undefined> {
  const [, name = '', args = ''] = CALL.exec(request.text.trim()) ?? [];
  const known = skills.get(name);
  if (known === undefined) return undefined;
  const skill = await skills.use(name, args.trim());
  const attached = await fileIn(args, workspace);
  const hint = known.metadata['argument-hint'];
  const isAlone = args.trim() === '' && request.attachments.length === 0;
  return {
    skill,
    aloneUsage:
      isAlone && hint !== undefined && !WHOLE.includes(known.metadata['intent'])
        ? `/${name} ${hint}`
        : undefined,
    request: {
      ...request,
      intent: intentOf(known.metadata['intent']) ?? request.intent,
      text: args.trim() === '' ? known.description : args.trim(),
      attachments: [...request.attachments, ...attached],
    },
  };
}

/** What kind of answer the skill ends with, where it says so. */
function intentOf(text: string | undefined): Intent | undefined {
  const intent = intentSchema.safeParse(text);
  return intent.success ? intent.data : undefined;
}

/** The first word of the arguments, when it is a file of the workspace: `src/a.ts` or `src/a.ts:10-20`. */
async function fileIn(args: string, workspace: FileStore): Promise<readonly Attachment[]> {
  const [word = ''] = args.trim().split(/\s+/);
  const [, name = '', from, to] = PLACE.exec(word) ?? [];
  if (name === '') return [];
  try {
    const path = normalizePath(name, workspace.root);
    if ((await workspace.stat(path))?.kind !== 'file') return [];
    if (from === undefined) return [{ kind: 'file', path }];
    const startLine = Number(from);
    const endLine = Number(to ?? from);
    const lines = new TextDecoder().decode(await workspace.read(path)).split(/\r?\n/);
    const text = lines.slice(startLine - 1, endLine).join('\n');
    return [{ kind: 'selection', path, startLine, endLine, text }];
  } catch {
    return [];
  }
}
