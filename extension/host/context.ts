// What a command or a handler of the view may use.
import type * as vscode from 'vscode';
import type { HostModel, MemfunEnvironment } from '../../runtime/app/index.js';
import type { Logger } from '../../runtime/core/index.js';
import type { HostState } from '../bridge/index.js';
import type { ChatApprovals } from '../changes/approvals.js';
import type { ChangeReview } from '../changes/review.js';
import type { Conversation } from '../chat/conversation.js';
import type { Conversations } from '../chat/conversations.js';
import type { PlanDesk } from '../chat/plan-desk.js';
import type { ChatView } from '../chat/view.js';
import type { FixProposals } from '../fixes/proposals.js';
import type { CommandId } from '../ids.js';
import type { Findings } from '../review/findings.js';
import type { Attention } from '../status/attention.js';
import type { Outputs } from './outputs.js';
import type { Reports } from './reports.js';
import type { RuntimeHolder } from './runtime-holder.js';
import type { TierMoves } from './tier-moves.js';
import type { WindowMemory } from './window-memory.js';

export interface HostContext {
  readonly extension: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly logger: Logger;
  readonly runtime: RuntimeHolder;
  readonly conversations: Conversations;
  /** The open one, at this moment. */
  readonly conversation: Conversation;
  readonly view: ChatView;
  readonly attention: Attention;
  readonly approvals: ChatApprovals;
  readonly plans: PlanDesk;
  readonly changeReview: ChangeReview;
  readonly fixes: FixProposals;
  readonly findings: Findings;
  readonly reports: Reports;
  readonly outputs: Outputs;
  readonly tierMoves: TierMoves;
  readonly windowMemory: WindowMemory;
  /** What the running Memfun stands on; it is started for this. */
  readonly tierEnvironment: () => Promise<MemfunEnvironment>;
  /** Models that only the editor can reach. */
  readonly hostModels: () => Promise<readonly HostModel[]>;
  /** Facts that the views and the status bar show. */
  readonly state: () => Promise<HostState>;
  /** Tells view and status bar that those facts may have changed. */
  readonly stateChanged: () => Promise<void>;
  readonly run: (command: CommandId, args: readonly unknown[]) => Promise<unknown>;
}
