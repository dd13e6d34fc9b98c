// The mentions of a turn's message: looked up behind the turn's gate, told as an event.

import { type Attachment, abortable } from '../../core/index.js';
import type { TaintLedger } from '../../safety/index.js';
import type { ResolvedMentions } from '../mentions/index.js';
import { mentionSite, resolveMentions } from '../mentions/index.js';
import type { TurnRecorder } from '../turn/recorder.js';
import type { TurnDeps } from '../turn/types.js';

export interface MentionTurn {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly turnId: string;
  readonly recorder: TurnRecorder;
  readonly taint: TaintLedger;
  readonly signal: AbortSignal;
}

/** @throws AbortedError */
export async function mentionsOfTurn(
  deps: TurnDeps,
  { text, attachments, turnId, recorder, taint, signal }: MentionTurn,
): Promise<ResolvedMentions> {
  const { tools, gateFor, logger } = deps;
  const site = mentionSite(
    {
      ...deps,
      gate: gateFor(tools, { taint }),
      files: () => deps.files(signal),
      resources: deps.mcp?.offers,
    },
    { signal, logger, caller: 'user', turnId, stepId: undefined },
  );
  const resolved = await abortable(resolveMentions(text, site), signal);
  if (resolved.notes.length > 0)
    recorder.tell({ type: 'mentions.resolved', mentions: [...resolved.notes] });
  // What stands in a terminal, in another conversation or in a file from elsewhere was not said by the user.
  for (const { outside, path, text: words } of attachments)
    if (outside === true && words !== undefined) taint.note({ name: path, remote: false }, words);
  for (const value of resolved.values)
    taint.note({ name: 'a mention', remote: value.kind === 'resource' }, value);
  return resolved;
}
