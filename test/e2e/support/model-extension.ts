// A packaged extension for what no key reaches: a language model for the editor's own chat, and where the files are shown.
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const MANIFEST = {
  name: 'fixture-model',
  publisher: 'fixture',
  version: '0.0.1',
  engines: { vscode: '^1.104.0' },
  main: './main.js',
  activationEvents: ['onStartupFinished'],
  enabledApiProposals: ['chatProvider'],
  contributes: {
    languageModelChatProviders: [{ vendor: 'copilot', displayName: 'Fixture' }],
    commands: [
      { command: 'fixture.beside', title: 'Fixture: Files beside Memfun' },
      { command: 'fixture.back', title: 'Fixture: Files back in the Explorer' },
    ],
  },
};

const MAIN = `const vscode = require('vscode');
exports.activate = (context) => {
  const model = { id: 'still', name: 'Still', family: 'still', version: '1', maxInputTokens: 8000, maxOutputTokens: 1000, isDefault: true, isUserSelectable: true, capabilities: { toolCalling: true } };
  const move = (id, destinationId) => vscode.commands.registerCommand(id, () =>
    vscode.commands.executeCommand('vscode.moveViews', { viewIds: ['workbench.explorer.fileView'], destinationId }));
  context.subscriptions.push(
    move('fixture.beside', 'workbench.view.extension.memfun'),
    move('fixture.back', 'workbench.view.explorer'),
  );
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('copilot', {
    provideLanguageModelChatInformation: () => [model],
    provideLanguageModelChatResponse: async () => undefined,
    provideTokenCount: async () => 1,
  }));
};
`;

/** Its name, for the editor to let it offer a model that the chat begins with. */
export const MODEL_EXTENSION = `${MANIFEST.publisher}.${MANIFEST.name}`;

/** @returns path of the package */
export async function packModelExtension(folder: string): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(MANIFEST)), 'extension/package.json');
  zip.addBuffer(Buffer.from(MAIN), 'extension/main.js');
  zip.end();
  const file = path.join(folder, 'fixture-model.vsix');
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}
