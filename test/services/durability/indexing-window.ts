// A window in a process of its own that keeps runs and brings the database of traces up to date, without end. To be killed.
import { traceDatabase } from '../../../runtime/app/trace-database.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { traceStore } from '../../support/trace-store.js';
import { tracedRun } from '../../support/traced-run.js';

const [folder = '', assetsDir = ''] = process.argv.slice(2);

async function index(): Promise<void> {
  const files = createNodeFileStore(folder);
  const store = traceStore(files, {
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
