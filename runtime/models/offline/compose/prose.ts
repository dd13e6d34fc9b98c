// Composes the answer to a question from the passages that were found.
import type { Citation } from '../../../core/index.js';
import { needsModel, RULE_BASED, SET_UP } from '../label.js';
import { at, dedent, fence, firstSentence, languageOf, listed } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import { overlap } from '../text/words.js';
import type { Evidence, Passage, SourceLine, Use } from './evidence.js';
import { docOf, isComment } from './evidence.js';
import { callsIn, narrate } from './narrate.js';

export interface Prose {
  readonly answer: string;
  readonly citations: readonly Citation[];
}

const EXCERPT_LINES = 22;
const SHORT_FUNCTION = 10;
/** Kinds of definitions that do something, line by line. */
const NARRATED = /^(?:function|method|constructor|getter|setter|procedure|def)/;

/**
 * @param trouble what a cell threw, when the search itself failed
 * @param within where alone was searched, as it is written in the answer
 */
export function composeAnswer(
  question: Question,
  evidence: Evidence,
  trouble = '',
  within = '',
): Prose {
  const [main, ...others] = ordered(question, evidence.passages);
  if (main === undefined) return notFound(question, evidence, trouble, within);
  const near = others.filter((passage) => passage.score > main.score * 0.35).slice(0, 5);
  const parts = [
    caveat(question, evidence),
    lead(question, main, near),
    walkThrough(main),
    excerpt(main, EXCERPT_LINES),
    delegate(main, near),
    around(main, near, question),
    usedFrom(main, evidence.uses),
    RULE_BASED,
  ];
  return {
    answer: parts.filter((part) => part !== '').join('\n\n'),
    citations: [
      ...[main, ...near].map(({ path, startLine, endLine }) => ({
        path,
        line: startLine,
        endLine,
      })),
      ...evidence.uses.slice(0, 3).map(({ path, line }) => ({ path, line })),
    ],
  };
}

/** Code before documents of about the same score: an answer about code should land in code. */
function ordered(question: Question, passages: readonly Passage[]): Passage[] {
  const prose = (p: Passage): boolean => p.kind === 'section' || p.kind === 'lines';
  if (question.wants.docs) return [...passages];
  const factor = (p: Passage): number => (prose(p) ? 0.6 : 1);
  return [...passages].sort((a, b) => b.score * factor(b) - a.score * factor(a));
}

function caveat(question: Question, evidence: Evidence): string {
  const absent = question.ideas
    .filter((idea) => idea.weight >= 1 && evidence.missing.includes(idea.label))
    .map((idea) => `“${idea.label}”`);
  const about =
    absent.length === 0
      ? ''
      : `Nothing here speaks of ${listed(absent)}; this is what comes closest.`;
  if (question.kind === 'create') {
    return `${needsModel('Writing or changing code like this')} Here is where the change would most likely go.`;
  }
  if (question.kind === 'why') {
    return `Reasons are seldom written in code; here is what the comments and the code do say. ${about}`.trim();
  }
  return about;
}

function lead(question: Question, main: Passage, near: readonly Passage[]): string {
  const what = `**${title(main)}** (${at(main.path, main.startLine)})`;
  const says = bestSentences(docOf(main), question);
  const file =
    main.fileSays === '' ? '' : ` The file's own words: “${firstSentence(main.fileSays, 160)}”`;
  const partners = near
    .filter((p) => p.path !== main.path && p.score > main.score * 0.6)
    .slice(0, 2)
    .map((p) => `**${title(p)}** (${at(p.path, p.startLine)})`);
  const also = partners.length === 0 ? '' : ` Also central: ${listed(partners)}.`;
  const opening = question.kind === 'where' ? `It is in ${what}` : `The main place is ${what}`;
  return says === '' ? `${opening}.${file}${also}` : `${opening}: ${says}${also}`;
}

function title(p: Passage): string {
  if (p.kind === 'section') return `“${p.name}”`;
  return p.kind === 'lines' ? (p.path.split('/').pop() ?? p.path) : `\`${p.name}\``;
}

