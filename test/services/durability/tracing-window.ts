// A window in a process of its own that traces a run and stays in the middle of it. To be killed.
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { traceStore } from '../../support/trace-store.js';
import { tracedRun } from '../../support/traced-run.js';

const [folder = '', kept = ''] = process.argv.slice(2);

async function trace(): Promise<void> {
  const store = traceStore(createNodeFileStore(folder));
  const writer = store.record('ses_1');
  const events = tracedRun();
  for (const event of events.slice(0, Number(kept))) writer.take(event);
  await writer.settled();
  process.stdout.write('kept\n');
  for (const event of events.slice(Number(kept), -1)) writer.take(event);
  setInterval(() => undefined, 1000);
}

void trace();
