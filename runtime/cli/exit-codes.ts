// How a command's end becomes a number for whoever called it.

/** How a turn's end becomes an exit code; documented in the README. */
export const EXIT_CODES = {
  answered: 0,
  error: 1,
  usage: 2,
  budget: 3,
  iterations: 3,
  stuck: 3,
  stopped: 130,
  interrupted: 130,
} as const;
