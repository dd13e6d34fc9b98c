// Every command by its name.
import * as vscode from 'vscode';
import { type CommandId, EXTENSION_ID, WALKTHROUGH } from '../ids.js';
import { analyzeWorkspace } from './analyze-workspace.js';
import { ask } from './ask.js';
import type { Command } from './command.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { fixSelection } from './fix-selection.js';
import { generateCommitMessage } from './generate-commit-message.js';
import { generateTests } from './generate-tests.js';
import { moveConversations } from './move-tier.js';
import { newChat } from './new-chat.js';
import { dismissFinding, explainProblem, fixProblem } from './problem.js';
import { refactor } from './refactor.js';
import { reviewFile } from './review-file.js';
import { securityAudit } from './security-audit.js';
import { setUp } from './set-up/index.js';
import {
  createSkill,
  exportSkill,
  installSkill,
  removeSkill,
  searchSkills,
  updateSkill,
} from './skills/index.js';
import { statusMenu } from './status-menu.js';

export const commands: Readonly<Record<CommandId, Command>> = {
  'memfun.ask': ask,
  'memfun.reviewFile': reviewFile,
  'memfun.fixSelection': fixSelection,
  'memfun.explain': explain,
  'memfun.generateTests': generateTests,
  'memfun.refactor': refactor,
  'memfun.securityAudit': securityAudit,
  'memfun.generateCommitMessage': generateCommitMessage,
  'memfun.fixProblem': fixProblem,
  'memfun.explainProblem': explainProblem,
  'memfun.dismissFinding': dismissFinding,
  'memfun.analyzeWorkspace': analyzeWorkspace,
  'memfun.setUp': setUp,
  'memfun.doctor': doctor,
  'memfun.statusMenu': statusMenu,
  'memfun.openChat': async (host) => host.view.show('chat'),
  'memfun.openWalkthrough': async () => {
    await vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      `${EXTENSION_ID}#${WALKTHROUGH}`,
      false,
    );
  },
  'memfun.openMemory': async (host) => host.view.show('memory'),
  'memfun.openTraces': async (host) => host.view.show('traces'),
  'memfun.openSafety': async (host) => host.view.show('safety'),
  'memfun.openSkills': async (host) => host.view.show('skills'),
  'memfun.openServers': async (host) => host.view.show('servers'),
  'memfun.openHistory': async (host) => host.view.show('history'),
  'memfun.openCluster': async (host) => host.view.show('cluster'),
  'memfun.moveConversations': moveConversations,
  'memfun.createSkill': createSkill,
  'memfun.installSkill': installSkill,
  'memfun.updateSkill': updateSkill,
  'memfun.removeSkill': removeSkill,
  'memfun.exportSkill': exportSkill,
  'memfun.searchSkills': searchSkills,
  'memfun.newChat': newChat,
  'memfun.stop': async (host) => host.conversation.stop(),
  'memfun.showLog': async (host) => host.channel.show(),
  'memfun.clearFindings': async (host) => host.findings.clear(),
  'memfun.fix.accept': async (host, uri) => host.fixes.accept(asUri(uri)),
  'memfun.fix.reject': async (host, uri) => host.fixes.reject(asUri(uri)),
};

/** Editor titles pass the document they belong to. */
function asUri(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : undefined;
}
