// Commands about the conversation that is held open: whoever holds it takes them before they become a turn.

export type WindowCommand = 'clear' | 'end';

const CALL = /^\/(clear|end)\s*$/;

/** `clear`: a new conversation; `end`: the same, and this one is summed up for memory. */
export function windowCommandIn(text: string): WindowCommand | undefined {
  const name = CALL.exec(text.trim())?.[1];
  return name === 'clear' || name === 'end' ? name : undefined;
}
