// Texts of conflicts between agents that wrote side by side.
const DID = { created: 'made it', changed: 'changed it', deleted: 'deleted it', moved: 'moved it' };

export const conflictStrings = {
  label: (path: string) => `Conflict in ${path}`,
  title: 'Two agents want different things of',
  side: (letter: string, agent: string) => `${letter} · ${agent}`,
  did: (agent: string, did: keyof typeof DID, path: string | undefined) =>
    `${agent} ${DID[did]}${path === undefined ? '' : ` (${path})`}`,
  inForce: 'A is in force until you decide.',
  place: (line: number) => (line === 0 ? 'The file' : `From line ${line}`),
  before: 'As it was before',
  nothing: 'Nothing: it is not there on this side.',
  noText: 'There is no text to compare. One version can be taken as a whole.',
  shortened: 'Not all of it is shown here, so it cannot be edited here.',
  take: (letter: string, agent: string) => `Take ${letter} (${agent})`,
  edit: 'Edit',
  agent: 'Ask an agent',
  asking: 'An agent puts both together…',
  save: 'Take this text',
  editLabel: (place: string) => `Text for both: ${place}`,
  decide: 'Ways to decide',
  keys: (edit: boolean, agent: boolean) =>
    `Keys on these buttons: A, B${edit ? ', E (edit)' : ''}${agent ? ', G (agent)' : ''}.`,
  decided: {
    a: 'A was kept',
    b: 'B was taken',
    text: 'edited by you',
    agent: 'put together by an agent',
    dropped: 'not decided: A was kept',
  },
} as const;
