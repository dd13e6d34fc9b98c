// Reads a question: what kind it is, which ideas it is about, and how each idea may be spelled in code.
import { phrasesIn, relatedTo } from './thesaurus.js';
import {
  contentWords,
  escapeRegex,
  isCommonVerb,
  isCommonWord,
  rootOf,
  sameWord,
  wordPattern,
  wordsOf,
} from './words.js';

/** What an answer must do to be one. */
type QuestionKind = 'where' | 'how' | 'why' | 'what' | 'who' | 'overview' | 'history' | 'create';

/** One thing that the question is about. */
export interface Idea {
  /** As the user said it. */
  readonly label: string;
  /** 0 to 3: identifiers weigh most, words that all code is full of least. */
  readonly weight: number;
  /** Text to search for: a regular expression that both ripgrep and JavaScript read, case-insensitive. */
  readonly search: string;
  /** Regular expression over a text split into lower-case words with single spaces. */
  readonly main: string;
  /** The same for related words; empty when there are none. */
  readonly related: string;
  /** 0 to 1: what a related word counts against the word itself. */
  readonly near: number;
}

export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  readonly ideas: readonly Idea[];
  /** Identifiers named in the question, as spelled there. */
  readonly identifiers: readonly string[];
  /** Paths named in the question. */
  readonly paths: readonly string[];
  /** Whether tests, documents or change logs are themselves asked for. */
  readonly wants: { readonly tests: boolean; readonly docs: boolean };
}

const PATH =
  /(?:[\w@.-]+\/)+[\w@.-]+|\b[\w-]+\.(?:tsx?|jsx?|mjs|cjs|py|go|rs|java|rb|php|cs|c|h|cpp|hpp|sh|json|ya?ml|toml|md)\b/g;
const IDENTIFIER =
  /\b(?:[a-z]+[A-Z]\w*|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|\w+_\w+|[a-zA-Z_]\w*(?=\(\)))/g;
const MAX_IDEAS = 8;
const NEAR = 0.3;

