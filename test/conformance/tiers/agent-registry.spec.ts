// What every tier's agent registry promises.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentRegistry } from '../../../runtime/ports/index.js';
import { eventually, type OpenPort } from './support.js';

const LONG = { leaseMs: 60_000 };
const SHORT = { leaseMs: 30 };

export function agentRegistrySpec(tier: string, openRegistry: OpenPort<AgentRegistry>): void {
  describe(`agent registry, ${tier}`, () => {
    let registry: AgentRegistry;
    beforeEach(async () => {
      registry = await openRegistry();
    });
    afterEach(() => registry.close());

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
  });
}
