// What else can be optimised than model calls: agents' instructions, skills' bodies, tools' descriptions, the router.
import type { AgentDefinition } from '../../agents/index.js';
import type { AnyTool } from '../../ports/index.js';
import { ROUTER_LIMITS, type RouterLimits } from '../../rlm/index.js';
import type { Skill } from '../../skills/index.js';
import type { Candidate, Component, TextComponent } from '../component.js';
import { literalsOf } from '../tuning.js';

/** Values that take the place of what files and this build say, as long as that is still what they were made for. */
export interface Words {
  readonly values: Candidate;
  /** What each value replaces. */
  readonly originals: Candidate;
}

/** Which model answers: compared in life, never searched for. */
export const MODEL_PART = 'model/root';

const LEAST_CHARS = 2_000;
const MOST_AGENT_CHARS = 30_000;
const MOST_SKILL_CHARS = 20_000;
const LEAST_TOOL_CHARS = 300;
const MOST_DIRECT_CHARS = 60_000;

export function agentPart({ name, instructions }: AgentDefinition): TextComponent {
  return {
    id: `agent/${name}/instructions`,
    kind: 'agent-prompt',
    about: `instructions of the agent "${name}"`,
    value: instructions,
    maxChars: Math.min(MOST_AGENT_CHARS, Math.max(LEAST_CHARS, 3 * instructions.length)),
    preserve: literalsOf(instructions),
  };
}

export function skillPart({ name, body }: Pick<Skill, 'name' | 'body'>): TextComponent {
  return {
    id: `skill/${name}/body`,
    kind: 'skill-body',
    about: `the body of the skill "${name}", in Markdown`,
    value: body,
    maxChars: Math.min(MOST_SKILL_CHARS, Math.max(LEAST_CHARS, 3 * body.length)),
    // Files that it names must stay findable, and arguments need their place.
    preserve: [
      ...literalsOf(body),
      ...(body.includes('$ARGUMENTS') ? ['$ARGUMENTS'] : []),
      ...[...body.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? []),
    ].filter((literal, index, all) => all.indexOf(literal) === index),
  };
}

export function toolPart({ name, description }: AnyTool): TextComponent {
  return {
    id: `tool/${name}/description`,
    kind: 'tool-description',
    about: `what a model is told about the function ${name}`,
    value: description,
    maxChars: Math.max(LEAST_TOOL_CHARS, 2 * description.length),
    preserve: literalsOf(description),
  };
}

export function routerParts(): readonly Component[] {
  const { directChars, memoryScore } = ROUTER_LIMITS;
  return [
    {
      id: 'router/directChars',
      kind: 'threshold',
      about: 'characters of attached text up to which a question is answered directly',
      value: directChars,
      min: 0,
      max: MOST_DIRECT_CHARS,
    },
    {
      id: 'router/memoryScore',
      kind: 'threshold',
      about: 'score from which on a memory may be enough to answer a question about the user',
      value: memoryScore,
      min: 0,
      max: 1,
    },
  ];
}

/**
 * The target that a component belongs to: `agent/NAME/instructions` to `agent:NAME`, `tool/NAME/description` to
 * `tools`, `model/root` to `model`, `direct.answer/demos` to `direct.answer`.
 */
export function targetOf(id: string): string {
  const [kind = '', name = ''] = id.split('/');
  if (kind === 'agent' || kind === 'skill') return `${kind}:${name}`;
  return kind === 'tool' ? 'tools' : kind;
}

/** The value in force for a component: `undefined` when there is none, or what it replaced has changed since. */
export function heldBy(
  { values, originals }: Words,
  { id, value }: Component,
): Candidate[string] | undefined {
  return values[id] !== undefined && JSON.stringify(originals[id]) === JSON.stringify(value)
    ? values[id]
    : undefined;
}

function textHeld(words: Words, component: TextComponent): string {
  const held = heldBy(words, component);
  return typeof held === 'string' ? held : component.value;
}

export function tunedAgents(
  agents: readonly AgentDefinition[],
  words: Words,
): readonly AgentDefinition[] {
  return agents.map((agent) => ({ ...agent, instructions: textHeld(words, agentPart(agent)) }));
}

export function tunedSkills(skills: readonly Skill[], words: Words): readonly Skill[] {
  return skills.map((skill) => ({ ...skill, body: textHeld(words, skillPart(skill)) }));
}

/** Tools that others describe keep their words. */
export function tunedTools(tools: readonly AnyTool[], words: Words): readonly AnyTool[] {
  return tools.map((tool) => {
    const description = tool.remote === true ? tool.description : textHeld(words, toolPart(tool));
    return description === tool.description ? tool : { ...tool, description };
  });
}

export function tunedRouter(words: Words): RouterLimits {
  const number = (component: Component | undefined, fallback: number): number => {
    const held = component === undefined ? undefined : heldBy(words, component);
    return typeof held === 'number' ? held : fallback;
  };
  const [chars, score] = routerParts();
  return {
    directChars: number(chars, ROUTER_LIMITS.directChars),
    memoryScore: number(score, ROUTER_LIMITS.memoryScore),
  };
}
