// A whole Memfun on a folder whose servers are configured by a test: turns with a scripted model, and who was asked.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createMemfun, type Memfun, type TurnResult } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import type {
  ApprovalAnswer,
  ApprovalRequest,
  LanguageModelV3,
  Person,
  SecretStore,
} from '../../../runtime/ports/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { turnOf } from '../../support/one-turn.js';
import { PEERS } from './connections.js';

export interface Said {
  readonly answer: string;
  readonly result: TurnResult;
  readonly events: readonly RunEvent[];
  readonly notices: readonly string[];
  /** What the model was told, call by call. */
  readonly prompts: readonly string[];
}

export interface McpWindow {
  readonly memfun: Memfun;
  readonly root: string;
  readonly asked: readonly ApprovalRequest[];
  /** A message of the user; the model answers with these cells. */
  readonly say: (text: string, cells?: readonly string[], session?: string) => Promise<Said>;
}

export interface WindowOptions {
  readonly mode?: string;
  readonly trusted?: boolean;
  readonly answer?: ApprovalAnswer;
  readonly root?: string;
  readonly storage?: string;
  readonly contextWindow?: number;
  readonly person?: Person;
  readonly secrets?: SecretStore;
}

export function folder(name: string): string {
  const made = mkdtempSync(path.join(tmpdir(), `${name}-`));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function put(root: string, file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path.join(root, file), text);
}

/** The entry of a configuration that starts a peer of these tests. */
export function entryOf(script: string, ...args: readonly string[]): Record<string, unknown> {
  return { command: process.execPath, args: [path.join(PEERS, script), ...args] };
}

export async function openWindow(options: WindowOptions = {}): Promise<McpWindow> {
  const { mode = 'ask', trusted = true, answer = { decision: 'allow' } } = options;
  const {
    root = folder('mcp'),
    storage = folder('mcp-storage'),
    contextWindow = 100_000,
  } = options;
  const { person, secrets } = options;
  const asked: ApprovalRequest[] = [];
  let model = cellModel([]);
  // One model for all turns, with a script for each.
  const opened: LanguageModelV3 = {
    specificationVersion: 'v3',
    provider: 'scripted',
    modelId: 'script',
    supportedUrls: {},
    doGenerate: () => model.doGenerate(),
    doStream: (call) => model.doStream(call),
  };
  const hosted = { ...hostedModel(() => opened), contextWindow };
  const memfun = await createMemfun(
    environmentOn(root, {
      trusted,
      hostModels: [hosted],
      projectStorage: createNodeFileStore(storage),
      ...(person === undefined ? {} : { person }),
      ...(secrets === undefined ? {} : { secrets }),
      settings: {
        'memfun.mode': mode,
        'memfun.model': hosted.id,
        'memfun.sandbox.engine': 'quickjs',
        'memfun.memory.enabled': false,
        'memfun.checks.enabled': false,
      },
      approvals: {
        ask: async (request) => {
          asked.push(request);
          return answer;
        },
      },
    }),
    { prewarm: false },
  );
  onTestFinished(() => memfun.close());
  return {
    memfun,
    root,
    asked,
    async say(text, cells = [], session) {
      model = cellModel(cells);
      const conversation = session === undefined ? {} : { sessionId: session };
      const { result, events } = await turnOf(memfun, text, { ...conversation, effort: 'agent' });
      return {
        answer: result.answer,
        result,
        events,
        notices: events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])),
        prompts: model.calls.map((call) => JSON.stringify(call)),
      };
    },
  };
}

/** Cells that call one function and answer with what it gave, or with its error. */
export function calling(call: string): readonly string[] {
  return [
    `let said;\ntry { said = JSON.stringify(await ${call}) } catch (error) { said = 'error: ' + error.message }`,
    'await final({ answer: said, citations: [] })',
  ];
}
