// What people should know about what a workspace brings and cannot yet be used.
import { serversNotice, untrustedNotice } from '../agents/index.js';
import type { MemfunParts } from './parts.js';

export async function partNotices(
  { custom, mcp }: MemfunParts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const tools = await custom?.list(signal).catch(() => []);
  const servers = await mcp?.list().catch(() => undefined);
  const all = [tools && untrustedNotice(tools), ...(servers ? serversNotice(servers) : [])];
  return all.filter((text) => text !== undefined);
}
