// What a run used: the one rule by which examples, effects over time and comparisons choose their runs.
import type { RunEvent } from '../core/index.js';

/** Messages that are put to somebody in person: whoever does them was not chosen by the router. */
const PUT_TO = /^\/(agent|team)\s+(\S+)/;
/** What is asked beside a run goes one way, whatever it says. */
const ASIDE = /^\s*\/btw\s/;
const SKILL = /^\/([a-z0-9][a-z0-9-]*)(?:\s|$)/;

/**
 * By name: every model call by its signature (`direct.answer`); `agent:NAME` and `skill:NAME`; `tools` when a loop
 * was told of them; `router` when it chose the way, `router/directChars` and `router/memoryScore` when there was text
 * or a memory to weigh; `model` when the turn's own model was called, or should have been and could not be opened.
 * A slash command is answered without being routed and uses nothing.
 */
export function usesOf(events: readonly RunEvent[]): ReadonlySet<string> {
  const uses = new Set<string>();
  const started = events.find((event) => event.type === 'turn.started');
  const routed =
    !ASIDE.test(started?.request.text ?? '') &&
    events.some((event) => event.type === 'turn.routed');
  if (started !== undefined && routed) for (const name of askedFor(started, events)) uses.add(name);
  for (const event of events) {
    if (event.type === 'model.called' && event.role !== 'embedding') {
      uses.add(event.signature);
      if (event.role === 'root' && event.model === started?.model.id) uses.add('model');
    }
    if (event.type === 'step.started') {
      uses.add('tools');
      if (event.agent !== undefined) uses.add(`agent:${event.agent}`);
    }
    if (event.type === 'step.call' && event.state === 'done') {
      const skill = openedSkill(event.tool, event.summary);
      if (skill !== undefined) uses.add(`skill:${skill}`);
    }
  }
  return uses;
}

/** The skill that a call opened, by the line that stands for the call. */
export function openedSkill(tool: string, summary: string): string | undefined {
  return tool === 'skill.use' ? /→ (\S+)$/.exec(summary)?.[1] : undefined;
}

/** The skill that a message begins with; whether there is such a skill only its run can tell. */
export function skillCalled(text: string): string | undefined {
  const line = text.trim();
  return PUT_TO.test(line) ? undefined : SKILL.exec(line)?.[1];
}

function askedFor(
  { request, model }: Extract<RunEvent, { type: 'turn.started' }>,
  events: readonly RunEvent[],
): readonly string[] {
  const [, to, agent] = PUT_TO.exec(request.text.trim()) ?? [];
  const skill = skillCalled(request.text);
  const weighed = request.effort === 'auto' && to === undefined;
  const given =
    request.attachments.some(({ kind }) => kind !== 'image') ||
    events.some(
      (event) => event.type === 'mentions.resolved' && event.mentions.some(({ found }) => found),
    );
  const remembered = events.some(
    (event) => event.type === 'memory.used' && event.memories.length > 0,
  );
  return [
    ...(to === 'agent' ? [`agent:${agent}`] : []),
    ...(skill === undefined ? [] : [`skill:${skill}`]),
    ...(weighed ? ['router'] : []),
    ...(weighed && given ? ['router/directChars'] : []),
    ...(weighed && remembered ? ['router/memoryScore'] : []),
    ...(model.id === 'none' ? ['model'] : []),
  ];
}
