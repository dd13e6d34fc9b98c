// The worker thread that parses, so that the editor's own thread never waits for a grammar.
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { InvariantError, toErrorInfo } from '../core/index.js';
import { languageNamed } from './languages/index.js';
import { type WorkerAnswer, workerRequest } from './messages.js';
import { createParser } from './parser.js';

const port = parentPort;
if (port === null) throw new InvariantError('The code worker was started outside of a thread.');
const { assetsDir } = z.object({ assetsDir: z.string() }).parse(workerData);
const parser = createParser(assetsDir);

port.on('message', (message: unknown) => {
  void answer(message).then((reply) => port.postMessage(reply));
});

async function answer(message: unknown): Promise<WorkerAnswer> {
  const { id, language: name, text, work } = workerRequest.parse(message);
  try {
    const language = languageNamed(name);
    if (language === undefined) throw new InvariantError(`There is no language "${name}".`);
    if (work.kind === 'parse') {
      return { kind: 'parsed', id, file: await parser.parse(text, language) };
    }
    const captures = await parser.query(text, language, work.query);
    return { kind: 'captured', id, captures: [...captures] };
  } catch (error) {
    const { message: said, remedy } = toErrorInfo(error);
    return { kind: 'failed', id, message: said, remedy };
  }
}
