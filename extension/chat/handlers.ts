// What the host does for each request of the webview.
import * as vscode from 'vscode';
import { MemfunError, systemClock } from '../../runtime/core/index.js';
import { insertCode, proposeCode } from '../fixes/use-code.js';
import type { HostContext } from '../host/context.js';
import { COMMANDS, type CommandId } from '../ids.js';
import type { BridgeHandlers } from './bridge-server.js';
import { chatHandlers } from './chat-handlers.js';
import { chooseMode } from './choose-mode.js';
import { clusterHandlers } from './cluster-handlers.js';
import { conversationHandlers } from './conversation-handlers.js';
import { draftHandlers } from './drafts.js';
import { historyHandlers } from './history-handlers.js';
import { imageHandlers } from './image-handlers.js';
import { memoryHandlers } from './memory-handlers.js';
import { mentionHandlers } from './mention-handlers.js';
import {
  configureServers,
  droppedPaths,
  openCitation,
  openImage,
  openStored,
  openSymbol,
} from './open-place.js';
import { optimizeHandlers } from './optimize-handlers.js';
import { planHandlers } from './plan-desk.js';
import { safetyHandlers } from './safety-handlers.js';
import { serversHandlers } from './servers-handlers.js';
import { skillsHandlers } from './skills-handlers.js';
import { tellSearchEnded } from './tell-ended.js';
import { traceDialogs } from './trace-dialogs.js';
import { traceHandlers } from './trace-handlers.js';
import { writerHandlers } from './writer-handlers.js';

/** Set Up was offered once and declined. */
export const SET_UP_DISMISSED_KEY = 'memfun.setUpDismissed';

/** @param host is asked when a request comes, so it may be complete only later. */
export function createHandlers(host: () => HostContext): BridgeHandlers {
  const done = {};
  return {
    'window.opened': async ({ kept }) => ({ kept: host().windowMemory.opened(kept) }),
    ...conversationHandlers(() => host().conversations),
    'conversation.delete': async ({ sessionId }) => {
      await host().conversations.delete(sessionId);
      await (await host().runtime.get()).traces?.removeOf(sessionId);
      return done;
    },
    ...chatHandlers(() => host().conversation),
    ...planHandlers(
      () => host().plans,
      async () => (await (await host().runtime.get()).agents()).agents.map(({ name }) => name),
    ),
    'approval.answer': async ({ approvalId, decision, paths, parts, message, always }) => {
      host().approvals.answer(
        approvalId,
        decision === 'allow'
          ? {
              decision,
              ...(paths === undefined ? {} : { paths }),
              ...(parts === undefined ? {} : { parts }),
              ...(always === true ? { always } : {}),
            }
          : { decision, ...(message === undefined ? {} : { message }) },
      );
      return done;
    },
    'approval.review': async ({ approvalId }) => {
      const { approvals, changeReview } = host();
      await changeReview.show(approvals.request(approvalId));
      return done;
    },
    ...writerHandlers(async () => (await host().runtime.get()).conflicts),
    ...safetyHandlers(host),
    ...mentionHandlers(() => host().runtime.get()),
    'host.state': async () => host().state(),
    'host.dismissSetUp': async () => {
      await host().extension.globalState.update(SET_UP_DISMISSED_KEY, true);
      await host().stateChanged();
      return done;
    },
    'host.setMode': async ({ mode }) => {
      await chooseMode(host(), mode);
      return done;
    },
    'host.command': async ({ command }) => {
      if (!isCommand(command)) throw new UnknownCommandError(command);
      // A command may wait for a person; the page must not wait with it.
      void host().run(command, []);
      return done;
    },
    'host.openSettings': async ({ key }) => {
      await vscode.commands.executeCommand('workbench.action.openSettings', key);
      return done;
    },
    'editor.openCitation': async (citation) => {
      await openCitation(citation);
      return done;
    },
    'editor.openExternal': async ({ url }) => {
      const uri = vscode.Uri.parse(url, true);
      if (uri.scheme !== 'https' && uri.scheme !== 'http') throw new LinkRefusedError(url);
      await vscode.env.openExternal(uri);
      return done;
    },
    'editor.openOutput': async ({ outputId }) => {
      await host().outputs.show(outputId);
      return done;
    },
    'editor.copy': async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return done;
    },
    'code.apply': async (code) => {
      await proposeCode(host().fixes, code);
      return done;
    },
    'code.insert': async ({ code }) => {
      await insertCode(code);
      return done;
    },
    'files.dropped': async ({ uris }) => ({ paths: [...droppedPaths(uris)] }),
    ...imageHandlers(async () => (await host().runtime.get()).images, openImage),
    ...memoryHandlers({
      memory: async () => (await host().runtime.get()).memory,
      clock: systemClock,
      conversationTitle: async (sessionId) =>
        (await host().conversation.list()).find((one) => one.sessionId === sessionId)?.title,
      openPlace: openSymbol,
    }),
    ...skillsHandlers({
      memfun: () => host().runtime.get(),
      openFile: openStored,
      update: (name) => void host().run('memfun.updateSkill', [name]),
      changed: () => void host().stateChanged(),
    }),
    ...clusterHandlers({
      memfun: () => host().runtime.get(),
      clock: systemClock,
      logger: () => host().logger,
      configured: () => host().tierMoves.now(),
      choose: async () => {
        await vscode.commands.executeCommand('workbench.action.openSettings', 'memfun.tier');
      },
    }),
    ...serversHandlers({ memfun: () => host().runtime.get(), configure: configureServers }),
    ...traceHandlers({
      traces: async () => (await host().runtime.get()).traces,
      rerun: async (request, resume) => {
        await host().conversation.start(request, resume);
      },
      ...traceDialogs,
    }),
    ...optimizeHandlers(
      async () => (await host().runtime.get()).optimize,
      (end) => {
        const { view, attention } = host();
        view.notify('optimize.ended', end);
        tellSearchEnded(attention, end, () => void view.show('traces'));
      },
    ),
    ...historyHandlers(async () => (await host().runtime.get()).sessions),
    ...draftHandlers(() => host().extension.workspaceState),
  };
}

function isCommand(command: string): command is CommandId {
  return (COMMANDS as readonly string[]).includes(command);
}

/** The page asked for a command that Memfun does not have. */
class UnknownCommandError extends MemfunError {
  readonly code = 'bridge.command';
  constructor(command: string) {
    super(`Memfun has no command "${command}".`, {
      remedy: 'Open the command palette and type "Memfun" to see what there is.',
    });
  }
}

/** A link that leads neither to http nor to https. */
class LinkRefusedError extends MemfunError {
  readonly code = 'bridge.link';
  constructor(url: string) {
    super(`The link "${url}" was not opened: only web links are.`, {
      remedy: 'Copy the address and open it yourself if you trust it.',
    });
  }
}
