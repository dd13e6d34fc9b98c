// Texts of the composer and of what stands around a message: mentions, waiting messages, meters.

export const chatStrings = {
  mentions: {
    listLabel: 'What can be named',
    label: 'Named with @',
    missing: (token: string, why: string) => `${token}: ${why}`,
    found: (n: number) => (n === 1 ? '1 suggestion' : `${n} suggestions`),
  },
} as const;
