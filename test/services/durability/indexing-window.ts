// A window in a process of its own that keeps runs and brings the database of traces up to date, without end. To be killed.
import { traceDatabase } from '../../../runtime/app/trace-database.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { redactText } from '../../../runtime/safety/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { TraceStore } from '../../../runtime/traces/index.js';
import { tracedRun } from '../../support/traced-run.js';

const [folder = '', assetsDir = ''] = process.argv.slice(2);

async function index(): Promise<void> {
  const files = createNodeFileStore(folder);
  const store = new TraceStore({
    files,
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    redact: redactText,
    limits: () => ({ runs: 10_000, bytes: 1e12, ageMs: 1e15 }),
    database: traceDatabase({ projectStorage: files, assetsDir }),
  });
  for (let n = 0; ; n++) {
    const turnId = `trn_${n}`;
    await store.add({ turnId, sessionId: 's', events: tracedRun({ turnId, at: n }), dropped: 0 });
    await store.find({});
    const { runs = 0, problem } = (await store.databaseState()) ?? {};
    if (problem !== undefined) throw new Error(problem.message);
    if (runs > 5) process.stdout.write('indexed\n');
  }
}

void index();
