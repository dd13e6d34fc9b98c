// What every tier's tool registry promises.
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { AnyTool, ToolRegistry } from '../../../runtime/ports/index.js';
import { type Harness, useNamespace } from './support.js';

export function toolRegistrySpec(harness: Harness): void {
  describe(`tool registry, ${harness.name}`, () => {
    const { tier } = useNamespace(harness);
    let registry: ToolRegistry;
    beforeEach(() => {
      registry = tier().tools;
    });

    const tool = (name: string): AnyTool => ({
      name,
      description: 'Does nothing.',
      input: z.object({}),
      output: z.null(),
      effect: 'read',
      positional: [],
      example: `${name}()`,
      run: () => Promise.resolve(null),
    });

    test('tools are found by name and listed by name', () => {
      registry.register(tool('b'));
      registry.register(tool('a.search'));
      expect(registry.get('b')?.name).toBe('b');
      expect(registry.get('c')).toBeUndefined();
      expect(registry.list().map((found) => found.name)).toEqual(['a.search', 'b']);
    });

    test('a name is taken once, and free again after disposal', () => {
      const first = registry.register(tool('a'));
      expect(() => registry.register(tool('a'))).toThrow('already a tool named "a"');
      first.dispose();
      expect(registry.get('a')).toBeUndefined();
      registry.register(tool('a'));
      first.dispose();
      expect(registry.get('a')).toBeDefined();
    });
  });
}