export function readQuestion(text: string): Question {
  const paths = [...new Set(text.match(PATH) ?? [])];
  const prose = paths.reduce((rest, path) => rest.replaceAll(path, ' '), text);
  const quoted = [...prose.matchAll(/`([^`]+)`|"([\w.$]+)"|'([\w.$]+)'/g)]
    .map((m) => (m[1] ?? m[2] ?? m[3] ?? '').replace(/\(.*\)$/, '').trim())
    .filter((name) => /^[\w.$-]+$/.test(name));
  const identifiers = [...new Set([...quoted, ...(prose.match(IDENTIFIER) ?? [])])];
  return {
    text,
    kind: kindOf(text),
    ideas: ideasOf(prose, identifiers),
    identifiers,
    paths,
    wants: {
      tests: /\b(?:tests?|tested|spec|coverage)\b/i.test(text),
      docs: /\b(?:docs?|documentation|documented|readme|changelog|release notes?)\b/i.test(text),
    },
  };
}

function kindOf(text: string): QuestionKind {
  const t = text.toLowerCase().trim();
  if (
    /\bwhat (?:is|does|are) (?:this|the) (?:project|repo(?:sitory)?|codebase|program|code|app(?:lication)?)\b|\b(?:overview|tour|big picture|architecture) of (?:this|the)|^(?:give me an? )?(?:overview|summary)\b|\bsummari[sz]e (?:this|the) (?:project|repo|codebase)|\bwhere (?:do|should) i start\b|\bget(?:ting)? started\b/.test(
      t,
    )
  ) {
    return 'overview';
  }
  if (
    /\b(?:recent(?:ly)? (?:changes?|changed|commits?)|last commits?|commit history|git (?:log|history)|what (?:has )?changed|who (?:wrote|changed|last|authored|committed))\b/.test(
      t,
    )
  ) {
    return 'history';
  }
  if (
    /^(?:please |can you |could you )?(?:write|implement|add|create|generate|refactor|rewrite|rename|build|port|convert|migrate|make)\b/.test(
      t,
    )
  ) {
    return 'create';
  }
  if (/^(?:where|which (?:file|function|class|module|method|place))\b|\bwhere\b/.test(t))
    return 'where';
  if (/^(?:who|which)\b.*\b(?:calls?|uses?|imports?|depends?)\b|\bwho (?:calls|uses)\b/.test(t))
    return 'who';
  if (/^why\b/.test(t)) return 'why';
  if (/^how\b|\bhow (?:does|do|is|are)\b|\bwhat happens\b/.test(t)) return 'how';
  return 'what';
}

function ideasOf(prose: string, identifiers: readonly string[]): Idea[] {
  const ideas: Idea[] = identifiers.map(identifierIdea);
  let rest = identifiers.reduce((left, name) => left.replaceAll(name, ' '), prose);
  for (const { phrase, said } of phrasesIn(rest)) {
    const without = rest.replace(said, ' ');
    if (without === rest) continue;
    rest = without;
    ideas.push(idea(phrase, 1.5));
  }
  for (const word of contentWords(rest)) {
    if (ideas.some((other) => sameWord(other.label, word))) continue;
    ideas.push(idea(word, isCommonWord(word) ? 0.4 : isCommonVerb(word) ? 0.4 : 1));
  }
  const action = actionOf(prose);
  return ideas
    .map((found) => ({ ...found, weight: found.weight * focusOf(found.label, prose) }))
    .map((found) => (sameWord(found.label, action) ? { ...found, ...ACTION(found) } : found))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_IDEAS);
}

/**
 * The verb of “how does X recover from …”, “how are Xs retried”: code names what it does in many ways, so that
 * a related word counts nearly as much.
 */
function actionOf(prose: string): string {
  const said = /^how (?:do|does|did|is|are|was|were|can|will) (.+)$/i.exec(prose.trim())?.[1] ?? '';
  const [clause = ''] = said.split(
    /[?,;]|\b(?:from|when|if|to|by|with|in|on|for|after|before|at|of|while|during|without|into)\b/i,
  );
  return clause.trim().split(/\s+/).at(-1) ?? '';
}

const ACTION = ({ weight }: Idea): Pick<Idea, 'weight' | 'near'> => ({
  weight: weight * 1.3,
  near: 0.7,
});

/** What stands before “when …”, “if …”, “without …” is what the question is about; the rest is its circumstances. */
function focusOf(label: string, prose: string): number {
  const [main = '', ...circumstances] = prose.split(
    /\b(?:when|if|while|after|before|during|without)\b/i,
  );
  if (circumstances.length === 0 || contentWords(main).length === 0) return 1;
  const words = wordsOf(main).map(rootOf);
  return wordsOf(label).some((word) => words.includes(rootOf(word))) ? 1.3 : 0.9;
}

function identifierIdea(name: string): Idea {
  const last = name.split('.').pop() ?? name;
  return {
    label: name,
    weight: 3,
    search: escapeRegex(last),
    main: wordsOf(last).join(' '),
    related: '',
    near: NEAR,
  };
}

function idea(label: string, weight: number): Idea {
  const related = relatedTo(label, sameWord).slice(0, 8);
  return {
    label,
    weight,
    search: [label, ...related].map(searchPattern).join('|'),
    main: spokenPattern(label),
    related: related.map(spokenPattern).join('|'),
    near: NEAR,
  };
}

/** `out of memory` is written outOfMemory, out_of_memory, out-of-memory: anything may stand between. */
function searchPattern(entry: string): string {
  const parts = entry.split(' ').map((word) => (entry.includes(' ') ? word : rootOf(word)));
  const joined = parts.map(escapeRegex).join('[ _.-]?');
  return entry.length <= 3 ? `\\b${joined}` : joined;
}

function spokenPattern(entry: string): string {
  return entry.includes(' ') ? `${entry.replaceAll(' ', ' ?')}s?` : wordPattern(entry);
}
