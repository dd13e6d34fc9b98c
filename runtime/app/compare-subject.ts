// What is compared in life: a proposal, other words for an agent or a skill, or another model.
import { readAgent } from '../agents/index.js';
import { MemfunError } from '../core/index.js';
import {
  agentPart,
  MODEL_PART,
  type Proposal,
  problemOf,
  skillPart,
  type TextComponent,
  type Words,
} from '../optimizer/index.js';
import { problemText, readFrontMatter } from '../skills/index.js';
import type { PartSources } from './optimize-access.js';

export interface CompareSite {
  readonly proposal: (id: string) => Promise<Proposal>;
  readonly sources: Pick<PartSources, 'agents' | 'skills'>;
  /** The model that is configured; `undefined` for whichever there is. */
  readonly modelName: () => string | undefined;
  /** @throws MemfunError when there is no such model */
  readonly openModel: (id: string) => Promise<unknown>;
}

class CompareSubjectError extends MemfunError {
  readonly code = 'optimize.compare';
  constructor(problem: string) {
    super(problem, {
      remedy:
        'Compare a proposal by its id, model:ID, or agent:NAME and skill:NAME with the file of another version.',
    });
  }
}

/**
 * @param subject id of a proposal, `agent:NAME`, `skill:NAME` or `model:ID`
 * @param text the other version of the agent or skill, as its file or as its instructions alone
 * @throws ProposalError, CompareSubjectError, ModelError
 */
export async function wordsOfSubject(
  subject: string,
  text: string | undefined,
  { proposal, sources, modelName, openModel }: CompareSite,
): Promise<Words> {
  const [, kind, name = ''] = /^(agent|skill|model):(.+)$/.exec(subject) ?? [];
  if (kind === undefined) {
    const { report } = await proposal(subject);
    const of = (part: 'after' | 'original') =>
      Object.fromEntries(report.components.map((component) => [component.id, component[part]]));
    return { values: of('after'), originals: of('original') };
  }
  if (kind === 'model') {
    await openModel(name);
    return { values: { [MODEL_PART]: name }, originals: { [MODEL_PART]: modelName() ?? '' } };
  }
  if (text === undefined || text.trim() === '')
    throw new CompareSubjectError(`Say with which other version "${subject}" is compared.`);
  if (kind === 'agent') {
    const agent = (await sources.agents()).find((one) => one.name === name);
    if (agent === undefined) throw new CompareSubjectError(`There is no agent "${name}".`);
    return checked(agentPart(agent), agentText(text, name));
  }
  const skill = (await sources.skills()).find((one) => one.name === name);
  if (skill === undefined) throw new CompareSubjectError(`There is no skill "${name}".`);
  const body = hasFrontMatter(text) ? readFrontMatter('SKILL.md', text, true).body.trim() : text;
  return checked(skillPart(skill), body);
}

/**
 * Whether what is compared is still what it was when the comparison began. An agent or a skill that was edited, or
 * another model that was chosen, is given to both arms: then they do not differ.
 */
export async function stillStands(
  { originals }: Pick<Words, 'originals'>,
  { sources, modelName }: CompareSite,
): Promise<boolean> {
  const ids = Object.keys(originals);
  const named = (kind: string) => ids.some((id) => id.startsWith(`${kind}/`));
  const [agents, skills] = await Promise.all([
    named('agent') ? sources.agents() : [],
    named('skill') ? sources.skills() : [],
  ]);
  const now = new Map<string, unknown>(
    [...agents.map(agentPart), ...skills.map(skillPart)].map(({ id, value }) => [id, value]),
  );
  now.set(MODEL_PART, modelName() ?? '');
  return ids.every((id) => {
    const isFile = /^(agent|skill)\/[^/]+$/.test(id);
    // Other parts are of this build and hold as long as it runs.
    if (isFile || !/^(agent|skill|model)\//.test(id)) return true;
    return now.get(id) === originals[id];
  });
}

/** Only its words are compared: rights stay as they are. */
function agentText(text: string, name: string): string {
  if (!hasFrontMatter(text)) return text.trim();
  const { agent, problems } = readAgent('AGENT.md', text, { source: 'user', fallback: name });
  if (agent === undefined) throw new CompareSubjectError(problems.map(problemText).join('; '));
  return agent.instructions;
}

function hasFrontMatter(text: string): boolean {
  return text.startsWith('---');
}

function checked(component: TextComponent, text: string): Words {
  const problem = problemOf({ ...component, preserve: [] }, text);
  if (problem !== undefined) throw new CompareSubjectError(problem);
  return { values: { [component.id]: text }, originals: { [component.id]: component.value } };
}
