// A step that has its effect once however often it is sent: after a lost answer nobody knows whether it was taken, and
// the connection sends it again. What it said is kept under the number that its writer gave it, until the writer has it.
import { randomUUID } from 'node:crypto';

/** Longer than anything is sent again. */
const KEPT_MS = 600_000;

/** How an answer is kept, if not as it is: both are functions in Lua that may use all that stands before the step. */
interface Keeping {
  /** Of the answer what is kept; nothing: the step may be done again. */
  readonly keep: string;
  /** The answer, of what was kept. */
  readonly again: string;
}

const AS_IT_IS: Keeping = {
  keep: 'function(answer) return answer end',
  again: 'function(kept) return kept end',
};

/** @param script ends with a reply of numbers, texts and lists; its arguments are followed by those of `OnceNumbers` */
export function once(script: string, { keep, again }: Keeping = AS_IT_IS): string {
  return `
local got, number, writer = table.remove(ARGV), table.remove(ARGV), table.remove(ARGV)
local did = KEYS[1] .. 'did:' .. writer
local said = redis.call('HGET', did, number)
if said then return (${again})(cmsgpack.unpack(said)) end
local function step()
${script}
end
local answer = step()
local kept = (${keep})(answer)
if kept == nil then return answer end
redis.call('HSET', did, number, cmsgpack.pack(kept))
for old in string.gmatch(got, '%d+') do redis.call('HDEL', did, old) end
redis.call('PEXPIRE', did, ${KEPT_MS})
return answer
`;
}

/** The numbers of one writer. */
export class OnceNumbers {
  readonly #writer = randomUUID().replaceAll('-', '');
  #given = 0;
  /** Those whose answer is here, which the server may forget. */
  #got: number[] = [];

  /** Sends something, with what `once` needs behind its arguments. */
  async send<T>(work: (extra: readonly (string | number)[]) => Promise<T>): Promise<T> {
    const number = ++this.#given;
    const got = this.#got;
    this.#got = [];
    try {
      return await work([this.#writer, number, got.join(' ')]);
    } finally {
      this.#got.push(number);
    }
  }
}
