// What the view of agents and skills asks the host for, and that of MCP servers.
import * as z from 'zod';
import { nothing, request } from './descriptor.js';

export const skillSources = z.enum(['built-in', 'workspace', 'user', 'installed']);
/** Why it may be used: it came with Memfun, you trust the workspace, you put it there, you looked at it; or it changed since. */
export const skillTrusts = z.enum(['built-in', 'workspace', 'own', 'reviewed', 'changed']);

export const skillRowSchema = z.lazy(() =>
  z.object({
    name: z.string(),
    description: z.string(),
    source: skillSources,
    trust: skillTrusts,
    enabled: z.boolean(),
    /** The model may open it by itself. */
    byModel: z.boolean(),
    /** For people: where its SKILL.md is. */
    place: z.string(),
    /** Where it was got from, and how sure that is. */
    origin: z.object({ from: z.string(), digest: z.string(), installedAt: z.number() }).optional(),
    /** Tools that it would like to use. */
    asks: z.array(z.string()),
    problems: z.array(z.string()),
    statistics: z
      .object({
        uses: z.number().int(),
        successes: z.number().int(),
        tokens: z.number(),
        costUsd: z.number(),
        averageMs: z.number(),
        lastUsedAt: z.number(),
      })
      .optional(),
  }),
);
export type SkillRow = z.infer<typeof skillRowSchema>;

export const agentRowSchema = z.lazy(() =>
  z.object({
    name: z.string(),
    description: z.string(),
    source: z.enum(['built-in', 'workspace', 'user']),
    enabled: z.boolean(),
    place: z.string(),
    /** Tools that it may use; absent: all. */
    tools: z.array(z.string()).optional(),
    maxTurns: z.number().int(),
  }),
);
export type AgentRow = z.infer<typeof agentRowSchema>;

export const skillsStateSchema = z.lazy(() =>
  z.object({
    skills: z.array(skillRowSchema),
    agents: z.array(agentRowSchema),
    /** Of those that could not be loaded. */
    problems: z.array(z.string()),
  }),
);
export type SkillsState = z.infer<typeof skillsStateSchema>;

const kind = z.enum(['skills', 'agents']);

export const serverStates = z.enum(['off', 'starting', 'ready', 'waiting', 'signed-out', 'failed']);
export const toolPermissions = z.enum(['ask', 'allow', 'deny']);
export type ToolPermission = z.infer<typeof toolPermissions>;

export const serverRowSchema = z.lazy(() =>
  z.object({
    name: z.string(),
    file: z.string(),
    /** Word for word what would be started or visited. */
    launch: z.string(),
    allowed: z.boolean(),
    /** It was allowed as something else. */
    redefined: z.boolean(),
    state: serverStates,
    /** Why it cannot be used; empty when it can. */
    problem: z.string(),
    revision: z.string().optional(),
    tools: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        /** Not used: it is not what was allowed. */
        changed: z.boolean(),
        permission: toolPermissions,
      }),
    ),
  }),
);
export type ServerRow = z.infer<typeof serverRowSchema>;

export const serversStateSchema = z.lazy(() =>
  z.object({
    /** False where none may be started. */
    available: z.boolean(),
    servers: z.array(serverRowSchema),
    /** What is wrong with the files that configure them. */
    problems: z.array(z.object({ file: z.string(), message: z.string() })),
  }),
);
export type ServersState = z.infer<typeof serversStateSchema>;

const named = z.object({ name: z.string() });

export const skillsRequests = {
  'skills.get': request(nothing, skillsStateSchema),
  /** Whether it is offered in this project. */
  'skills.switch': request(() => z.object({ kind, name: z.string(), on: z.boolean() }), nothing),
  /** Opens its file in an editor. */
  'skills.open': request(() => z.object({ kind, name: z.string() }), nothing),
  /** Opens the file in which a person changes an agent; of a built-in one a copy is made, which takes its place. */
  'skills.own': request(named, nothing),
  /** Says where a copy is kept. */
  'skills.remove': request(named, () => z.object({ kept: z.string() })),
  'skills.restore': request(named, nothing),
  /** Looks for something newer, and shows it before it is taken. */
  'skills.update': request(named, nothing),
  'servers.get': request(nothing, serversStateSchema),
  /** Starts it, now and later, and takes its tools as they are described now. */
  'servers.allow': request(named, nothing),
  /** Ends it; it is not started again until it is allowed anew. */
  'servers.deny': request(named, nothing),
  'servers.restart': request(named, nothing),
  'servers.signIn': request(named, nothing),
  'servers.signOut': request(named, nothing),
  'servers.log': request(named, () => z.object({ lines: z.array(z.string()) })),
  /** `ask` takes a rule away. */
  'servers.tool': request(
    () => z.object({ server: z.string(), tool: z.string(), permission: toolPermissions }),
    nothing,
  ),
  /** Opens the file that configures servers, or makes one. */
  'servers.configure': request(nothing, nothing),
} as const;
