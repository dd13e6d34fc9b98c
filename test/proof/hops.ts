// Multi-hop: facts of an invented world, one per document, among documents of others with similar names.
import { noise } from './needle.js';
import { type Random, randomOf } from './random.js';
import { CHARS_PER_TOKEN, exact, type ProofTask, type TaskFile, type TaskOptions } from './task.js';

/** From what to what a document leads, in words of which no two documents share a pair of names. */
const RELATIONS = [
  {
    from: 'guild',
    to: 'founder',
    says: (x: string, y: string) => `The guild of ${x} was founded by ${y}.`,
    asks: 'the founder of the guild of',
  },
  {
    from: 'founder',
    to: 'town',
    says: (x: string, y: string) => `${x} grew up in the town of ${y}.`,
    asks: 'the town where that person grew up',
  },
  {
    from: 'town',
    to: 'river',
    says: (x: string, y: string) => `The town of ${x} lies on the river ${y}.`,
    asks: 'the river on which that town lies',
  },
  {
    from: 'river',
    to: 'bridge',
    says: (x: string, y: string) => `The longest bridge over the river ${x} is called ${y}.`,
    asks: 'the name of the longest bridge over that river',
  },
] as const;

const SYLLABLES =
  'bar bel cor dan dor el fen gal hal im jor kel lan mar nor or pel quin ras sol tam ul var wen yor zan'.split(
    ' ',
  );
const DOCUMENT_CHARS = 2_000;
const FOLDER_SIZE = 1_000;

/** Documents for a chain of facts and for many other chains; the question is the start of one. */
export function hopsTask({
  seed,
  tokens,
  hops = 2 + (seed % 3),
}: TaskOptions & { readonly hops?: number }): ProofTask {
  const documents = Math.max(16, Math.round((tokens * CHARS_PER_TOKEN) / DOCUMENT_CHARS));
  const chains = Math.ceil(documents / RELATIONS.length);
  const asked = randomOf(seed, 'asked').int(0, chains - 1);
  const names = chainOf(seed, asked);
  const truth = names[hops] ?? '';
  const steps = RELATIONS.slice(1, hops).map(({ asks }) => asks);
  const start = `${RELATIONS[0].asks} ${names[0]}`;
  const way = steps.map((step) => `; then take ${step}`).join('');
  return {
    set: 'hops',
    seed,
    kind: `${hops} hops`,
    tokens,
    question: `The documents under docs/ tell of guilds, people, towns and rivers. Take ${start}${way}. Answer with that last name alone.`,
    truth,
    files: () => documentsOf(seed, chains),
    score: (answer) => exact(answer, truth),
  };
}

/** Names by the number of the chain alone, so that no chain has to be kept. */
function chainOf(seed: number, chain: number): readonly string[] {
  const random = randomOf(seed, `chain ${chain}`);
  // The number of the chain, in syllables, keeps names of different chains apart; what follows makes them look alike.
  return [0, ...RELATIONS.keys()].map((_, at) => nameOf(chain, at, random));
}

function nameOf(chain: number, at: number, random: Random): string {
  let rest = chain;
  let own = '';
  do {
    own += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  const name = `${own}${SYLLABLES[at]}${random.pick(SYLLABLES)}`;
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function* documentsOf(seed: number, chains: number): Iterable<TaskFile> {
  const random = randomOf(seed, 'documents');
  for (let chain = 0; chain < chains; chain++) {
    const names = chainOf(seed, chain);
    for (const [at, { from, says }] of RELATIONS.entries()) {
      const fact = says(names[at] ?? '', names[at + 1] ?? '');
      const before: string[] = [];
      const after: string[] = [];
      let chars = fact.length;
      while (chars < DOCUMENT_CHARS) {
        const line = noise(random);
        chars += line.length + 1;
        (random.next() < 0.5 ? before : after).push(line);
      }
      const number = String(chain).padStart(6, '0');
      yield {
        path: `docs/${String(Math.floor(chain / FOLDER_SIZE)).padStart(3, '0')}/${from}-${number}.txt`,
        text: `${[...before, fact, ...after].join('\n')}\n`,
      };
    }
  }
}
