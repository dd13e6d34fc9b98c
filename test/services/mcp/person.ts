// A person with a browser, who answers every page in one way, and a place for what is kept.
import type { PageAnswer, PageRequest, Person, SecretStore } from '../../../runtime/ports/index.js';
import type { GuardedServer } from './guarded-server.js';

export class Keys implements SecretStore {
  readonly kept = new Map<string, string>();
  async get(name: string): Promise<string | undefined> {
    return this.kept.get(name);
  }
  async set(name: string, value: string): Promise<void> {
    this.kept.set(name, value);
  }
  async delete(name: string): Promise<void> {
    this.kept.delete(name);
  }
}

export interface Asked extends Person {
  readonly pages: PageRequest[];
  /** What the browser saw last. */
  seen: string;
}

export function person(server: GuardedServer, answer: PageAnswer = 'opened'): Asked {
  const asked: Asked = {
    pages: [],
    seen: '',
    async visit(page) {
      asked.pages.push(page);
      if (answer === 'opened')
        void server.browse(page.address).then((text) => {
          asked.seen = text;
        });
      return answer;
    },
    answer: async () => ({ action: 'cancel' }),
  };
  return asked;
}
