// Looks into words that were written elsewhere: memories, pages of the web, earlier conversations, resources of servers,
// files from outside of the workspace.
import { type Source, tellWords } from '../../compose/named-words.js';
import { RULE_BASED } from '../../label.js';
import { ideasLiteral, SAYS } from '../cell-parts.js';
import { type Look, nameOf } from './look.js';
import type { AskedOf, NamedThing } from './named.js';

/** Each leaves in `texts` what is written, with who wrote it where that is somebody. */
const READ: Readonly<Record<Source, (thing: NamedThing) => string>> = {
  memory: ({ index }) => `const texts = [{ who: '', text: mentions[${index}].value.content }];`,
  resource: ({ index }) => `const texts = [{ who: '', text: mentions[${index}].value }];`,
  outside: ({ index }) => `const texts = [{ who: '', text: attachments[${index}].text }];`,
  chat: ({ index }) =>
    `const texts = mentions[${index}].value.flatMap((turn) => [{ who: 'you', text: turn.user }, { who: 'answer', text: turn.assistant.replaceAll(${JSON.stringify(RULE_BASED)}, '') }]);`,
  url: ({ address }) => String.raw`const page = await webFetch(${JSON.stringify(address ?? '')});
if (page.title) console.log('title ' + page.title.replace(/\s+/g, ' ').slice(0, 200));
const texts = [{ who: '', text: page.text }];`,
};

export function wordLook(kind: Source): (thing: NamedThing, asked: AskedOf) => Look {
  return (thing, asked) => ({
    code: [READ[kind](thing), PASSAGES, chosen(asked), QUOTES].join('\n'),
    tell: (seen) => tellWords(nameOf(thing.token), kind, asked, seen),
  });
}

/** Leaves the paragraphs in `passages`, as they follow each other. */
const PASSAGES = String.raw`const passages = texts.flatMap(({ who, text }) => {
  const parts = text.split(/\n\s*\n/).flatMap((part) => part.length <= 700 ? [part] : part.split(/\n|(?<=[.!?])\s+(?=[A-Z])/));
  return parts.map((part) => part.trim()).filter((part) => part !== '').map((part) => ({ who, text: part }));
});
passages.forEach((passage, order) => { passage.order = order; });`;

/** Leaves in `meant` the passages that speak most of the question, or the first ones where the whole is meant. */
function chosen({ question, whole }: AskedOf): string {
  if (whole) return 'const meant = passages.slice(0, 6);';
  return String.raw`${ideasLiteral(question.ideas)}
${SAYS}
for (const idea of ideas) {
  idea.hits = new Map(passages.map((passage) => [passage, strength(idea, passage.text)]).filter(([, hit]) => hit > 0));
  idea.rarity = Math.log(1 + (passages.length + 1) / (1 + idea.hits.size));
}
for (const passage of passages) passage.score = ideas.reduce((sum, idea) => sum + idea.weight * idea.rarity * (idea.hits.get(passage) ?? 0), 0);
const rated = passages.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.order - b.order);
const meant = rated.filter(({ score }) => score > 0.5 * rated[0].score).slice(0, 5).sort((a, b) => a.order - b.order);`;
}

const QUOTES = String.raw`console.log('passages ' + passages.length);
for (const { who, text } of meant) {
  console.log('by ' + who);
  for (const line of text.slice(0, 700).split('\n')) console.log('> ' + line);
}
if (passages.length > meant.length) console.log('left ' + (passages.length - meant.length));`;
