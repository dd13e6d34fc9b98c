// Which servers a workspace configures: `.memfun/mcp.json`, `.vscode/mcp.json` and `.mcp.json`, checked key by key.
import * as z from 'zod';
import { FileMissingError, type FileStore } from '../../ports/index.js';
import { parseJsonc } from './jsonc.js';

export interface StdioServer {
  readonly kind: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
}

export interface HttpServer {
  /** `sse`: the transport of the first revision, which is also tried where `http` is not understood. */
  readonly kind: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where nothing is set: then whatever the server and its authorization server say. */
  readonly oauth?: OAuthSettings;
}

/** How to sign in, where the server does not say it all. */
export interface OAuthSettings {
  /** Of a client that was registered by hand. */
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** Where a client's own description lies, which then is its name. */
  readonly clientMetadataUrl?: string | undefined;
  /** Rights to ask for, with blanks between them. */
  readonly scope?: string | undefined;
  /** Where a registered client is called back: `http://127.0.0.1:<port>/callback`. */
  readonly callbackPort?: number | undefined;
}

/** One server as it is configured: references such as `${env:NAME}` are not resolved. */
export interface McpServerDefinition {
  readonly name: string;
  /** The file that configures it. */
  readonly file: string;
  readonly transport: StdioServer | HttpServer;
}

/** What is wrong in one of the files; the rest of it counts. */
export interface McpConfigProblem {
  readonly file: string;
  /** E.g. `servers.github.command`; empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

export interface McpConfiguration {
  /** By name. */
  readonly servers: readonly McpServerDefinition[];
  readonly problems: readonly McpConfigProblem[];
}

/** By precedence: of servers with the same name the first counts. */
export const CONFIG_FILES = ['.memfun/mcp.json', '.vscode/mcp.json', '.mcp.json'] as const;
const MAX_BYTES = 1_000_000;
const MAX_SERVERS = 64;

const text = z.string().max(20_000);
const textMap = z.record(
  z.string().regex(/^[^\0=]+$/, 'has characters that a name cannot have'),
  text,
);
/** Other programs write numbers into an environment as they are. */
const environment = z
  .record(
    z.string().regex(/^[^\0=]+$/, 'is no name of a variable'),
    z.union([text, z.number(), z.boolean(), z.null()]),
  )
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) =>
        value === null ? [] : [[name, String(value)] as const],
      ),
    ),
  );

const serverSchema = z
  .looseObject({
    type: z.enum(['stdio', 'http', 'sse', 'streamable-http', 'streamableHttp']).optional(),
    command: text.min(1).optional(),
    args: z.array(text).max(500).default([]),
    env: environment.default({}),
    cwd: text.min(1).optional(),
    url: text.min(1).optional(),
    headers: textMap.default({}),
    oauth: z
      .object({
        clientId: text.min(1).optional(),
        clientSecret: text.min(1).optional(),
        clientMetadataUrl: z.url({ protocol: /^https$/ }).optional(),
        scope: text.min(1).optional(),
        callbackPort: z.int().min(1).max(65_535).optional(),
      })
      .optional(),
    disabled: z.boolean().default(false),
  })
  .superRefine(({ type, command, url }, context) => {
    const remote =
      type === undefined ? url !== undefined && command === undefined : type !== 'stdio';
    const [wanted, given] = remote ? (['url', url] as const) : (['command', command] as const);
    if (given === undefined)
      context.addIssue({ code: 'custom', path: [wanted], message: 'is missing' });
    if (remote && url !== undefined && !/^(?:https?:\/\/|\$\{)/.test(url))
      context.addIssue({
        code: 'custom',
        path: ['url'],
        message: 'must begin with http:// or https://',
      });
  });

/** Both names that are in use for the table of servers. */
const fileSchema = z.looseObject({
  servers: z.record(z.string(), z.unknown()).optional(),
  mcpServers: z.record(z.string(), z.unknown()).optional(),
});

/** Never rejects: what cannot be read is a problem in the result. */
export async function readMcpConfiguration(workspace: FileStore): Promise<McpConfiguration> {
  const servers = new Map<string, McpServerDefinition>();
  const problems: McpConfigProblem[] = [];
  for (const file of CONFIG_FILES) {
    for (const found of await readFile(workspace, file)) {
      const before = 'name' in found ? servers.get(found.name) : undefined;
      if (!('name' in found)) problems.push(found);
      else if (before !== undefined)
        problems.push({
          file,
          key: found.name,
          message: `is not used, because ${before.file} has a server of that name`,
        });
      else if (servers.size >= MAX_SERVERS)
        problems.push({ file, key: found.name, message: `is one server more than ${MAX_SERVERS}` });
      else servers.set(found.name, found);
    }
  }
  const byName = [...servers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { servers: byName, problems };
}

type Found = McpServerDefinition | McpConfigProblem;

async function readFile(workspace: FileStore, file: string): Promise<readonly Found[]> {
  const wrong = (message: string, key = ''): McpConfigProblem => ({ file, key, message });
  let content: Uint8Array;
  try {
    content = await workspace.read(file);
  } catch (error) {
    return error instanceof FileMissingError ? [] : [wrong('cannot be read')];
  }
  if (content.length > MAX_BYTES) return [wrong(`is larger than ${MAX_BYTES} bytes`)];
  let raw: unknown;
  try {
    raw = parseJsonc(new TextDecoder().decode(content));
  } catch (error) {
    return [wrong(`is no JSON: ${error instanceof Error ? error.message : 'unknown'}`)];
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return [wrong(issue?.message ?? 'is not right', issue?.path.map(String).join('.'))];
  }
  return (['servers', 'mcpServers'] as const).flatMap((table) =>
    Object.entries(parsed.data[table] ?? {}).flatMap(([name, given]): readonly Found[] => {
      const server = serverSchema.safeParse(given);
      if (!server.success)
        return server.error.issues.map(({ path, message }) =>
          wrong(message, [table, name, ...path.map(String)].join('.')),
        );
      return server.data.disabled ? [] : [definitionOf(name, file, server.data)];
    }),
  );
}

function definitionOf(
  name: string,
  file: string,
  { type, command, args, env, cwd, url, headers, oauth }: z.infer<typeof serverSchema>,
): McpServerDefinition {
  if (type === 'stdio' || url === undefined || (type === undefined && command !== undefined))
    return { name, file, transport: { kind: 'stdio', command: command ?? '', args, env, cwd } };
  const kind = type === 'sse' ? 'sse' : 'http';
  const transport = { kind, url, headers, ...(oauth === undefined ? {} : { oauth }) } as const;
  return { name, file, transport };
}
