// The fault set: models that fail, answer garbage, repeat themselves or write cells that never end.
import { policyCell } from './policies.js';
import { fieldsIn, type Reply, render, scriptedReply } from './scripted-model.js';

export interface Fault {
  /** What is wrong with the model. */
  readonly name: string;
  /** Makes the model anew: it may count its calls. */
  readonly model: () => Reply;
  /** How a run has to end. With `answered` the answer has to be exact. */
  readonly ends: 'answered' | 'stuck' | 'error';
}

const isStep = (prompt: string): boolean => fieldsIn(prompt).has('step');
const stepOf = (prompt: string): number =>
  Number(/"index":\s*(\d+)/.exec(fieldsIn(prompt).get('step') ?? '')?.[1] ?? 1);

/** The scripted model, but for the first steps, which are these cells. */
function startsWith(...cells: readonly string[]): () => Reply {
  return () => (prompt) => {
    if (!isStep(prompt)) return scriptedReply(prompt);
    const step = stepOf(prompt);
    const task = fieldsIn(prompt).get('task') ?? '';
    const code = cells[step - 1] ?? policyCell(task, step - cells.length);
    return render({ reasoning: 'Next.', code });
  };
}

/** Every so many calls that fit goes wrong. */
function every(count: number, fits: (prompt: string) => boolean, wrong: () => string): () => Reply {
  return () => {
    let calls = 0;
    return (prompt) => (fits(prompt) && calls++ % count === 0 ? wrong() : scriptedReply(prompt));
  };
}

const fail = (): never => {
  throw new Error('the connection was closed by the provider');
};

export const FAULTS: readonly Fault[] = [
  {
    name: 'the first answer is no step at all',
    model: every(1_000, isStep, () => 'I would be happy to help you with that!'),
    ends: 'answered',
  },
  {
    name: 'three of ten sub-calls are answered with something else',
    model: every(
      3,
      (prompt) => !isStep(prompt),
      () => render({ answer: 'Sure. Here you go.' }),
    ),
    ends: 'answered',
  },
  {
    name: 'a cell that cannot be parsed comes first',
    model: startsWith('const a = ;'),
    ends: 'answered',
  },
  {
    name: 'a cell that throws comes first',
    model: startsWith("await readFile('nowhere.txt')"),
    ends: 'answered',
  },
  {
    name: 'a cell that never ends comes first',
    model: startsWith('while (true) {}'),
    ends: 'answered',
  },
  {
    name: 'a cell that takes all memory comes first',
    model: startsWith('const hoard = []; while (true) hoard.push(new Array(1e5).fill(1.5))'),
    ends: 'answered',
  },
  {
    name: 'a cell that prints ten megabytes comes first',
    model: startsWith("console.log('line of output '.repeat(7e5))"),
    ends: 'answered',
  },
  {
    name: 'every step is the same look around',
    model: () => (prompt) =>
      isStep(prompt)
        ? render({ reasoning: 'Again.', code: "console.log((await listFiles('**/*')).total)" })
        : scriptedReply(prompt),
    ends: 'stuck',
  },
  {
    name: 'no answer is ever a step',
    model: () => (prompt) =>
      isStep(prompt) ? 'Certainly! Let me think about it.' : scriptedReply(prompt),
    ends: 'error',
  },
  { name: 'every call fails', model: () => fail, ends: 'error' },
];
