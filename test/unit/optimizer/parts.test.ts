// Words of agents, skills, tools and the router: what every version must keep, and when it no longer holds.
import { describe, expect, it } from 'vitest';
import {
  problemOf,
  routerParts,
  skillPart,
  tunedRouter,
  tunedSkills,
} from '../../../runtime/optimizer/index.js';
import { ROUTER_LIMITS, route } from '../../../runtime/rlm/index.js';

describe('words of a file', () => {
  const skill = {
    name: 'ports',
    body: 'Read `ports.md` with readFile(), then [more](docs/more.md). $ARGUMENTS',
  };

  it('keep what others rely on: code, calls, files that are named, the place of arguments', () => {
    const part = skillPart(skill);
    expect(part.preserve).toEqual(['`ports.md`', 'readFile(', '$ARGUMENTS', 'docs/more.md']);
    expect(problemOf(part, 'Say it.')).toContain('"$ARGUMENTS"');
    expect(problemOf(part, `${skill.body} More.`)).toBeUndefined();
    expect(problemOf(part, skill.body.padEnd(30_000, '.'))).toContain('at most');
  });

  it('hold only as long as the file says what they were made for', () => {
    const { id } = skillPart(skill);
    const words = { values: { [id]: 'New.' }, originals: { [id]: skill.body } };
    const bodies = (body: string) =>
      tunedSkills([{ ...skill, body } as never], words).map((one) => one.body);
    expect(bodies(skill.body)).toEqual(['New.']);
    expect(bodies('Changed by its owner.')).toEqual(['Changed by its owner.']);
  });

  it('of the router are numbers within bounds', () => {
    const values = { 'router/directChars': 10, 'router/memoryScore': 0.5 };
    const originals = Object.fromEntries(routerParts().map(({ id, value }) => [id, value]));
    const limits = tunedRouter({ values, originals });
    expect(limits).toEqual({ directChars: 10, memoryScore: 0.5 });
    expect(tunedRouter({ values, originals: {} })).toEqual(ROUTER_LIMITS);
    const asked = {
      intent: 'explain' as const,
      text: 'what is this?',
      attachments: [{ kind: 'selection' as const, path: 'a.ts', text: 'x'.repeat(20) }],
      memories: [],
      effort: 'auto' as const,
      earlierTurns: 0,
    };
    expect(route(asked).level).toBe('direct');
    expect(route({ ...asked, limits }).level).toBe('agent');
  });
});
