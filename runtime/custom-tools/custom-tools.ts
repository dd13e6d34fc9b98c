// Custom tools: files in .memfun/tools that become tools of the agent once the user trusts them.
import path from 'node:path';
import * as z from 'zod';
import { type Clock, type Json, jsonSchema, type Logger, toErrorInfo } from '../core/index.js';
import type { AnyTool, FileStore, ToolDefinition, ToolEffect } from '../ports/index.js';
import { CustomToolError, UnknownCustomToolError } from './errors.js';
import { askToolProcess, type ToolProcessOptions } from './process.js';
import { type CustomToolFacts, customToolSchema } from './protocol.js';
import { ToolTrust } from './trust.js';

const FOLDER = '.memfun/tools';
const FILE = /^([A-Za-z]\w{0,40})\.(?:[cm]?js|[cm]?ts)$/;
const MAX_BYTES = 200_000;
const DESCRIBE_MS = 10_000;

export interface CustomToolState {
  readonly name: string;
  readonly path: string;
  readonly trusted: boolean;
  /** Why it cannot be used although it is trusted. */
  readonly problem?: string;
}

export interface CustomToolsOptions extends ToolProcessOptions {
  readonly workspace: FileStore;
  /** Where trust is kept. */
  readonly files: FileStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly define: <I extends z.ZodObject, O extends z.ZodType>(
    definition: ToolDefinition<I, O>,
  ) => AnyTool;
}

interface Found {
  readonly name: string;
  readonly path: string;
  readonly content: Uint8Array;
}

export class CustomTools {
  readonly #options: CustomToolsOptions;
  readonly #trust: ToolTrust;
  readonly #described = new Map<string, AnyTool | { readonly problem: string }>();

  constructor(options: CustomToolsOptions) {
    this.#options = options;
    this.#trust = new ToolTrust(options.files, options.clock);
  }

  /** By name. What is not trusted is only named: nothing of it is run. */
  async list(signal: AbortSignal): Promise<readonly CustomToolState[]> {
    const states: CustomToolState[] = [];
    for (const found of await this.#find()) {
      const { name, path: file } = found;
      const trusted = await this.#trust.trusts(name, found.content);
      const tool = trusted ? await this.#describe(found, signal) : undefined;
      const problem = tool !== undefined && 'problem' in tool ? { problem: tool.problem } : {};
      states.push({ name, path: file, trusted, ...problem });
    }
    return states;
  }

