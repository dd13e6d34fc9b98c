// Engines that run elsewhere: how a container is started, what is refused without one, and that nothing weaker steps in.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { chooseSandbox } from '../../../runtime/app/choose-sandbox.js';
import { sandboxProbe } from '../../../runtime/app/doctor.js';
import { DockerRunner, runArguments } from '../../../runtime/sandbox/docker/runner.js';
import { createSandboxEngines, EngineUnavailableError } from '../../../runtime/sandbox/index.js';
import { ModalRunner } from '../../../runtime/sandbox/modal/runner.js';
import { IMAGE, StdioAdapter } from '../../../runtime/sandbox/stdio/adapter.js';
import { OPTIONS } from '../../conformance/sandbox/engines.js';
import { root } from '../../host/paths.mjs';
import { eventually } from '../../support/waiting.js';

const assetsDir = path.join(root, 'dist');
const folder = mkdtempSync(path.join(os.tmpdir(), 'memfun-engines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of programs: each is a shell script. */
function programs(scripts: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return { PATH: `${bin}:/usr/bin:/bin`, HOME: bin, TOLD: path.join(bin, 'told') };
}

/** Answers as Docker does; `run` starts the program of the container as a process, and writes down what it was told. */
const ENGINE = `
case "$1" in
  version) echo 28.0.0 ;;
  image) echo sha256:1234 ;;
  run) echo "$@" >> "$TOLD"; exec "${process.execPath}" "${assetsDir}/sandbox-stdio.cjs" ;;
  rm) echo "$@" >> "$TOLD" ;;
esac`;

describe('a container', () => {
  it('has no network, no rights, nothing to write to, and bounds of everything', () => {
    const args = runArguments('one', '/assets', 64);
    const after = (flag: string): string | undefined => args[args.indexOf(flag) + 1];
    expect(after('--network')).toBe('none');
    expect(after('--cap-drop')).toBe('ALL');
    expect(after('--security-opt')).toBe('no-new-privileges');
    expect(after('--user')).toBe('65534:65534');
    expect(after('--pids-limit')).toBe('64');
    expect(after('--memory')).toBe('256m');
    expect(after('--memory-swap')).toBe('256m');
    expect(after('--cpus')).toBe('1');
    expect(after('--pull')).toBe('never');
    expect(args).toContain('--read-only');
    const mounts = args.filter((_, n) => args[n - 1] === '--mount');
    expect(mounts).toHaveLength(3);
    for (const mount of mounts) expect(mount).toMatch(/^type=bind,source=\/assets\/.*,readonly$/);
    expect(args.join(' ')).not.toMatch(/privileged|docker\.sock|--env|--volume/);
    expect(args.slice(-3)).toEqual([IMAGE, 'node', '/memfun/sandbox-stdio.cjs']);
  });

  it('runs cells, and is removed by its name when the session ends', async () => {
    const env = programs({ docker: ENGINE });
    const adapter = new StdioAdapter(new DockerRunner({ assetsDir, env }));
    expect(await adapter.availability()).toMatchObject({
      available: true,
      detail: expect.stringContaining('docker 28.0.0'),
    });
    const sandbox = await adapter.open(OPTIONS);
    expect(sandbox.engine).toBe('docker');
    expect((await sandbox.run('(await echo(20)).args[0] + 22')).value).toBe(42);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await sandbox.run('while (true) {}', stop.signal)).error?.kind).toBe('aborted');
    expect((await sandbox.run('1 + 1')).value).toBe(2);
    await sandbox.close();
    const told = (): string => readFileSync(env['TOLD'] ?? '', 'utf8');
    const [, name] = /--name (\S+)/.exec(told()) ?? [];
    await eventually(() => expect(told()).toContain(`rm --force ${name}`));
  });

  it('is refused with what to do: without an engine, without a running one, without the image', async () => {
    const cases = [
      [
        {},
        /no container engine answers \(docker: not installed; podman: not installed/,
        /Install and start/,
      ],
      [{ docker: 'echo "Cannot connect to the daemon" >&2; exit 1' }, /Cannot connect/, /start/],
      [{ podman: `[ "$1" = version ] && echo 5.0` }, /podman has no image/, /podman pull node:24/],
    ] as const;
    for (const [scripts, reason, remedy] of cases) {
      const env = { ...programs(scripts), PATH: programs(scripts)['PATH']?.split(':')[0] };
      const runner = new DockerRunner({ assetsDir, env });
      expect(await runner.availability()).toMatchObject({
        available: false,
        reason: expect.stringMatching(reason),
        remedy: expect.stringMatching(remedy),
      });
      await expect(new StdioAdapter(runner).open(OPTIONS)).rejects.toThrow(EngineUnavailableError);
    }
  });

  it('that is ended while the engine still makes it is removed once it is there', async () => {
    // The engine goes on when the program that asked it is gone.
    const script = `
case "$1" in
  run) (sleep 0.3; echo made >> "$TOLD") & sleep 9 ;;
  rm) [ -f "$TOLD" ] && echo removed >> "$TOLD" ;;
esac`;
    const env = programs({ docker: script });
    const { end } = new DockerRunner({ assetsDir, env }).start({ memoryMb: 64 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    end();
    const told = (): string => readFileSync(env['TOLD'] ?? '', 'utf8');
    await eventually(() => expect(told().split('\n').slice(0, 2)).toEqual(['made', 'removed']));
  });

  it('that was made and never started is removed by the next process, once it is old', async () => {
    const script = `[ "$1" = container ] && echo "$@" >> "$TOLD"\n${ENGINE}`;
    const env = programs({ docker: script });
    const runner = new DockerRunner({ assetsDir, env });
    await runner.availability();
    await runner.availability();
    const sweep = 'container prune --force --filter label=memfun.sandbox --filter until=10m\n';
    await eventually(() => expect(readFileSync(env['TOLD'] ?? '', 'utf8')).toBe(sweep));
    expect(runArguments('one', '/assets', 64).join(' ')).toContain('--label memfun.sandbox');
  });

  it('that does not come up says what the engine said', async () => {
    const script = `[ "$1" = run ] && { echo "no space for the container" >&2; exit 125; }\n${ENGINE}`;
    const runner = new DockerRunner({ assetsDir, env: programs({ docker: script }) });
    await expect(new StdioAdapter(runner).open(OPTIONS)).rejects.toThrow(
      'no space for the container',
    );
  });
});

describe('Modal', () => {
  it('is refused without a token, and without its client', async () => {
    const none = new ModalRunner({ assetsDir, env: programs({}) });
    expect(await none.availability()).toMatchObject({
      available: false,
      remedy: expect.stringContaining('MODAL_TOKEN_ID'),
    });
    const token = { MODAL_TOKEN_ID: 'ak', MODAL_TOKEN_SECRET: 'as' };
    const env = { ...programs({ python3: 'exit 1' }), ...token };
    expect(await new ModalRunner({ assetsDir, env }).availability()).toMatchObject({
      available: false,
      remedy: expect.stringContaining('pip install modal'),
    });
  });

  it('runs cells through its client, large ones too, and leaves nothing running', async () => {
    const ended = path.join(folder, 'ended');
    const env = {
      ...programs({}),
      PYTHONPATH: path.join(root, 'test/fixtures/modal'),
      MODAL_TOKEN_ID: 'ak',
      MODAL_TOKEN_SECRET: 'as',
      MODAL_TEST_NODE: process.execPath,
      MODAL_TEST_ENDED: ended,
    };
    const adapter = new StdioAdapter(new ModalRunner({ assetsDir, env }));
    expect(await adapter.availability()).toMatchObject({
      available: true,
      detail: expect.stringContaining('leaves this machine'),
    });
    const sandbox = await adapter.open(OPTIONS);
    await sandbox.set('large', 'ü'.repeat(3_000_000));
    expect((await sandbox.run('large.length')).value).toBe(3_000_000);
    expect((await sandbox.run('(await echo("x")).args')).value).toEqual(['x']);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await sandbox.run('while (true) {}', stop.signal)).error?.kind).toBe('aborted');
    await sandbox.close();
    await eventually(() => expect(existsSync(ended)).toBe(true));
  });
});

describe('the choice', () => {
  const engines = createSandboxEngines({ assetsDir, node24: undefined, prewarm: false });

  it('never takes an engine that runs elsewhere by itself, and replaces none that is named', async () => {
    const elsewhere = engines.adapters.filter(
      ({ engine }) => engine === 'docker' || engine === 'modal',
    );
    expect(elsewhere.map(({ engine }) => engine)).toEqual(['docker', 'modal']);
    await expect(chooseSandbox(elsewhere, undefined)).rejects.toThrow('cannot run here');
    vi.stubEnv('PATH', folder);
    vi.stubEnv('HOME', folder);
    for (const engine of ['docker', 'modal'] as const) {
      await expect(chooseSandbox(engines.adapters, engine)).rejects.toThrow(
        `(${engine}) cannot run`,
      );
    }
    vi.unstubAllEnvs();
  });

  it('is told by Doctor: an engine that is not chosen is described, and a chosen one is a warning', async () => {
    const { signal } = new AbortController();
    vi.stubEnv('PATH', folder);
    const docker = new StdioAdapter(new DockerRunner({ assetsDir }));
    const [idle, chosen] = [sandboxProbe(docker, undefined), sandboxProbe(docker, 'docker')];
    expect(await idle.run(signal)).toEqual({
      detail: expect.stringMatching(/^Not chosen.*Install/),
    });
    expect(await chosen.run(signal)).toMatchObject({ warning: expect.stringContaining('Docker') });
    vi.unstubAllEnvs();
  });
});