/** The opening sentence of a comment, and the one that speaks most of the question. */
function bestSentences(doc: string, question: Question): string {
  const sentences =
    doc.match(
      /[^.!?]+(?:[.!?](?=\s|$)|$)(?:(?<=\be\.g\.|\bi\.e\.)[^.!?]+[.!?]?)?|[^.!?]+[.!?]+\S[^.!?]*/g,
    ) ?? [];
  const whole = sentences.map((s) => s.trim()).filter((s) => s.length > 2);
  const first = whole[0];
  if (first === undefined) return '';
  const wanted = question.ideas.flatMap(({ words }) => words);
  const rest = whole
    .slice(1)
    .map((text) => ({ text, hits: overlap(text, wanted) }))
    .filter((s) => s.hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .slice(0, 2)
    .map((s) => s.text);
  return [first, ...rest]
    .map((s) => (/[.!?…]$/.test(s) ? s : `${s}.`))
    .join(' ')
    .slice(0, 480);
}

function bodyOf(p: Passage): readonly SourceLine[] {
  let inDoc = false;
  return p.lines.filter(({ line, text }) => {
    if (line <= p.startLine) return false;
    const marks = text.match(/"""|'''/g)?.length ?? 0;
    if (marks === 1) {
      inDoc = !inDoc;
      return false;
    }
    return !inDoc && marks === 0;
  });
}

function walkThrough(main: Passage): string {
  if (!NARRATED.test(main.kind)) return '';
  const steps = narrate(bodyOf(main), main.name);
  if (steps.length < 2) return '';
  const rows = steps.map(({ line, text, sort }) => {
    const words = sort === 'note' ? firstSentence(text, 200) : text;
    return `- ${words.charAt(0).toUpperCase()}${words.slice(1)} (${at(main.path, line)})`;
  });
  return `What it does, in order:\n${rows.join('\n')}`;
}

function excerpt(main: Passage, limit: number): string {
  const code =
    main.kind === 'section' ? main.lines : main.lines.filter((l) => l.line >= main.startLine);
  const shown = code.slice(0, limit);
  const first = shown[0];
  if (first === undefined) return '';
  const gaps = shown.flatMap(({ line, text }, i) => {
    const before = shown[i - 1];
    const gap = before !== undefined && line > before.line + 1;
    return gap ? [`${/^\s*/.exec(text)?.[0] ?? ''}…`, text] : [text];
  });
  if (main.kind === 'section')
    return dedent(gaps)
      .map((text) => `> ${text}`)
      .join('\n');
  return `From ${at(main.path, first.line)}:\n\n${fence(dedent(gaps).join('\n'), languageOf(main.path))}`;
}

/** A short function that hands the work on: the code of the one that does it. */
function delegate(main: Passage, near: readonly Passage[]): string {
  if (!NARRATED.test(main.kind) || main.endLine - main.startLine > SHORT_FUNCTION) return '';
  const called = callsIn(bodyOf(main), main.name);
  const worker = near.find((p) => called.includes(p.name) && NARRATED.test(p.kind));
  return worker === undefined ? '' : excerpt(worker, EXCERPT_LINES);
}

function around(main: Passage, near: readonly Passage[], question: Question): string {
  if (near.length === 0) return '';
  const called = callsIn(bodyOf(main), main.name);
  const rows = near.map((p) => {
    const relation = called.includes(p.name.split('.').pop() ?? p.name)
      ? `Called by \`${main.name}\`.`
      : callsIn(bodyOf(p), p.name).includes(main.name)
        ? `Calls \`${main.name}\`.`
        : '';
    const says = bestSentences(docOf(p), question) || inBrief(p, main);
    const words = [relation, says].filter((part) => part !== '').join(' ');
    return `- **${title(p)}** (${at(p.path, p.startLine)})${words === '' ? '' : `: ${words}`}`;
  });
  return `Around it:\n${rows.join('\n')}`;
}

/** What a function without a comment does, from its lines. */
function inBrief(p: Passage, main: Passage): string {
  const fileSays = p.path === main.path ? '' : firstSentence(p.fileSays, 140);
  if (!NARRATED.test(p.kind)) return fileSays;
  const tale = narrate(bodyOf(p), p.name, 3).map((h) =>
    h.sort === 'note' ? firstSentence(h.text, 120) : h.text,
  );
  if (tale.length === 0) return fileSays;
  return tale
    .map((one) => `${one.charAt(0).toUpperCase()}${one.slice(1).replace(/\.$/, '')}.`)
    .join(' ');
}

function usedFrom(main: Passage, uses: readonly Use[]): string {
  const real = uses.filter((use) => !isComment(use.text));
  if (real.length === 0) return '';
  return `\`${main.name}\` is used from ${listed(real.slice(0, 4).map((use) => at(use.path, use.line)))}.`;
}

function notFound(question: Question, evidence: Evidence, trouble: string, within: string): Prose {
  const ideas = question.ideas.map((idea) => `“${idea.label}”`);
  const searched =
    trouble !== ''
      ? `The search did not work, so this could not be answered: ${trouble}`
      : ideas.length === 0
        ? 'The question names nothing that can be searched for.'
        : within !== ''
          ? `Nothing in ${within} speaks of ${listed(ideas)}, also in related words and spellings.`
          : `I searched for ${listed(ideas)}, also in related words and spellings, and found no place that answers this.`;
  const files = evidence.files.slice(0, 4);
  const closest =
    files.length === 0
      ? ''
      : ` The files that came closest: ${listed(files.map((f) => at(f, 1)))}.`;
  return {
    answer: `${searched}${closest}\n\nNaming a function, a file or a word that stands in the code helps the built-in rule-based engine, which works without a language model. For questions in free words, ${SET_UP}.`,
    citations: files.map((path) => ({ path, line: 1 })),
  };
}
