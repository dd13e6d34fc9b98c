// A tier without room, as cases of a test.
import { describe, test } from 'vitest';
import { play, type Room, SCENARIOS } from './full-scenarios.js';

export function fullSpec(name: string, room: () => Room): void {
  describe(`no room left, ${name}`, () => {
    test.each(SCENARIOS)('%s', (_promise, scenario) => play(scenario, room()));
  });
}
