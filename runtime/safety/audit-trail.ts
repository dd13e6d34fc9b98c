// Reads the events of a run and writes into the audit log what was allowed, denied, changed and run.
import type { Logger, Mode, RunEvent, RunEventOf } from '../core/index.js';
import { toErrorInfo } from '../core/index.js';
import type { AuditEntry, AuditLog } from './audit-log.js';
import { redactText } from './redact.js';

export interface AuditTrail {
  /** To be called with every event of one turn, in order. Never throws. */
  readonly take: (event: RunEvent) => void;
  /** Waits until everything taken is written. */
  settled(): Promise<void>;
}

/** The tools whose calls reach beyond the workspace, and how their calls are put down. */
const RECORDED_CALLS: ReadonlyMap<string, { readonly done: string; readonly failed: string }> =
  new Map([
    ['run', { done: 'ran', failed: 'did not run' }],
    ['webFetch', { done: 'visited', failed: 'did not visit' }],
    ['mcp', { done: 'called', failed: 'did not call' }],
    ['webSearch', { done: 'searched', failed: 'did not search' }],
  ]);

export function createAuditTrail(
  log: AuditLog,
  { sessionId, mode, logger }: { sessionId: string; mode: Mode; logger: Logger },
): AuditTrail {
  const asked = new Map<string, RunEventOf<'approval.asked'>>();
  let written: Promise<unknown> = Promise.resolve();

  function add(event: RunEvent, entry: Pick<AuditEntry, 'action' | 'detail' | 'by' | 'why'>): void {
    const { at, turnId } = event;
    const adding = log
      .add({ at, turnId, sessionId, ...entry, detail: redactText(entry.detail) })
      .catch((error: unknown) =>
        logger.warn('The audit log could not be written.', { error: toErrorInfo(error) }),
      );
    written = Promise.all([written, adding]);
  }

  return {
    take(event) {
      if (event.type === 'approval.asked') asked.set(event.approvalId, event);
      else if (event.type === 'approval.answered') {
        const { effect, files, reason } = asked.get(event.approvalId) ?? {
          effect: '',
          files: [],
          reason: undefined,
        };
        const why = [reason, event.message].filter((text) => text !== undefined && text !== '');
        const names = files.map(({ path }) => path).join(', ');
        add(event, {
          action: event.decision,
          detail: `${effect}${names === '' ? '' : `: ${names}`}`,
          by: event.decision === 'dropped' ? 'end of the run' : 'user',
          ...(why.length === 0 ? {} : { why: redactText(why.join(' ')) }),
        });
      } else if (event.type === 'changes.applied') {
        add(event, {
          action: 'changed files',
          detail: event.files.map(({ path, kind }) => `${kind} ${path}`).join(', '),
          by: mode === 'ask' ? 'user' : `mode ${mode}`,
        });
      } else if (event.type === 'turns.withdrawn') {
        add(event, {
          action: event.withdrawn ? 'took back' : 'brought again',
          detail: event.files.join(', '),
          by: 'user',
        });
      } else if (event.type === 'step.call' && event.state !== 'running') {
        const words = RECORDED_CALLS.get(event.tool.startsWith('mcp.') ? 'mcp' : event.tool);
        if (words === undefined) return;
        add(event, {
          action: event.state === 'done' ? words.done : words.failed,
          detail: event.summary,
          by: 'gate',
        });
      }
    },
    async settled() {
      await written;
    },
  };
}
