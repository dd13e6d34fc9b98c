// A step that has its effect once however often it is sent: after a lost answer nobody knows whether it was taken, and
// the connection sends it again. What it said is kept in a slot of its writer until the writer uses that slot again.
import { randomUUID } from 'node:crypto';

/** Longer than anything is sent again. */
const KEPT_MS = 600_000;

/** How an answer is kept, if not as it is: statements in Lua. */
interface Keeping {
  /** Sets `kept` to what is kept of `answer`; where it stays nothing, the step may be done again. */
  readonly keep: string;
  /** Sets `answer` to what `kept` stands for. */
  readonly again: string;
}

const AS_IT_IS: Keeping = { keep: 'kept = answer', again: 'answer = kept' };

/** @param script ends with a reply of numbers, texts and lists; its arguments are followed by those of `OnceSlots` */
export function once(script: string, { keep, again }: Keeping = AS_IT_IS): string {
  return `
local mark, slot = table.remove(ARGV) .. ' ', table.remove(ARGV)
local did = KEYS[1] .. 'did:' .. slot
local said, kept, answer = redis.call('GET', did), nil, nil
if said and string.sub(said, 1, #mark) == mark then
  kept = cmsgpack.unpack(string.sub(said, #mark + 1))
${again}
  return answer
end
local function step()
${script}
end
answer = step()
${keep}
-- Refused for want of room only when the step has written nothing, and may be done again.
if kept ~= nil then redis.pcall('SET', did, mark .. cmsgpack.pack(kept), 'PX', ${KEPT_MS}) end
return answer
`;
}

/** As many slots as one writer has steps on their way at the same time, and one more for each that failed. */
export class OnceSlots {
  readonly #writer = randomUUID().replaceAll('-', '');
  readonly #free: number[] = [];
  #slots = 0;
  #sent = 0;

  /** Sends something, with what `once` needs behind its arguments. */
  async send<T>(work: (extra: readonly (string | number)[]) => Promise<T>): Promise<T> {
    const slot = this.#free.pop() ?? this.#slots++;
    const reply = await work([`${this.#writer}.${slot}`, ++this.#sent]);
    // Not after a failure: what is still on its way would take the place of what a later step has kept there.
    this.#free.push(slot);
    return reply;
  }
}
