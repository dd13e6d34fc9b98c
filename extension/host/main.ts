// The host: everything behind the activation, loaded on its first use. Puts the parts together.
import * as vscode from 'vscode';
import type { HostModel, Memfun, MemfunEnvironment } from '../../runtime/app/index.js';
import { createCodeService } from '../../runtime/code/index.js';
import { createIds, systemClock, toErrorInfo } from '../../runtime/core/index.js';
import { redactText } from '../../runtime/safety/index.js';
import { createChannelLogger } from '../adapters/logger.js';
import { declaredSettings, readSettings } from '../adapters/settings.js';
import { watchTerminals } from '../adapters/terminals.js';
import { registerAssistantServer } from '../assistants/server.js';
import { registerAssistantTools } from '../assistants/tools.js';
import type { HostState } from '../bridge/index.js';
import { ChatApprovals } from '../changes/approvals.js';
import { ChangeReview } from '../changes/review.js';
import { tellRecovered } from '../changes/tell-recovered.js';
import { Conversations } from '../chat/conversations.js';
import { createHandlers } from '../chat/handlers.js';
import { PlanDesk } from '../chat/plan-desk.js';
import { tellBehind, tellEnded } from '../chat/tell-ended.js';
import { ChatView } from '../chat/view.js';
import { commands } from '../commands/index.js';
import { bring, offerMove, stillThere } from '../commands/move-tier.js';
import { FixProposals } from '../fixes/proposals.js';
import {
  CHANGE_SCHEME,
  type CommandId,
  FIX_SCHEME,
  OUTPUT_SCHEME,
  REPORT_SCHEME,
  RUNNING_KEY,
} from '../ids.js';
import { parsedSymbols } from '../lenses/parsed-symbols.js';
import { ExplainLenses } from '../lenses/provider.js';
import { participant } from '../participant/participant.js';
import { FINDINGS_SOURCE } from '../problems/problem.js';
import { CheckFindings } from '../review/check-findings.js';
import { Findings } from '../review/findings.js';
import { Attention } from '../status/attention.js';
import { type StatusLabel, statusLabel } from '../status/label.js';
import type { HostContext } from './context.js';
import { assetsDirOf, createEnvironment } from './environment.js';
import { reportFailure } from './failures.js';
import { keepMode } from './keep-mode.js';
import { Outputs } from './outputs.js';
import { Reports } from './reports.js';
import { RuntimeHolder } from './runtime-holder.js';
import { readHostState } from './state.js';
import { TierMoves } from './tier-moves.js';
import { figures, told } from './told.js';
import { watchGround } from './watch-ground.js';
import { WindowMemory } from './window-memory.js';

export interface Host {
  /** Runs a command. A failure is told to the person and resolves with `undefined`. */
  run(command: CommandId, args: readonly unknown[]): Promise<unknown>;
  resolveView(view: vscode.WebviewView): void;
  /** Answers @memfun in the editor's own chat. Never rejects. */
  answerInChat(...asked: Parameters<vscode.ChatRequestHandler>): Promise<vscode.ChatResult>;
  provideLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]>;
  /** The window closes: waits until everything is stored, and leaves a running turn without an end. */
  close(): Promise<void>;
  /** The parts as the commands see them, for the in-editor tests. */
  readonly context: HostContext;
}

export interface HostOptions {
  readonly extension: vscode.ExtensionContext;
  readonly channel: vscode.LogOutputChannel;
  readonly showStatus: (label: StatusLabel) => void;
  /** Asks the editor to ask for lenses again. */
  readonly lensesChanged: () => void;
  readonly createMemfun: (environment: MemfunEnvironment) => Promise<Memfun>;
  /** Models that only the editor can reach. */
  readonly hostModels: () => Promise<readonly HostModel[]>;
}

const LAST_OPEN_KEY = 'memfun.conversation';

