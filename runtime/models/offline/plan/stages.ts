// The first words of each kind of cell: for readers, and for the planner to know which step a cell was.

export const STAGE = {
  gather: '// Gather:',
  read: '// Read:',
  locate: '// Locate:',
  survey: '// Survey:',
  inspect: '// Inspect:',
  resolve: '// Resolve:',
  named: '// Named:',
  history: '// History:',
  marks: '// Marks:',
  count: '// Count:',
  uses: '// Uses:',
  verify: '// Verify:',
  answer: '// Answer:',
} as const;

/** Printed by a cell that found nothing. */
export const NOTHING = 'nothing found';
