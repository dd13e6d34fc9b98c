// A window in a process of its own that calls a model until the cap of the day stops it, and says what it has spent.
import { SpendAccount } from '../../../runtime/app/spend-account.js';
import {
  Budget,
  BudgetExceededError,
  createIds,
  DEFAULT_LIMITS,
  silentLogger,
  sleep,
  ZERO_USAGE,
} from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const [folder = '', cap = '', price = ''] = process.argv.slice(2);

async function spend(): Promise<void> {
  const account = new SpendAccount(
    { userStorage: createNodeFileStore(folder), logger: silentLogger },
    createIds(),
  );
  const run = await account.plan(
    { budget: { ...DEFAULT_LIMITS, costUsd: 1000 }, dayUsd: Number(cap), effort: 'auto' },
    { intent: 'ask', text: 'work', attachments: [], effort: 'auto' },
    async () => ({ id: 'anthropic/claude', label: 'Claude', offline: false }),
  );
  const budget = Budget.open(run.limits);
  const costUsd = Number(price);
  let calls = 0;
  try {
    for (;;) {
      await run.refresh();
      const reservation = budget.reserve({ costUsd });
      await sleep(3, new AbortController().signal);
      reservation.commit({ costUsd });
      run.take({
        type: 'model.called',
        at: 1,
        turnId: 'trn_1',
        role: 'root',
        signature: 'rlm.step',
        model: 'anthropic/claude',
        usage: { ...ZERO_USAGE, modelCalls: 1, costUsd },
        ms: 3,
        ok: true,
      });
      calls++;
    }
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error;
  }
  process.stdout.write(`${calls}\n`);
}

void spend();
