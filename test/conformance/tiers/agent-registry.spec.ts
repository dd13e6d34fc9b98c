// What every tier's agent registry promises.
import { beforeEach, describe, expect, test } from 'vitest';
import type { AgentRegistry } from '../../../runtime/ports/index.js';
import { eventually } from '../../support/waiting.js';
import { type Harness, HOSTILE_NAMES, useNamespace } from './support.js';

const LONG = { leaseMs: 60_000 };
const SHORT = { leaseMs: 30 };

export function agentRegistrySpec(harness: Harness): void {
  const { reach } = harness.capabilities;
  describe(`agent registry, ${harness.name}`, () => {
    const { tier, another, apart } = useNamespace(harness);
    let registry: AgentRegistry;
    beforeEach(() => {
      registry = tier().agents;
    });

    const agent = (agentId: string, ...capabilities: string[]) => ({
      agentId,
      name: agentId.toUpperCase(),
      capabilities,
      metadata: { of: agentId },
    });

    test('registered agents are found, by id and by capability, until they leave', async () => {
      await registry.register(agent('b', 'review', 'test'), LONG);
      const a = await registry.register(agent('a', 'review'), LONG);
      expect((await registry.list()).map((found) => found.agentId)).toEqual(['a', 'b']);
      expect((await registry.list('test')).map((found) => found.agentId)).toEqual(['b']);
      expect(await registry.get('a')).toMatchObject(agent('a', 'review'));
      await a.deregister();
      expect(await registry.get('a')).toBeUndefined();
      expect((await registry.list()).map((found) => found.agentId)).toEqual(['b']);
    });

    test('an agent counts as alive until its lease ends', async () => {
      const before = Date.now();
      await registry.register(agent('a', 'x'), LONG);
      const left = ((await registry.get('a'))?.expiresAt ?? 0) - before;
      // The clock may be that of a server, on another machine.
      expect(left).toBeGreaterThan(LONG.leaseMs / 2);
      expect(left).toBeLessThan(LONG.leaseMs * 2);
    });

    test('an agent whose lease ran out is in no lookup, and cannot come back by a heartbeat', async () => {
      const registration = await registry.register(agent('a', 'x'), SHORT);
      await eventually(async () => expect(await registry.get('a')).toBeUndefined());
      expect(await registry.list()).toEqual([]);
      expect(await registry.list('x')).toEqual([]);
      await expect(registration.heartbeat()).rejects.toThrow();
    });

    test('a heartbeat extends the lease', async () => {
      const registration = await registry.register(agent('a'), LONG);
      const before = (await registry.get('a'))?.expiresAt ?? 0;
      await eventually(async () => {
        await registration.heartbeat();
        expect((await registry.get('a'))?.expiresAt).toBeGreaterThan(before);
      });
    });

    test('a newer registration of the same agent takes over from the older one', async () => {
      const older = await registry.register(agent('a', 'old'), LONG);
      const newer = await registry.register(agent('a', 'new'), LONG);
      await expect(older.heartbeat()).rejects.toThrow();
      await older.deregister();
      expect((await registry.get('a'))?.capabilities).toEqual(['new']);
      await newer.heartbeat();
    });

    test('what an agent tells of itself comes back as it was, and nobody has a capability untold', async () => {
      const told = { ...agent('a', 'review'), metadata: { deep: [null, { ä: '😀' }], n: 1e300 } };
      await registry.register(told, LONG);
      expect(await registry.get('a')).toMatchObject(told);
      expect(await registry.list('rev')).toEqual([]);
      expect(await registry.get('A')).toBeUndefined();
    });

    test('namespaces know nothing of each other’s agents and leaders', async () => {
      const other = (await apart()).agents;
      await registry.register(agent('a'), LONG);
      await registry.lead('planner', 'a', LONG);
      expect(await other.list()).toEqual([]);
      expect(await other.lead('planner', 'b', LONG)).toBeDefined();
    });

    test('one leads at a time; the same one may renew', async () => {
      const first = await registry.lead('planner', 'a', LONG);
      expect(first).toBeDefined();
      expect(await registry.lead('planner', 'b', LONG)).toBeUndefined();
      expect(await registry.lead('planner', 'a', LONG)).toEqual(first);
      expect(await registry.lead('other', 'b', LONG)).toBeDefined();
    });

    test('when a lease runs out another leads, in a higher generation', async () => {
      const first = await registry.lead('planner', 'a', SHORT);
      await eventually(async () => {
        const second = await registry.lead('planner', 'b', LONG);
        expect(second?.generation).toBeGreaterThan(first?.generation ?? 0);
      });
      expect(await registry.lead('planner', 'a', LONG)).toBeUndefined();
    });

    test('of many that try at once exactly one leads', async () => {
      const tries = await Promise.all(
        Array.from({ length: 10 }, (_, i) => registry.lead('planner', `agent-${i}`, LONG)),
      );
      expect(tries.filter((lead) => lead !== undefined)).toHaveLength(1);
    });

    test('whoever comes back after its lease ran out leads a new generation', async () => {
      const first = await registry.lead('planner', 'a', SHORT);
      await new Promise((resolve) => setTimeout(resolve, 2 * SHORT.leaseMs));
      const again = await registry.lead('planner', 'a', LONG);
      expect(again?.generation).toBeGreaterThan(first?.generation ?? 0);
    });

    test('any name will do for agents, capabilities and roles', async () => {
      for (const name of HOSTILE_NAMES.slice(0, -1)) {
        await registry.register({ ...agent(name, name), metadata: { [name]: [name] } }, LONG);
        expect(await registry.lead(name, name, LONG)).toBeDefined();
      }
      for (const name of HOSTILE_NAMES.slice(0, -1)) {
        expect((await registry.list(name)).map(({ agentId }) => agentId)).toEqual([name]);
        expect((await registry.get(name))?.metadata).toEqual({ [name]: [name] });
      }
    });

    test('leaving twice is no error, and a heartbeat afterwards is refused', async () => {
      const registration = await registry.register(agent('a'), LONG);
      await registration.deregister();
      await registration.deregister();
      await expect(registration.heartbeat()).rejects.toThrow('a');
      expect(await registry.list()).toEqual([]);
    });

    test('after close nothing is registered or found', async () => {
      await registry.close();
      await expect(registry.register(agent('a'), LONG)).rejects.toThrow('closed');
      await expect(registry.list()).rejects.toThrow('closed');
      await expect(registry.lead('r', 'a', LONG)).rejects.toThrow('closed');
    });

    if (reach !== 'process') {
      test('agents are found from elsewhere, and a newer registration there takes over', async () => {
        const other = (await another()).agents;
        const older = await registry.register(agent('a', 'x'), LONG);
        expect((await other.list('x')).map(({ agentId }) => agentId)).toEqual(['a']);
        await other.register(agent('a', 'y'), LONG);
        expect((await registry.get('a'))?.capabilities).toEqual(['y']);
        await expect(older.heartbeat()).rejects.toThrow('a');
      });

      test('of many in several places exactly one leads', async () => {
        const places = [registry, (await another()).agents, (await another()).agents];
        const tries = await Promise.all(
          places.flatMap((at, i) =>
            Array.from({ length: 4 }, (_, j) => at.lead('planner', `agent-${i}-${j}`, LONG)),
          ),
        );
        expect(tries.filter((lead) => lead !== undefined)).toHaveLength(1);
      });
    }
  });
}
