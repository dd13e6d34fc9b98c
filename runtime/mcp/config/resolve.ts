// References in a configuration (`${env:NAME}`, `${secret:NAME}`, `${input:ID}`, `${workspaceFolder}`) become values.
import path from 'node:path';
import { MemfunError } from '../../core/index.js';
import type { SecretStore } from '../../ports/index.js';
import type { HttpServer, McpServerDefinition, StdioServer } from './read.js';

export interface ReferenceSources {
  readonly secrets: Pick<SecretStore, 'get'>;
  readonly env: NodeJS.ProcessEnv;
  readonly workspaceFolder: string;
  readonly home: string;
}

/** A transport without references, and what of it must not be shown. */
export interface ResolvedServer {
  readonly transport: StdioServer | HttpServer;
  readonly hidden: readonly string[];
}

export class McpReferenceError extends MemfunError {
  readonly code = 'mcp.reference';
  constructor({ name, file }: McpServerDefinition, reference: string, remedy: string) {
    super(`The server ${name} of ${file} refers to ${reference}, which is not set.`, { remedy });
  }
}

/** Under which name a secret of a server is kept: never under that of a model's key, which no server gets. */
export function secretName(name: string): string {
  return `mcp.${name}`;
}

const REFERENCE = /\$\{([^{}]*)\}/g;

/** @throws McpReferenceError */
export async function resolveServer(
  definition: McpServerDefinition,
  sources: ReferenceSources,
): Promise<ResolvedServer> {
  const hidden = new Set<string>();
  const fill = async (given: string): Promise<string> => {
    let filled = '';
    let last = 0;
    for (const match of given.matchAll(REFERENCE)) {
      filled += given.slice(last, match.index) + (await valueOf(match[1] ?? ''));
      last = match.index + match[0].length;
    }
    return filled + given.slice(last);
  };
  async function valueOf(reference: string): Promise<string> {
    const plain = PLACES.get(reference)?.(sources);
    if (plain !== undefined) return plain;
    const [, kind = 'env', name = '', fallback] =
      /^(?:(env|secret|input):)?([^:]*)(?::-([\s\S]*))?$/.exec(reference) ?? [];
    const value = kind === 'env' ? sources.env[name] : await sources.secrets.get(secretName(name));
    if (value === undefined && fallback === undefined)
      throw new McpReferenceError(definition, `\${${reference}}`, remedyFor(kind, name));
    // A short value would blank out harmless words.
    if (value !== undefined && value.length >= 6) hidden.add(value);
    return value ?? fallback ?? '';
  }
  async function fillMap(
    given: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const filled: [string, string][] = [];
    for (const [name, value] of Object.entries(given)) filled.push([name, await fill(value)]);
    return Object.fromEntries(filled);
  }

  const { transport } = definition;
  if (transport.kind !== 'stdio') {
    const url = await fill(transport.url);
    const headers = await fillMap(transport.headers);
    const { oauth } = transport;
    if (oauth === undefined)
      return { transport: { ...transport, url, headers }, hidden: [...hidden] };
    const clientId = oauth.clientId && (await fill(oauth.clientId));
    const clientSecret = oauth.clientSecret && (await fill(oauth.clientSecret));
    const filled = { ...oauth, clientId, clientSecret };
    return { transport: { ...transport, url, headers, oauth: filled }, hidden: [...hidden] };
  }
  const { workspaceFolder } = sources;
  const args: string[] = [];
  for (const argument of transport.args) args.push(await fill(argument));
  return {
    transport: {
      ...transport,
      command: await fill(transport.command),
      args,
      env: await fillMap(transport.env),
      cwd: path.resolve(workspaceFolder, await fill(transport.cwd ?? '')),
    },
    hidden: [...hidden],
  };
}

const PLACES = new Map<string, (sources: ReferenceSources) => string>([
  ['workspaceFolder', ({ workspaceFolder }) => workspaceFolder],
  ['workspaceFolderBasename', ({ workspaceFolder }) => path.basename(workspaceFolder)],
  ['userHome', ({ home }) => home],
  ['pathSeparator', () => path.sep],
  ['/', () => path.sep],
]);

function remedyFor(kind: string, name: string): string {
  if (kind === 'env') return `Set the environment variable ${name} before starting the editor.`;
  const variable = `MCP_${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}_API_KEY`;
  return `Keep it as the secret "${secretName(name)}"; on the command line set ${variable}.`;
}