  /** Those that are trusted and work. */
  async tools(signal: AbortSignal): Promise<readonly AnyTool[]> {
    const tools: AnyTool[] = [];
    for (const found of await this.#find()) {
      if (!(await this.#trust.trusts(found.name, found.content))) continue;
      const tool = await this.#describe(found, signal);
      if (!('problem' in tool)) tools.push(tool);
    }
    return tools;
  }

  /** The text of a tool's file, for the user to read before trusting it. @throws UnknownCustomToolError */
  async source(name: string): Promise<string> {
    return new TextDecoder().decode((await this.#named(name)).content);
  }

  /** The file as it is now, and no other. @throws UnknownCustomToolError */
  async trust(name: string): Promise<void> {
    await this.#trust.trust(name, (await this.#named(name)).content);
  }

  async distrust(name: string): Promise<void> {
    await this.#trust.distrust(name);
  }

  async #find(): Promise<readonly Found[]> {
    const { workspace } = this.#options;
    if (workspace.localRoot === undefined) return [];
    const entries = await workspace.list(FOLDER).catch(() => []);
    const found: Found[] = [];
    for (const { name: file, kind, symlink } of entries) {
      const name = FILE.exec(file)?.[1];
      if (name === undefined || kind !== 'file' || symlink) continue;
      const content = await workspace.read(`${FOLDER}/${file}`);
      if (content.length <= MAX_BYTES) found.push({ name, path: `${FOLDER}/${file}`, content });
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #named(name: string): Promise<Found> {
    const all = await this.#find();
    const found = all.find((one) => one.name === name);
    if (found === undefined)
      throw new UnknownCustomToolError(
        name,
        all.map((one) => one.name),
      );
    return found;
  }

  async #describe(
    { name, path: file, content }: Found,
    signal: AbortSignal,
  ): Promise<AnyTool | { readonly problem: string }> {
    const key = `${name}\0${Buffer.from(content).toString('base64')}`;
    const known = this.#described.get(key);
    if (known !== undefined) return known;
    let described: AnyTool | { readonly problem: string };
    try {
      const order = { do: 'describe' as const, file: this.#onDisk(file) };
      const facts = await askToolProcess(name, order, this.#options, {
        signal,
        timeoutMs: DESCRIBE_MS,
      });
      described = this.#define(name, file, checkFacts(name, facts));
    } catch (error) {
      if (signal.aborted) throw error;
      const { message } = toErrorInfo(error);
      this.#options.logger.warn('A custom tool cannot be used.', { name, message });
      described = { problem: message };
    }
    this.#described.set(key, described);
    return described;
  }

  #define(name: string, file: string, facts: CustomToolFacts): AnyTool {
    const { description, effect, timeoutSeconds } = facts;
    const input = inputOf(name, facts);
    // Code of its own may do anything, so all but looking is judged and asked about like a command.
    const judged: ToolEffect = effect === 'read' ? 'read' : 'execute';
    return this.#options.define({
      name: `custom.${name}`,
      description: `${description} (A tool of this workspace.)`,
      input,
      output: jsonSchema,
      effect: judged,
      positional: [],
      example: `await custom.${name}({ … })`,
      ...(judged === 'execute' ? { command: (given) => commandText(name, given) } : {}),
      run: async (given, { signal }) =>
        askToolProcess(
          name,
          {
            do: 'run',
            file: this.#onDisk(file),
            input: jsonSchema.parse(given),
            workspace: this.#options.workspace.localRoot ?? '',
          },
          this.#options,
          { signal, timeoutMs: timeoutSeconds * 1_000 },
        ),
    });
  }

  #onDisk(file: string): string {
    return path.join(this.#options.workspace.localRoot ?? '', file);
  }
}

function checkFacts(name: string, facts: Json): CustomToolFacts {
  const checked = customToolSchema.safeParse(facts);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new CustomToolError(
    name,
    `"${issue?.path.map(String).join('.') ?? ''}" is not right: ${issue?.message ?? 'unknown'}.`,
    'Export { description, effect, input, run } as the README shows.',
  );
}

/** @throws CustomToolError when its JSON Schema cannot be understood */
function inputOf(name: string, { input }: CustomToolFacts): z.ZodObject {
  if (input['type'] === 'object' && typeof input['properties'] === 'object') {
    try {
      const schema = z.fromJSONSchema(input as Parameters<typeof z.fromJSONSchema>[0]);
      if (schema instanceof z.ZodObject) return schema;
    } catch {
      // Told below.
    }
    throw new CustomToolError(name, 'its input is no JSON Schema of an object that is understood.');
  }
  const shape = Object.entries(input).map(([key, type]): [string, z.ZodType] => {
    const schema = TYPES[String(type)] ?? jsonSchema;
    return key.endsWith('?') ? [key.slice(0, -1), schema.optional()] : [key, schema];
  });
  return z.object(Object.fromEntries(shape));
}

const TYPES: Readonly<Record<string, z.ZodType>> = {
  string: z.string(),
  number: z.number(),
  integer: z.int(),
  boolean: z.boolean(),
  'string[]': z.array(z.string()),
  'number[]': z.array(z.number()),
  object: z.record(z.string(), jsonSchema),
};

/** What is judged and shown: a command of that name, so that `custom-tool weather *` can be allowed. */
function commandText(name: string, input: unknown): string {
  return `custom-tool ${name} '${JSON.stringify(input).replaceAll("'", String.raw`'\''`)}'`;
}
