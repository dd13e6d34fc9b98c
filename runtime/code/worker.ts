// The program of the parser's worker thread: answers one request after the other.
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { languageByName } from './languages/index.js';
import { CodeParser } from './parser.js';
import { requestSchema, type WorkerReply } from './worker-protocol.js';

const { assetsDir } = z.object({ assetsDir: z.string() }).parse(workerData);
const parser = new CodeParser(assetsDir);
let queue: Promise<void> = Promise.resolve();

parentPort?.on('message', (raw: unknown) => {
  queue = queue.then(() => answer(raw));
});

async function answer(raw: unknown): Promise<void> {
  const request = requestSchema.parse(raw);
  let reply: WorkerReply;
  try {
    reply = { id: request.id, ok: true, value: await work(request) };
  } catch (error) {
    reply = {
      id: request.id,
      ok: false,
      message: error instanceof Error ? error.message : String(error),
    };
  }
  parentPort?.postMessage(reply);
}

async function work(request: z.infer<typeof requestSchema>): Promise<unknown> {
  const language = languageByName(request.language);
  if (language === undefined) throw new Error(`There is no grammar for ${request.language}.`);
  if (request.kind === 'outline') return parser.outline(request.text, language);
  if (request.kind === 'syntax')
    return parser.syntax(request.text, language, request.startLine, request.endLine);
  return parser.query(request.text, language, request.query);
}
