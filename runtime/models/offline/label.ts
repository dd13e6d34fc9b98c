// How the engine speaks of itself: rule-based, without a model, and how to get more.

export const SET_UP = 'set up a model with **Memfun: Set Up**';

/** Closes an answer that was put together by rule. */
export const RULE_BASED = `_Put together by the built-in rule-based engine from names, comments and structure, without a language model. For reasoning about the code, ${SET_UP}._`;

/** An honest beginning for tasks that only a model can do. */
export function needsModel(what: string): string {
  return `${what} needs a real language model, and none is set up: this is the built-in rule-based engine. To get it done, ${SET_UP}.`;
}
