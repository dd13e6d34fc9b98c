// One story of plans for every tier that several processes reach: workers take over from one another, and ask the person at home.
import { expect, test } from 'vitest';
import { lastPlan } from '../../../runtime/core/index.js';
import type { ApprovalAnswer, ApprovalRequest } from '../../../runtime/ports/index.js';
import type { TestServer } from '../../conformance/tiers/servers.js';
import { cell } from '../../support/answering-model.js';
import { gate, settle } from '../../support/waiting.js';
import { isLong, tell } from './faults-run.js';
import {
  done,
  eventually,
  type PlanTier,
  type PlanWorld,
  scripted,
  task,
  usePlanWorld,
} from './plan-world.js';

/** Several looks of home, and dials of everybody; with a heartbeat before it much less than a worker's lease. */
const AWAY_MS = 2_000;
/** Past every lease, and past everything that is noted for half a minute. */
const LONG_AWAY_MS = 45_000;

/** @param kills whether a worker is killed in the middle @param server that the tier stands on, if any */
export function planSpec(
  tier: PlanTier,
  kills: boolean,
  server?: () => TestServer,
): () => PlanWorld {
  const world = usePlanWorld(tier);

  if (kills)
    test('three workers do a plan; one is killed in the middle, another takes over, and the plan ends', async () => {
      const begun = new Map<string, number>();
      const tasks = [
        task('one'),
        task('two'),
        task('three', { dependsOn: ['one', 'two'], outputs: ['three.js'] }),
      ];
      world().answer = scripted(tasks, async (id) => {
        const times = (begun.get(id) ?? 0) + 1;
        begun.set(id, times);
        if (id === 'two' && times === 1) await new Promise(() => undefined); // until it is killed
        if (id === 'one') return done('one', "await editFile('one.js', 'old', 'new')");
        const source =
          id === 'three' ? "(await readFile('one.js')).text + inputs.two.answer" : "'two'";
        return done(
          id,
          `await createFile('${id}.js', String(${source}).replaceAll('\\n', '') + '\\n')`,
        );
      });
      const names = ['a', 'b', 'c'];
      await Promise.all(names.map((name) => world().worker(name)));
      await world().open();
      const turn = world().say('/team make all three');
      await eventually(() => expect(begun.get('two')).toBe(1));
      const lost = await killed(world(), 'two');

      const result = await turn;
      expect(result).toMatchObject({ stopReason: 'answered', answer: 'all done' });
      const plan = lastPlan(world().events);
      expect(plan?.tasks.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
      const last = world().placed('two').at(-1);
      expect(names).toContain(last?.worker);
      expect(last?.worker).not.toBe(lost);
      expect(last?.from).toBe(lost);
      expect(plan?.tasks.find(({ id }) => id === 'two')?.takeovers).toEqual([
        { from: lost, by: last?.worker },
      ]);
      // Each later task saw what the earlier ones had made, and all is made here.
      expect(world().read('one.js')).toBe('new\n');
      expect(world().read('two.js')).toBe('two\n');
      expect(world().read('three.js').trim()).toMatch(/newtwo$/);
      // What workers did is told as the turn's own.
      const steps = world().events.filter((event) => event.type === 'step.code');
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(new Set(world().events.map(({ turnId }) => turnId))).toEqual(new Set([result.turnId]));
      expect(result.usage.modelCalls).toBeGreaterThanOrEqual(5);
    });

  test('what a worker may not run by itself is asked at home, and only what is allowed there runs', async () => {
    const asked: ApprovalRequest[] = [];
    const ask = async (request: ApprovalRequest): Promise<ApprovalAnswer> => {
      asked.push(request);
      if (request.command?.startsWith('mv') === true)
        return { decision: 'deny', message: 'keep it' };
      return { decision: 'allow', always: request.command !== undefined };
    };
    const tasks = [task('two', { outputs: ['copy.js'] }), task('three', { dependsOn: ['two'] })];
    world().answer = scripted(tasks, (id) => {
      if (id === 'three')
        return done(id, "await createFile('three.js', (await readFile('copy.js')).text)");
      return cell(`await run('cp one.js copy.js');
        let said = ''; try { await run('mv one.js gone.js') } catch (error) { said = String(error) }
        try { await run('wc one.js') } catch (error) { said += String(error) }
        await run('cp one.js copy.js'); // allowed for good by the first answer
        await final({ answer: said, citations: [] })`);
    });
    await world().worker('a');
    const memfun = await world().open({ 'memfun.mode': 'ask' }, { approvals: { ask } });
    await memfun.safety.commands?.add('deny', 'wc *');
    expect(await world().say('/team make a copy')).toMatchObject({ stopReason: 'answered' });
    for (const { id } of tasks) expect(world().placed(id)).toMatchObject([{ worker: 'a' }]);
    const commands = asked.filter(({ command }) => command !== undefined);
    expect(commands.map(({ command }) => command)).toEqual([
      'cp one.js copy.js',
      'mv one.js gone.js',
    ]);
    for (const { reason } of commands)
      expect(reason).toContain('The agent coder on the worker a wants this there.');
    const answers = world().events.flatMap((event) =>
      event.type === 'approval.answered' ? [event.decision] : [],
    );
    expect(answers).toEqual(['allowed', 'denied', 'allowed']);
    const told = lastPlan(world().events)?.tasks[0]?.end?.answer;
    expect(told).toContain('keep it');
    // What the worker's own rules allow is not run either where home's deny it.
    expect(told).toContain('The command was refused');
    // The later task saw what the command had made.
    expect(world().read('three.js')).toBe('old\n');
    expect(world().read('copy.js')).toBe('old\n');
    expect(world().read('one.js')).toBe('old\n');
  });

  if (server !== undefined)
    test('the server is started anew while a question waits for its person: it is asked once, and its answer counts', async () => {
      const { asked, person, turn, memfun } = await asksItsPerson(world(), 10);
      const { agents } = await memfun.tier();
      const expiry = async (): Promise<number> => (await agents.list())[0]?.expiresAt ?? 0;
      const before = await expiry();
      await server().kill();
      await settle(AWAY_MS);
      await server().restart();
      // The worker is heard of again.
      await eventually(async () => expect(await expiry()).toBeGreaterThan(before));
      person.open();
      expect(await turn).toMatchObject({ stopReason: 'answered' });
      expect(asked).toEqual([expect.stringContaining('The agent coder on the worker a wants')]);
      expect(world().placed('two')).toMatchObject([{ worker: 'a' }]);
      const ends = world().events.filter(({ type }) => type === 'task.ended');
      expect(ends).toMatchObject([{ taskId: 'two' }]);
      expect(lastPlan(world().events)?.tasks.map(({ state }) => state)).toEqual(['done']);
      expect(world().read('copy.js')).toBe('old\n');
    });

  if (server !== undefined && isLong)
    test('the server is away for longer than a lease: the worker begins anew, its command runs once, and the plan ends', async () => {
      const { asked, person, turn } = await asksItsPerson(world(), 30);
      await server().kill();
      await settle(LONG_AWAY_MS);
      await server().restart();
      await eventually(() => expect(asked.length, world().notices()).toBeGreaterThan(1));
      person.open();
      expect(await turn, world().notices()).toMatchObject({ stopReason: 'answered' });
      for (const reason of asked) expect(reason).toContain('on the worker a wants');
      expect(world().notices()).not.toContain('is done here');
      expect(world().read('copy.js')).toBe('old\n');
      tell(`outage of ${LONG_AWAY_MS / 1_000} s, plan on ${tier.kind}`, { asked: asked.length });
    });
  return world;
}

/**
 * A turn whose only worker, `a`, has asked whether its command may run; `person` lets the questions be answered.
 * @param lease of the worker, in seconds
 */
async function asksItsPerson(world: PlanWorld, lease: number) {
  const asked: string[] = [];
  const person = gate();
  const ask = async ({ command, reason }: ApprovalRequest): Promise<ApprovalAnswer> => {
    if (command === undefined) return { decision: 'allow' };
    asked.push(reason);
    await person.opened;
    return { decision: 'allow' };
  };
  world.answer = scripted([task('two', { outputs: ['copy.js'] })], () =>
    done('two', "await run('cat one.js >> copy.js')"),
  );
  await world.worker('a', ['--lease', String(lease)]);
  const memfun = await world.open({ 'memfun.mode': 'ask' }, { approvals: { ask } });
  const turn = world.say('/team make a copy');
  await eventually(() => expect(asked).toHaveLength(1));
  return { asked, person, turn, memfun };
}

/** Kills whoever has the task. @returns who that was */
async function killed(world: PlanWorld, taskId: string): Promise<string> {
  await eventually(() =>
    expect(world.placed(taskId).at(-1)?.worker, world.notices()).toBeDefined(),
  );
  const { worker = '' } = world.placed(taskId).at(-1) ?? {};
  world.kill(worker);
  return worker;
}
