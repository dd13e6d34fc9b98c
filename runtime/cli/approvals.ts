// Approvals at the terminal: what is wanted stands there whole, and nothing happens without a word of the person.
import type { ApprovalAnswer, ApprovalRequest, Approvals } from '../ports/index.js';
import { inTurn, ownTerminal, type Terminal } from './person.js';

/** Denies everything. */
export const nobodyAsked: Approvals = {
  ask: async () => ({
    decision: 'deny',
    message: 'nobody to ask here; --mode auto applies changes',
  }),
};

/** Where nobody sits, everything is denied. */
export function createTerminalApprovals(terminal: Terminal = ownTerminal): Approvals {
  return {
    ask: (request, signal) =>
      terminal.interactive
        ? inTurn(terminal, signal, () => asked(terminal, request, signal))
        : nobodyAsked.ask(request, signal),
  };
}

async function asked(
  terminal: Terminal,
  { effect, reason, command, address, host, files }: ApprovalRequest,
  signal: AbortSignal,
): Promise<ApprovalAnswer> {
  const lasts = command !== undefined || host !== undefined;
  const whole = command ?? address;
  const lines = [
    command === undefined ? `${effect}?` : 'Run this?',
    ...(whole === undefined ? [] : [plain(whole).replace(/^/gm, '    ')]),
    ...files.map(({ path, added, removed }) => `    ${path} +${added} −${removed}`),
    reason,
  ];
  terminal.write(`${lines.map(plain).join('\n')}\n`);
  terminal.write(`[y]es, [n]o${lasts ? ', [a]lways' : ''}, or what should be different: `);
  const typed = (await terminal.line(signal))?.trim() ?? '';
  if (/^y(?:es)?$/i.test(typed)) return { decision: 'allow' };
  if (lasts && /^a(?:lways)?$/i.test(typed)) return { decision: 'allow', always: true };
  return { decision: 'deny', ...(/^(?:n|no)?$/i.test(typed) ? {} : { message: typed }) };
}

/** What would move the cursor or change colours is shown, so that a command cannot look like another one. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}
