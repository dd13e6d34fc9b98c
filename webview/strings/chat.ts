// Texts of the composer and of what stands around a message: mentions, waiting messages, meters.

export const chatStrings = {
  cancel: 'Cancel',
  code: {
    apply: 'Show as a change of the file in front',
    applyTo: (path: string) => `Show as a change of ${path}`,
    insert: 'Insert at the cursor',
  },
  attached: {
    label: 'Attached to this message',
    shift: 'Hold Shift while you let go: otherwise the editor keeps the files for itself.',
    folder: 'a folder whose place the system does not tell: drag it from the explorer',
    tooLarge: 'larger than 1 MB',
    noText: 'neither a text nor an image',
    unreadable: 'its content did not come with it',
    outside: 'it lies outside of the workspace, and its content did not come with it',
    nothing: {
      message: 'Nothing in what you dropped could be read.',
      remedy: 'Name the file with @, or copy its text into the message.',
    },
    left: (name: string, why: string) => `${name} (${why})`,
    tooMany: (n: number, most: number) => `${n} more (only ${most} are taken at once)`,
    notAttached: (files: readonly string[]) => `Not attached: ${files.join(', ')}.`,
    remedy: 'Copy it into the workspace and name it with @, or drop texts and images one by one.',
  },
  leaving: {
    question: 'A run goes on in this conversation. Let it go on in the background, or stop it?',
    background: 'Let it go on',
    stop: 'Stop it',
    stay: 'Stay here',
  },
  instructions: {
    title: (n: number) =>
      n === 1 ? '1 file of instructions in force' : `${n} files of instructions in force`,
    all: 'the whole workspace',
    size: (kb: number) => `${kb.toFixed(1)} KB`,
    cut: 'cut',
  },
  mentions: {
    listLabel: 'What can be named',
    label: 'Named with @',
    drop: 'Or drag files here from the explorer, and hold Shift while you let go.',
    missing: (token: string, why: string) => `${token}: ${why}`,
  },
  queue: {
    label: 'Waiting messages',
    waits: 'Waits for the answer:',
    forStep: 'For the next step:',
    queue: 'Send after the answer (Enter)',
    steer: 'Tell it now, before its next step (Ctrl+Enter)',
    now: 'Tell it now, before the next step',
    send: 'Send it now',
    edit: 'Change this message',
    keep: 'Keep',
    remove: 'Take this message away',
    placeholder: 'Ask next (Enter), or steer this run (Ctrl+Enter)',
  },
  meters: {
    title: 'Tokens and money; /cost and /context tell more',
    context: (percent: number) => `Context ${percent} %`,
    today: (usd: string, cap: string | undefined) =>
      cap === undefined ? `today ${usd}` : `today ${usd} of ${cap}`,
    window: 'Window of the model',
    turn: 'Last turn',
    conversation: 'This conversation',
    day: 'Today, all windows',
    next: {
      message: (likely: string, most: string) =>
        `Next message: about ${likely}, rarely over ${most}`,
      plan: (likely: string, most: string) => `Next plan: about ${likely}, rarely over ${most}`,
    },
    like: (runs: number, model: string) => `like your last ${runs} with ${model}`,
    noForecast: 'No forecast yet: it takes a few runs with this model that cost something.',
    mayEnd: (left: string) => `${left} are left of today’s cap: a run that needs more ends early.`,
  },
  message: {
    edit: 'Change and send again',
    send: 'Send',
    branch: 'Branch: go on from here in a copy',
    again: 'Answer again',
    good: 'Good answer',
    bad: 'Bad answer',
    said: 'You said meanwhile',
    replaced: (text: string) => `Replaced: ${text}`,
  },
} as const;
