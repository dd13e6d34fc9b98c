// What a run has changed, at its end: shown and asked about where the mode asks, backed up, applied, told.
import { homedir } from 'node:os';
import type { Backups, Overlay } from '../../changes/index.js';
import { hunkTexts, stepsOf, summarizeChange, withAccepted } from '../../changes/index.js';
import type { FileDiff, Mode } from '../../core/index.js';
import { isAbort, toErrorInfo } from '../../core/index.js';
import type {
  AnyTool,
  ApprovalAnswer,
  Approvals,
  ChangeTarget,
  FileChange,
} from '../../ports/index.js';
import { patternOf, type TaintLedger } from '../../safety/index.js';
import { type AskSite, askPerson } from './ask-person.js';

/** What a turn that may change files works with. */
export interface ChangeDeps {
  /** The workspace as this run sees it. */
  readonly overlay: Overlay;
  readonly mode: Mode;
  readonly target: ChangeTarget;
  readonly backups: Backups;
  readonly approvals: Approvals;
  /** The tools of a part of the run that writes apart; without it all write to the run's overlay. */
  toolsOver?(overlay: Overlay, commandsIn?: () => string | undefined): readonly AnyTool[];
}

export interface ChangeSite extends AskSite {
  readonly turnId: string;
  readonly sessionId: string;
  readonly taint: TaintLedger;
}

/**
 * Never rejects: what stands in the way is told in a notice, and then no file is changed.
 * @returns whether the workspace is now as the run sees it
 */
export async function settleChanges(deps: ChangeDeps, site: ChangeSite): Promise<boolean> {
  const changes = deps.overlay.changes();
  if (changes.length === 0) return true;
  try {
    const guarded = guardedAmong(changes, deps.overlay.root) ?? takenOverAmong(changes, site.taint);
    const asks = deps.mode === 'ask' || (deps.mode === 'auto' && guarded !== undefined);
    const allowed = asks ? await allowedOf(deps, site, changes, guarded) : changes;
    if (allowed.length > 0) await apply(deps, site, allowed);
    deps.overlay.reset();
    return allowed.length === changes.length && allowed.every((one) => changes.includes(one));
  } catch (thrown) {
    const { message, remedy } = isAbort(thrown)
      ? { message: `The run was stopped: ${countText(changes)} not made.`, remedy: undefined }
      : toErrorInfo(thrown);
    site.recorder.tell({
      type: 'notice',
      level: 'warning',
      text: message,
      ...(remedy === undefined ? {} : { remedy }),
    });
    return false;
  }
}

/** Says what is lost when a run ends before its changes could be settled. */
export function tellDropped(deps: ChangeDeps, { recorder }: ChangeSite): void {
  const changes = deps.overlay.changes();
  if (changes.length === 0) return;
  const names = changes.map(({ path }) => path).join(', ');
  recorder.tell({
    type: 'notice',
    level: 'warning',
    text: `The run ended early: ${countText(changes)} not made (${names}).`,
  });
}

/** Those changes that the user allows. */
async function allowedOf(
  { approvals }: ChangeDeps,
  site: ChangeSite,
  changes: readonly FileChange[],
  guarded: string | undefined,
): Promise<readonly FileChange[]> {
  const answer = await askPerson(approvals, site, {
    effect: `Change ${changes.length === 1 ? 'one file' : `${changes.length} files`}`,
    reason:
      guarded === undefined
        ? 'The agent has worked this out for your request. Nothing is changed yet.'
        : `Nothing is changed yet. ${guarded}`,
    files: changes.map(offered),
    changes,
  });
  if (answer.decision === 'deny') return [];
  return chosenOf(changes, answer);
}

/** What is left when only some files, or only some hunks of a file, are wanted. */
function chosenOf(
  changes: readonly FileChange[],
  { paths, parts = [] }: Extract<ApprovalAnswer, { decision: 'allow' }>,
): readonly FileChange[] {
  const wanted = paths === undefined ? changes : changes.filter(({ path }) => paths.includes(path));
  return wanted.flatMap((change) => {
    const part = parts.find(({ path }) => path === change.path);
    return part === undefined ? change : (withAccepted(change, new Set(part.hunks)) ?? []);
  });
}

/** What stands among the changes that is asked about in every mode: what holds secrets or decides what runs later. */
function guardedAmong(changes: readonly FileChange[], root: string): string | undefined {
  const places = { root, home: homedir() };
  for (const change of changes) {
    for (const path of change.kind === 'move' ? [change.from, change.path] : [change.path]) {
      const pattern = patternOf(path, places);
      if (pattern !== undefined)
        return `"${path}" is ${pattern.what}, so it is always asked about.`;
    }
  }
  return undefined;
}

/** A line of at least this many characters is no coincidence. */
const TELLING_LINE = 40;

/** Whether changes put text into the project that was read on the web: in the mode auto a person looks at that. */
function takenOverAmong(changes: readonly FileChange[], taint: TaintLedger): string | undefined {
  for (const change of changes) {
    if (change.after === undefined) continue;
    for (const line of diffOf(change).diff.split('\n')) {
      if (!line.startsWith('+') || line.trim().length < TELLING_LINE) continue;
      const source = taint.trace(line.slice(1), { remoteOnly: true });
      if (source !== undefined)
        return `“${change.path}” would take over text from ${source.name}, which is not yours.`;
    }
  }
  return undefined;
}

async function apply(
  { backups, target }: ChangeDeps,
  { turnId, sessionId, recorder, signal }: ChangeSite,
  changes: readonly FileChange[],
): Promise<void> {
  try {
    const applied = await backups.apply({ turnId, sessionId }, target, changes, signal);
    if (applied.length > 0) {
      recorder.tell({ type: 'changes.applied', files: applied.map(diffOf) });
    }
  } finally {
    backups.finish(turnId);
  }
}

/** One change as people read it. */
export function diffOf(change: FileChange): FileDiff {
  const { path, kind } = change;
  // A moved file is shown by what changed inside of it.
  const [step] = kind === 'move' ? [{ ...change, path }] : stepsOf([change]);
  const summary = summarizeChange(step ?? { path, before: change.before, after: change.after });
  return { path, kind, ...(kind === 'move' ? { from: change.from } : {}), ...summary };
}

/** The same with its hunks, where some of them can be left out. */
function offered(change: FileChange): FileDiff {
  const hunks = hunkTexts(change);
  return { ...diffOf(change), ...(hunks === undefined ? {} : { hunks: [...hunks] }) };
}

function countText(changes: readonly FileChange[]): string {
  return changes.length === 1 ? 'one change was' : `${changes.length} changes were`;
}
