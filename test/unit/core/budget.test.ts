// A run that would go over a limit says which one, in figures that a person reads.
import { expect, test } from 'vitest';
import { BudgetExceededError } from '../../../runtime/core/index.js';

test.each([
  ['costUsd', 0.014_260_000_000_000_023, '0.0143 US dollars'],
  ['costUsd', 0.5, '0.5 US dollars'],
  ['costUsd', 4.949_999_999_999_999, '4.95 US dollars'],
  ['wallMs', 61_249, '61.2 seconds'],
  ['tokens', 200_001, '200001 tokens'],
] as const)('a limit of %s %d is told as %s', (limit, allowed, said) => {
  const { message } = new BudgetExceededError(limit, allowed, allowed + 1);
  expect(message).toBe(`The run would go over its budget of ${said}.`);
});
