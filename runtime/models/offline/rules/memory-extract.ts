// Rule for learning: turns plain statements of the user into memories with evidence and a subject.
import { withoutStart, wordingOf } from '../../../wording/index.js';
import type { MemoryCandidate } from '../../signatures/index.js';
import { memoryExtract } from '../../signatures/index.js';
import { defineRule } from '../rule.js';
import { contentWords, rootOf, wordsOf } from '../text/words.js';
import type { Statement } from './statements.js';
import { statementsIn } from './statements.js';

/** What a statement is about; a new value of one subject replaces the old one. First match counts. */
const SUBJECTS: readonly { readonly subject: string; readonly about: RegExp }[] = [
  { subject: 'user.name', about: /\bcall me\b|\bmy name is\b/i },
  {
    subject: 'dev-server.port',
    about:
      /\bport\b.*\bdev(?:elopment)?[ -]?servers?\b|\bdev(?:elopment)?[ -]?servers?\b.*\bport\b/i,
  },
  {
    subject: 'package-manager',
    about: /\b(?:pnpm|npm|yarn|bun|poetry|pipenv|uv|pip|package manager)\b/i,
  },
  {
    subject: 'indentation',
    about:
      /\b(?:indent\w*|tabs?|(?:\w+ )?spaces)\b.*\b(?:tabs?|spaces|indent\w*|wide|width)\b|\b(?:use|prefer) (?:tabs|spaces)\b/i,
  },
  { subject: 'quotes', about: /\b(?:single|double) quotes\b/i },
  { subject: 'semicolons', about: /\bsemicolons?\b/i },
  {
    subject: 'test-runner',
    about:
      /\b(?:vitest|jest|mocha|pytest|unittest|go test|cargo test|test (?:runner|framework))\b/i,
  },
  {
    subject: 'formatter',
    about: /\b(?:prettier|biome|black|ruff format|gofmt|rustfmt|formatter)\b/i,
  },
  { subject: 'linter', about: /\b(?:eslint|oxlint|ruff|flake8|pylint|golangci|clippy|linter)\b/i },
  { subject: 'database', about: /\b(?:postgres\w*|mysql|mariadb|sqlite|mongo\w*|database)\b/i },
  {
    subject: 'api.base-url',
    about: /\bapi\b.*\b(?:base|url|endpoint|lives|is at)\b|\bbase url\b/i,
  },
  { subject: 'editor.theme', about: /\b(?:dark|light) (?:mode|theme)\b/i },
  {
    subject: 'language.answers',
    about:
      /\b(?:answer|reply|respond|speak|write) (?:to me )?in (?:english|german|french|spanish|italian|dutch|portuguese|japanese|chinese)\b/i,
  },
  {
    subject: 'answers.length',
    about: /\b(?:short|brief|concise|detailed|long)\b.*\b(?:answers?|replies|explanations?)\b/i,
  },
  { subject: 'commit.style', about: /\bcommit (?:messages?|style)\b|\bconventional commits\b/i },
  { subject: 'branch.main', about: /\b(?:main|default|trunk) branch\b/i },
  { subject: 'timezone', about: /\btime ?zone\b/i },
];

export const memoryExtractRule = defineRule({
  signature: memoryExtract,
  answer: ({ user, agreed = '', outcomes = [], known }) => ({
    candidates: [
      ...[...statementsIn(user), ...statementsIn(agreed)].map(candidate),
      ...outcomes.flatMap(testCommand),
    ].filter((found) => !known.some((line) => sameStatement(line, found.content))),
  }),
});

function candidate(statement: Statement): MemoryCandidate {
  const { sentence, category, layer, importance } = statement;
  const subject = subjectOf(statement);
  return {
    content: contentOf(statement),
    category,
    layer,
    tags: tagsOf(statement, subject),
    importance,
    evidence: sentence,
    ...(subject === undefined ? {} : { subject }),
  };
}

/** A command that has run the project's tests. */
function testCommand(outcome: string): readonly MemoryCandidate[] {
  const command = /^test: (.+) passed$/.exec(outcome)?.[1];
  if (command === undefined) return [];
  return [
    {
      content: `Tests run with \`${command}\`.`,
      category: 'fact',
      layer: 'project',
      tags: ['tests'],
      importance: 0.5,
      evidence: outcome,
    },
  ];
}

/** A sentence that stands alone: a capital first (but of a name in code), a stop at the end. */
function contentOf({ told, wording }: Statement): string {
  const said = withoutStart(told, wording.statement.please, wording);
  const isWord = /^[a-z]+(?=[\s,;:'’]|$)/.test(said);
  const start = isWord ? `${said.charAt(0).toUpperCase()}${said.slice(1)}` : said;
  return /[.!]$/.test(start) ? start : `${start}.`;
}

/** A known subject; or, for “our X is Y” and “my X is Y”, the X. */
function subjectOf({ told, wording }: Statement): string | undefined {
  const said = wording.plain(told);
  const { subjects, slot, slotLeft, port: ofPort } = wording.statement;
  const known = [...subjects, ...SUBJECTS].find(({ about }) => about.test(said));
  if (known !== undefined) return known.subject;
  const named = slot.exec(said)?.[1];
  if (named !== undefined) {
    const words = wordsOf(named).filter((word) => !slotLeft.has(word));
    return words.length === 0 ? undefined : words.join('-');
  }
  const port = ofPort.exec(said)?.[1];
  return port === undefined
    ? undefined
    : `${wordsOf(port)
        .map((w) => w.replace(/s$/, ''))
        .join('-')}.port`;
}

function tagsOf({ told, wording }: Statement, subject: string | undefined): string[] {
  const words = contentWords(told, wording).filter(
    (word) => word.length > 2 && !wording.statement.untold.test(word),
  );
  return [
    ...new Set([...(subject === undefined ? [] : subject.split('.').slice(0, 1)), ...words]),
  ].slice(0, 4);
}

/** Whether a stored memory already says this: the same words, and the same numbers and names. */
function sameStatement(stored: string, content: string): boolean {
  const wording = wordingOf(content);
  const a = new Set(wordsOf(wording.plain(stored)).map(rootOf));
  return contentWords(content, wording).every((word) => a.has(rootOf(word)));
}
