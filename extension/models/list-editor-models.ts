// Finds the language models that the editor offers at this moment.
import * as vscode from 'vscode';
import type { HostModel } from '../../runtime/app/index.js';
import { EditorLanguageModel } from './editor-language-model.js';

/** The editor does not say how long answers may be. */
const ASSUMED_OUTPUT_TOKENS = 4_096;

/** Models by id `vscode/<vendor>/<id>`. Empty where the editor has none; listing needs no consent, using one does. */
export async function listEditorModels(): Promise<readonly HostModel[]> {
  const chats = await vscode.lm.selectChatModels();
  return chats.map((chat) => ({
    id: `vscode/${chat.vendor}/${chat.id}`,
    label: `${chat.name} (editor)`,
    contextWindow: chat.maxInputTokens + ASSUMED_OUTPUT_TOKENS,
    maxOutputTokens: ASSUMED_OUTPUT_TOKENS,
    vision: false,
    open: () =>
      Promise.resolve(
        new EditorLanguageModel(
          chat,
          vscode,
          vscode.l10n.t('Memfun answers your question with this model.'),
        ),
      ),
  }));
}
