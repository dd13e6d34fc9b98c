// What the lightbulb, the palette and the source control view offer, on the built-in engine.
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { beginRepository } from '../../support/git.js';
import { closeEditors, host, openFile } from './support/memfun.js';

const BAD = "export function twice(a: number) {\n  if (a == 1) eval('a');\n  return 2 * a;\n}\n";

function root(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return folder.uri.fsPath;
}

async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<readonly vscode.CodeAction[]> {
  return (
    await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    )
  ).filter(({ title }) => title.includes('Memfun') || title.includes('finding'));
}
const lineOf = (line: number): vscode.Range => new vscode.Range(line, 0, line, 80);
const own = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Memfun');
const run = (command: string, ...args: readonly unknown[]) =>
  vscode.commands.executeCommand(command, ...args);

describe('the lightbulb', () => {
  const problems = vscode.languages.createDiagnosticCollection('test');
  after(() => problems.dispose());
  afterEach(async () => {
    problems.clear();
    await run('memfun.clearFindings');
    await closeEditors();
  });

  it('offers to fix and to explain the problem of another tool', async () => {
    const document = await openFile('problem.ts', BAD);
    const found = new vscode.Diagnostic(lineOf(1), 'Expected ===', vscode.DiagnosticSeverity.Error);
    found.source = 'lint';
    problems.set(document.uri, [found]);
    const titles = (await actionsAt(document, lineOf(1))).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['Fix with Memfun', 'Explain with Memfun']);
  });

  it('fixes a review finding as a diff, or dismisses it', async () => {
    const document = await openFile('reviewed.ts', BAD);
    await run('memfun.reviewFile');
    assert.ok(own(document.uri).length >= 2);
    const loose = own(document.uri).find(({ code }) => code === 'loose-equality');
    assert.ok(loose);
    const actions = await actionsAt(document, loose.range);
    const dismiss = actions.find(({ title }) =>
      title.startsWith('Dismiss this finding: Code is made'),
    );
    assert.ok(dismiss?.command);
    await run(dismiss.command.command, ...(dismiss.command.arguments ?? []));
    assert.ok(own(document.uri).every(({ code }) => code !== 'eval'));
    const fix = actions.find(({ title }) => title.startsWith('Fix with Memfun: Loose equality'));
    assert.ok(fix?.command);
    await run(fix.command.command, ...(fix.command.arguments ?? []));
    await run('memfun.fix.accept');
    assert.match(document.getText(), /if \(a === 1\)/);
    assert.deepEqual(own(document.uri), [], 'findings of the earlier text are gone');
  });

  it('offers to refactor what is selected, and nothing where there is nothing', async () => {
    const document = await openFile('plain.ts', 'export const a = 1;\n');
    const selected = await actionsAt(document, new vscode.Range(0, 0, 0, 10));
    assert.deepEqual(
      selected.map(({ title }) => title),
      ['Refactor with Memfun…'],
    );
    assert.deepEqual(await actionsAt(document, new vscode.Range(0, 0, 0, 0)), []);
  });
});

describe('the palette', () => {
  const checks = (on: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('memfun')
      .update('checks.enabled', on, vscode.ConfigurationTarget.Global);
  before(() => checks(false));
  after(() => checks(undefined));
  afterEach(async () => {
    await run('memfun.clearFindings');
    await closeEditors();
  });

  it('audits the whole workspace and marks what it finds in files that are not open', async () => {
    await openFile('src/unsafe.ts', 'export const run = (text: string) => eval(text);\n');
    await closeEditors();
    await run('memfun.securityAudit', 'workspace');
    const uri = vscode.Uri.joinPath(vscode.Uri.file(root()), 'src/unsafe.ts');
    assert.deepEqual(
      own(uri).map(({ code }) => code),
      ['eval'],
    );
    await vscode.workspace.fs.delete(uri);
  });

  it('writes tests into a new file once that is allowed, and /undo takes it back', async () => {
    await openFile('src/cents.ts', 'export function cents(n: number) {\n  return n * 100;\n}\n');
    const { approvals, conversation, runtime } = await host();
    const target = vscode.Uri.joinPath(vscode.Uri.file(root()), 'test/cents.test.ts');
    const writing = run('memfun.generateTests');
    const id = await waitingApproval();
    assert.match(approvals.request(id).effect, /test\/cents\.test\.ts|Create|Change/);
    approvals.answer(id, { decision: 'allow' });
    await writing;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.match(text, /test\.todo\('cents'\)/);
    const undo = await conversation.start({
      intent: 'ask',
      text: '/undo',
      attachments: [],
      effort: 'auto',
    });
    await undo.result;
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(target)));
    await (await runtime.get()).sessions.list();
  });

  /** The approval that the running turn waits for. */
  async function waitingApproval(): Promise<string> {
    const { conversation } = await host();
    for (let tries = 0; tries < 200; tries++) {
      const slice = await conversation.slice(undefined, 1);
      const asked = slice.patches.findLast(({ event }) => event.type === 'approval.asked')?.event;
      const over = slice.patches.some(
        ({ event }) =>
          event.type === 'approval.answered' &&
          asked?.type === 'approval.asked' &&
          event.approvalId === asked.approvalId,
      );
      if (asked?.type === 'approval.asked' && !over) return asked.approvalId;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('nothing was asked');
  }
});

describe('the source control view', () => {
  it('gets a generated message into its box, and nothing is committed', async () => {
    const git = beginRepository(root(), 'Begin');
    const extension = vscode.extensions.getExtension('vscode.git');
    assert.ok(extension);
    const api = (await extension.activate()).getAPI(1);
    await api.openRepository(vscode.Uri.file(root()));
    await openFile('README.md', '# Changed\n');
    const message = await run('memfun.generateCommitMessage');
    assert.equal(message, 'Change README.md');
    const repository = api.getRepository(vscode.Uri.file(root()));
    assert.equal(repository.inputBox.value, 'Change README.md');
    assert.equal(git('log', '--oneline').split('\n').length, 1);
    assert.equal(path.basename(repository.rootUri.fsPath), path.basename(root()));
  });
});
