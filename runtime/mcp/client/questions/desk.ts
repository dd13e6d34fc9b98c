// What a server asks of the person while a call is under way: shown in plain words, one question at a time.
import type { ElicitRequest, ElicitResult } from '@modelcontextprotocol/client';
import { isAbort, toErrorInfo } from '../../../core/index.js';
import type { Person } from '../../../ports/index.js';
import { plainLine } from '../describe.js';
import { isPage } from '../page-address.js';
import { checkedAnswers, fieldsOf } from './form.js';

export interface QuestionDeskOptions {
  readonly server: string;
  /** Absent where nobody can be asked: then nothing is. */
  readonly person: Person | undefined;
  readonly log: (line: string) => void;
}

/** Of one server that may wait for their turn. */
const MAX_WAITING = 8;
const SECRET =
  /pass(?:word|phrase|code)?\b|\bsecret|\btoken\b|api[-_ ]?key|credential|private[-_ ]?key|\bpin\b|\bcvv\b|card number|\botp\b/i;

export class QuestionDesk {
  readonly #options: QuestionDeskOptions;
  readonly #calls = new Set<Call>();
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: QuestionDeskOptions) {
    this.#options = options;
  }

  get person(): Person | undefined {
    return this.#options.person;
  }

  /** While a call lasts its server may ask; how long the person takes for it counts as life. */
  during(call: Call): { dispose(): void } {
    this.#calls.add(call);
    return { dispose: () => this.#calls.delete(call) };
  }

  /** Never rejects but by a signal: whatever cannot be asked is declined. */
  async answer({ params }: ElicitRequest, signal: AbortSignal): Promise<ElicitResult> {
    const { log, person } = this.#options;
    const told = (result: ElicitResult, why: string): ElicitResult => {
      log(`[question] ${plainLine(params.message, 200)}: ${result.action}${why}`);
      return result;
    };
    const calls = [...this.#calls];
    if (person === undefined) return told({ action: 'decline' }, ', nobody can be asked here');
    if (calls.length === 0) return told({ action: 'decline' }, ', no call is under way');
    if (this.#waiting >= MAX_WAITING) return told({ action: 'decline' }, ', too many at once');
    const held = calls.map((call) => call.hold());
    const stop = AbortSignal.any([signal, ...calls.map((call) => call.signal)]);
    this.#waiting++;
    const turn = this.#last.then(async () => await this.#ask(person, params, stop));
    this.#last = turn.catch(() => undefined);
    try {
      return told(await turn, '');
    } catch (error) {
      if (isAbort(error)) throw error;
      return told({ action: 'cancel' }, `, ${toErrorInfo(error).message}`);
    } finally {
      this.#waiting--;
      for (const release of held) release();
    }
  }

  async #ask(
    person: Person,
    params: ElicitRequest['params'],
    signal: AbortSignal,
  ): Promise<ElicitResult> {
    const { server, log } = this.#options;
    const message = plainLine(params.message, 1_000);
    if (params.mode === 'url') {
      if (!URL.canParse(params.url)) return { action: 'decline' };
      const address = new URL(params.url);
      if (!isPage(address)) {
        log(`[question] No browser is sent to ${plainLine(params.url, 200)}`);
        return { action: 'decline' };
      }
      const reason = `The server ${server} asks you to open this page: ${message}`;
      const answer = await person.visit(
        { server, purpose: 'question', reason, address: address.href },
        signal,
      );
      return { action: PAGE_ACTIONS[answer] };
    }
    const fields = fieldsOf(params.requestedSchema);
    if (fields === undefined) {
      log('[question] Its form is none that can be shown.');
      return { action: 'decline' };
    }
    const words = [message, ...fields.flatMap((one) => [one.name, one.title, one.description])];
    const warning = words.some((text) => SECRET.test(text))
      ? `This looks like a secret. A server must not ask for secrets in a form: what you type goes to the server ${server} as it is, and may be kept by it.`
      : undefined;
    const request = { server, message, fields, warning };
    const answer = await person.answer(request, signal);
    if (answer.action !== 'accept') return { action: answer.action };
    const checked = checkedAnswers(fields, answer.content);
    if ('problem' in checked) {
      log(`[question] ${checked.problem}`);
      return { action: 'cancel' };
    }
    return { action: 'accept', content: checked.content as ElicitResult['content'] };
  }
}

const PAGE_ACTIONS = {
  opened: 'accept',
  declined: 'decline',
  cancelled: 'cancel',
  'no-browser': 'decline',
} as const;

/** One call as far as questions are concerned. */
export interface Call {
  readonly signal: AbortSignal;
  /** Its time stands still until what is returned is called. */
  hold(): () => void;
}
