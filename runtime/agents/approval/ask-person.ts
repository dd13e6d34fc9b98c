// One question put to the person: the record has it, and what became of it.
import type { IdMaker } from '../../core/index.js';
import type { ApprovalAnswer, ApprovalRequest, Approvals } from '../../ports/index.js';
import type { TurnRecorder } from '../turn/recorder.js';

/** Who asks, and where the record is. */
export interface AskSite {
  readonly ids: IdMaker;
  readonly recorder: TurnRecorder;
  readonly signal: AbortSignal;
  /** The agent on whose behalf the user is asked; absent for the turn itself. */
  readonly asker?: string;
  /** The worker that it works on; absent where it works here. */
  readonly worker?: string;
}

/** @throws what the approvals throw, AbortedError among it: then the record has the question as dropped */
export async function askPerson(
  approvals: Approvals,
  site: AskSite,
  { changes, ...question }: Omit<ApprovalRequest, 'id'>,
): Promise<ApprovalAnswer> {
  const { ids, recorder, signal } = site;
  const approvalId = ids.next('approval');
  const shown = { ...question, reason: askingFor(site, question.reason) };
  recorder.tell({ type: 'approval.asked', approvalId, ...shown, files: [...shown.files] });
  const answered = (decision: 'allowed' | 'denied' | 'dropped', message?: string): void =>
    recorder.tell({
      type: 'approval.answered',
      approvalId,
      decision,
      ...(message === undefined ? {} : { message }),
    });
  let answer: ApprovalAnswer;
  try {
    answer = await approvals.ask({ id: approvalId, ...shown, changes }, signal);
  } catch (thrown) {
    answered('dropped');
    throw thrown;
  }
  if (answer.decision === 'deny') answered('denied', answer.message);
  else answered('allowed');
  return answer;
}

/** Why the user is asked, with the agent that wants it. */
function askingFor({ asker, worker }: AskSite, reason: string): string {
  if (asker === undefined) return reason;
  return worker === undefined
    ? `The agent ${asker} wants this. ${reason}`
    : `The agent ${asker} on the worker ${worker} wants this there. ${reason}`;
}
