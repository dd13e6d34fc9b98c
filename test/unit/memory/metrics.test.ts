// Metrics of memory: what happened is counted, what is there is measured, and nobody else may ask.
import { request } from 'node:http';
import { beforeEach, expect, test } from 'vitest';
import { serveMetrics } from '../../../runtime/cli/metrics-server.js';
import { createLogger, type LogRecord } from '../../../runtime/core/index.js';
import {
  logMemoryEvents,
  type MemoryService,
  openMemoryMetrics,
} from '../../../runtime/memory/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';

let memory: MemoryService;
beforeEach(async () => {
  memory = await openWindow(tempFolder());
});

test('are counted from what happens, and measured from what is there', async () => {
  const metrics = await openMemoryMetrics(memory);
  const { memory: saved } = await memory.save({ content: 'We use npm' });
  await memory.save({ content: 'We use pnpm' });
  await memory.save({ content: 'I prefer tabs' });
  const { hits } = await memory.recall('do we use pnpm?');
  await memory.markUsed(hits.map((hit) => hit.memory.id));
  await memory.search({ text: 'tabs' });
  await memory.forget(saved.id);
  const text = await metrics.text();
  for (const line of [
    'memfun_memory_events_total{type="memory.created"} 3',
    'memfun_memory_events_total{type="memory.superseded"} 1',
    'memfun_memory_events_total{type="memory.searched"} 1',
    'memfun_memory_events_total{type="memory.deleted"} 1',
    'memfun_memory_touched_total{type="memory.recalled"} 1',
    'memfun_memory_hit_ratio 1',
    'memfun_memory_duration_seconds_count{type="memory.created"} 3',
    'memfun_memory_memories{layer="core"} 1',
    'memfun_memory_memories_by_status{status="deleted"} 1',
    'memfun_memory_damaged_files 0',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  metrics.dispose();
  await memory.save({ content: 'We deploy on Tuesday' });
  expect(await metrics.text()).toContain('events_total{type="memory.created"} 3\n');
});

test('events are logged with the id that ties together what one call caused, and without words', async () => {
  const logged: LogRecord[] = [];
  logMemoryEvents(
    memory,
    createLogger('memory', (record) => logged.push(record)),
  );
  await memory.save({ content: 'We use npm' });
  logged.length = 0;
  await memory.save({ content: 'We use pnpm' });
  expect(logged.map(({ message }) => message)).toEqual(['memory.created', 'memory.superseded']);
  const ids = logged.map(({ data }) => data?.['correlationId']);
  expect(ids[0]).toMatch(/\w/);
  expect(new Set(ids).size).toBe(1);
  expect(JSON.stringify(logged)).not.toContain('npm');
});

test('are served on this machine alone, to who asks it by its own name', async () => {
  const server = await serveMetrics('0', memory);
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: response.statusCode, text }));
      })
        .on('error', reject)
        .end();
    });
  expect((await ask('/metrics')).text).toContain('# TYPE memfun_memory_events_total counter');
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/metrics', { host: 'evil.example' })).status).toBe(403);
  await expect(serveMetrics(String(server.port), memory)).rejects.toMatchObject({
    code: 'cli.usage',
  });
  await expect(serveMetrics('web', memory)).rejects.toMatchObject({ code: 'cli.usage' });
  await server.close();
});
