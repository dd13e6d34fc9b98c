// An input that was written into a prompt is read back so that it would be written in the same way again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  directAnswer,
  memoryExtract,
  readInput,
  readOutput,
  renderInput,
  renderOutput,
  rlmStep,
} from '../../../runtime/models/index.js';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '|', '<', '[', '1', ']') }),
);

describe('reading an input back', () => {
  it('gives what reads the same, for any texts and lists', () => {
    const inputs = fc.record({
      task: text,
      memories: fc.array(text, { maxLength: 3 }),
      conversation: fc.array(fc.record({ user: text, assistant: text }), { maxLength: 3 }),
      context: fc.array(
        fc.record({ path: fc.constantFrom('a.ts', 'b.ts'), startLine: fc.nat(), text }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const prompt = renderInput(directAnswer, input);
        const read = readInput(directAnswer, prompt);
        // Few texts cannot be told apart from the form around them; those are left out, never misread.
        if (read !== undefined) expect(renderInput(directAnswer, read)).toBe(prompt);
      }),
    );
  });

  it('reads ordinary inputs of every form', () => {
    const input = {
      task: 'Where is the port?\nAnd why?',
      memories: ['The port is 8080.', 'Two\nlines'],
      conversation: [{ user: 'Hi', assistant: 'Hello,\nwhat is it?' }],
      context: [],
    };
    expect(readInput(directAnswer, renderInput(directAnswer, input))).toEqual(input);
    const step = {
      functions: 'declare function search(q: string): Promise<string>;',
      answerType: 'string',
      memories: [],
      intent: 'ask' as const,
      task: 'Count.',
      history: [{ index: 1, reasoning: 'look', code: 'const a = 1;\na', observation: '1' }],
      variables: [],
      step: { index: 2, of: 30 },
      budget: 'enough',
    };
    expect(readInput(rlmStep, renderInput(rlmStep, step))).toEqual(step);
  });

  it('refuses a prompt that was cut, changed, or is of another signature', () => {
    const prompt = renderInput(memoryExtract, { user: 'a', assistant: 'b', known: ['c'] });
    expect(readInput(memoryExtract, prompt)).toBeDefined();
    expect(readInput(memoryExtract, prompt.slice(0, -20))).toBeUndefined();
    expect(readInput(memoryExtract, `${prompt}\n[… 9 characters are not kept …]`)).toBeUndefined();
    expect(readInput(directAnswer, prompt)).toBeUndefined();
  });

  it('reads answers in both forms', () => {
    const output = { needsAgent: false, answer: 'On 8080.', citations: [] };
    expect(readOutput(directAnswer, renderOutput(directAnswer, output))).toMatchObject({ output });
    expect(readOutput(directAnswer, JSON.stringify(output))).toMatchObject({ output });
    expect(readOutput(directAnswer, 'no answer').ok).toBe(false);
  });
});