export function startHost(options: HostOptions): Host {
  const { extension, channel, showStatus, hostModels } = options;
  const logger = createChannelLogger(channel, redactText);
  const keys = declaredSettings(extension.extension.packageJSON);
  const settings = () => readSettings(vscode.workspace.getConfiguration(), keys);
  let known: HostState | undefined;
  const attention = new Attention({
    seen: () => view.visible,
    show: () => void view.show('chat'),
    notify: (text, lead) => {
      const show = vscode.l10n.t('Show');
      void vscode.window
        .showInformationMessage(text, show)
        .then((chosen) => chosen === show && lead());
    },
    changed: (waiting) => {
      view.mark(waiting);
      tellStatus(conversations.open.running);
    },
  });
  const windowMemory = new WindowMemory({
    state: extension.workspaceState,
    isSeen: () => view.visible,
    tell: (kept) => view.notify('window.changed', { kept }),
  });
  const approvals = new ChatApprovals(attention);
  const terminals = watchTerminals();
  const changeReview = new ChangeReview();

  let ground: MemfunEnvironment | undefined;
  const tierEnvironment = async (): Promise<MemfunEnvironment> => {
    await runtime.get();
    if (ground === undefined) throw new Error('the runtime is open without its ground');
    return ground;
  };
  const tierMoves = new TierMoves({
    kept: extension.workspaceState,
    environment: tierEnvironment,
    settings,
    offer: offerMove,
    move: async (change) => {
      await bring(context, change).catch((error: unknown) =>
        reportFailure('memfun.moveConversations', error, logger, stillThere(change)),
      );
    },
    logger,
  });
  const runtime = new RuntimeHolder({
    settings,
    logger,
    open: async () => {
      const environment = await createEnvironment(
        extension,
        logger,
        settings(),
        await hostModels(),
        approvals,
        terminals,
      );
      const memfun = await options.createMemfun(environment);
      ground = environment;
      tierMoves.changed();
      tellRecovered(memfun.recovered);
      keepMode(memfun, {
        memory: windowMemory,
        setting: () => vscode.workspace.getConfiguration('memfun').get('mode', 'ask'),
        changed: () => void stateChanged(),
      });
      memfun.mcp?.onTools(() => view.notify('servers.changed', {}));
      memfun.memory.onChange(() => {
        view.notify('memory.changed', {});
        void stateChanged();
      });
      return memfun;
    },
  });
  const view = new ChatView(
    extension.extensionUri,
    createHandlers(() => context),
    logger,
  );
  const plans = new PlanDesk((planId) =>
    attention.begin(vscode.l10n.t('Memfun has made a plan, and waits for your word.'), planId),
  );
  const conversations = new Conversations({
    memfun: runtime.get,
    ids: createIds(),
    clock: systemClock,
    logger,
    lastOpen: {
      get: () => {
        const sessionId = windowMemory.get(LAST_OPEN_KEY);
        return typeof sessionId === 'string' ? sessionId : undefined;
      },
      set: async (sessionId) => windowMemory.update(LAST_OPEN_KEY, sessionId),
    },
    pilot: () => plans.pilot(known?.mode ?? 'ask'),
    onPatch: (payload) => view.notify('conversation.patch', payload),
    onEvent: (event) => {
      tellEnded(attention, event);
      if (event.type === 'checks.reported') void checkFindings.show(event.results);
    },
    onBehind: (event, { sessionId, title }) => {
      tellBehind(attention, event, title, () => {
        void conversations
          .show(sessionId)
          .catch((error: unknown) => reportFailure('memfun.openChat', error, logger))
          .then(() => view.show('chat'));
      });
      if (event.type === 'checks.reported') void checkFindings.show(event.results);
    },
    onBehindChanged: () => view.notify('conversation.behind', {}),
    onReset: (payload) => view.notify('conversation.reset', payload),
    onRated: async (event, sessionId) => {
      await (await runtime.get()).optimize.rated(event, sessionId);
    },
    onRunning: (running) => {
      void vscode.commands.executeCommand('setContext', RUNNING_KEY, running);
      tellStatus(running);
      // A turn may have chosen another model.
      if (!running) void stateChanged();
    },
  });
  const fixes = new FixProposals();
  const findings = new Findings(FINDINGS_SOURCE);
  const checkFindings = new CheckFindings();
  const reports = new Reports();
  const outputs = new Outputs(runtime.get);
  // Its worker starts with the first file of a language for which the editor has no symbols.
  const code = createCodeService({ assetsDir: assetsDirOf(extension) });
  const lenses = new ExplainLenses(parsedSymbols(code), logger, options.lensesChanged);

  function tellStatus(running: boolean): void {
    const { spentUsd } = conversations.open;
    const facts = { running, spentUsd, waiting: attention.waiting };
    showStatus(statusLabel(known, facts, vscode.l10n, told, figures()));
  }
  async function state(): Promise<HostState> {
    known = await readHostState(runtime.get, extension.globalState, logger);
    tellStatus(conversations.open.running);
    return known;
  }
  async function stateChanged(): Promise<void> {
    view.notify('skills.changed', {});
    try {
      view.notify('host.changed', await state());
    } catch (error) {
      logger.warn('the state could not be shown', { error: toErrorInfo(error) });
    }
  }
  async function run(command: CommandId, args: readonly unknown[]): Promise<unknown> {
    try {
      return await commands[command](context, ...args);
    } catch (error) {
      reportFailure(command, error, logger);
      return undefined;
    }
  }

  const context: HostContext = {
    extension,
    channel,
    logger,
    runtime,
    conversations,
    get conversation() {
      return conversations.open;
    },
    view,
    attention,
    approvals,
    plans,
    changeReview,
    fixes,
    findings,
    reports,
    outputs,
    tierMoves,
    windowMemory,
    tierEnvironment,
    hostModels,
    state,
    stateChanged,
    run,
  };
  extension.subscriptions.push(
    fixes,
    findings,
    checkFindings,
    reports,
    lenses,
    terminals,
    tierMoves,
    vscode.workspace.registerTextDocumentContentProvider(FIX_SCHEME, {
      onDidChange: fixes.onDidChange,
      provideTextDocumentContent: async (uri) => fixes.text(uri),
    }),
    vscode.workspace.registerTextDocumentContentProvider(CHANGE_SCHEME, changeReview),
    vscode.workspace.registerTextDocumentContentProvider(OUTPUT_SCHEME, outputs),
    vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, {
      onDidChange: reports.onDidChange,
      provideTextDocumentContent: (uri) => reports.text(uri),
    }),
    watchGround(context),
    ...registerAssistantTools(runtime.get),
    ...registerAssistantServer(extension),
  );
  void fixes.closeStale();
  void stateChanged();

  return {
    run,
    resolveView: (webviewView) => view.resolve(webviewView),
    answerInChat: participant(runtime.get),
    provideLenses: async (document, token) => lenses.provide(document, token),
    async close() {
      conversations.dispose();
      await code.dispose();
      // Closing the runtime stops its turns; one that the end of the window cuts off must not look stopped by hand.
      if (!conversations.running) await runtime.close();
    },
    context,
  };
}
