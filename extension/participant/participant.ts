// What @memfun does in the editor's own chat: takes its request apart and hands the answer back.
import * as vscode from 'vscode';
import * as z from 'zod';
import type { Memfun } from '../../runtime/app/index.js';
import { failureText } from '../host/failures.js';
import { signalOf } from '../host/signal.js';
import { told } from '../host/told.js';
import { answerInChat } from './answer.js';

const metadataSchema = z.object({ sessionId: z.string() });

/** A failure is an answer of its own. Never rejects. */
export function participant(
  memfun: () => Promise<Pick<Memfun, 'sessions' | 'runTurn'>>,
): (...asked: Parameters<vscode.ChatRequestHandler>) => Promise<vscode.ChatResult> {
  return async (request, context, response, token) => {
    const text =
      request.command === undefined ? request.prompt : `/${request.command} ${request.prompt}`;
    const { signal, dispose } = signalOf(token);
    const reply = {
      markdown: (words: string): void => {
        response.markdown(words);
      },
      progress: (words: string): void => {
        response.progress(words);
      },
      reference: ({ path, line }: { path: string; line: number }) => {
        const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
        if (folder === undefined) return;
        const at = new vscode.Position(line - 1, 0);
        response.reference(new vscode.Location(vscode.Uri.joinPath(folder, path), at));
      },
    };
    try {
      const asked = { text, sessionId: sessionOf(context), signal, say: told };
      return { metadata: await answerInChat(await memfun(), asked, reply) };
    } catch (error) {
      return { errorDetails: { message: failureText(error) } };
    } finally {
      dispose();
    }
  };
}

function sessionOf({ history }: vscode.ChatContext): string | undefined {
  for (const turn of [...history].reverse()) {
    if (!('result' in turn)) continue;
    const metadata = metadataSchema.safeParse(turn.result.metadata);
    if (metadata.success) return metadata.data.sessionId;
  }
  return undefined;
}
