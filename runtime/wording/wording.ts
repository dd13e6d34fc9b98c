// How people of one language put what they ask and tell: the words and patterns that are recognised without a model.

/** What an answer must do to be one. */
export type QuestionKind =
  | 'where'
  | 'how'
  | 'why'
  | 'what'
  | 'who'
  | 'overview'
  | 'history'
  | 'marks'
  | 'create';

/** What is done to code, beside telling of it. */
export type Work = 'review' | 'refactor' | 'mend' | 'test';

/** What is asked about Memfun itself; `memories` is all that it remembers. */
export type AboutMemfun =
  | 'abilities'
  | 'commands'
  | 'engine'
  | 'setUp'
  | 'rights'
  | 'editing'
  | 'running'
  | 'undo'
  | 'memory'
  | 'forgetting'
  | 'privacy'
  | 'spending'
  | 'memories';

export type AboutWording = Readonly<Record<AboutMemfun, RegExp>>;

/** What is asked of the project as a whole. */
export type ProjectFact = 'size' | 'files' | 'dependencies' | 'audit' | 'review' | 'unused';

export type FactWording = Readonly<Record<ProjectFact, RegExp>>;

/** What a project has a command of its own for. */
export type Job = 'test' | 'build' | 'lint' | 'format' | 'types';

/** Asks for something to be run, and for nothing else. */
export interface RunWording {
  readonly jobs: Readonly<Record<Job, RegExp>>;
  /** A command that is said as it is typed: its first or its second group. */
  readonly command: RegExp;
}

/**
 * Orders to whole files and to git, and to nothing else. `<0>`, `<1>` … stand for what is quoted or is a path. Groups are
 * named: `things` or a bare `word`, `folder` where one is said to be one, `renames` where the folder is to stay.
 */
export interface FileWording {
  readonly remove: readonly RegExp[];
  /** From `from` to `to` or `word`. */
  readonly move: readonly RegExp[];
  /** `thing`, with `content` or empty. */
  readonly create: readonly RegExp[];
  /** A file is to be made of which only the purpose is said. */
  readonly createBySense: RegExp;
  /** All changes, with `message` where one is given. */
  readonly commit: readonly RegExp[];
}

export interface Wording {
  /** Words that are said in nearly every sentence and name nothing. */
  readonly stopWords: ReadonlySet<string>;
  /** Words that tell, beside the stop words, that a text is in this language. */
  readonly marks: ReadonlySet<string>;
  /** Letters that no other language has. */
  readonly letters?: RegExp;
  /** One spelling of several: `ä` and `ae` are one. All patterns and words of a wording are in this spelling. */
  readonly plain: (text: string) => string;
  readonly question: QuestionWording;
  readonly request: RequestWording;
  readonly about: AboutWording;
  readonly facts: FactWording;
  readonly runs: RunWording;
  readonly files: FileWording;
  readonly statement: StatementWording;
  /** English words behind those of the language, by which code is searched; absent where they are English themselves. */
  readonly senses?: Senses;
}

export interface QuestionWording {
  /** The first that fits a text in lower case; one that none fits is a `what`. */
  readonly kinds: readonly { readonly kind: QuestionKind; readonly said: RegExp }[];
  readonly tests: RegExp;
  readonly docs: RegExp;
  /** What stands before the circumstances is what a question is about. */
  readonly circumstances: RegExp;
  /** The verb of “how does X recover from …”; an empty text without one. */
  readonly action: (prose: string) => string;
  readonly explains: {
    /** With something attached: “this”, “here”. */
    readonly attached: RegExp;
    readonly asked: readonly RegExp[];
  };
  /** Speaks of something to be seen: “screenshot”. */
  readonly pictures: RegExp;
  /** Its first two groups are the old and the new name. */
  readonly rename: readonly RegExp[];
  /** “Who calls X?”: the first group is the name. */
  readonly usesOf: readonly RegExp[];
  readonly andTests: RegExp;
  readonly reviews: RegExp;
  readonly mends: RegExp;
  /** Orders of which a thing that is named is the whole object. */
  readonly works: Readonly<Record<Work, RegExp>>;
  /** Words of an order for tests that name nothing. */
  readonly testOrder: ReadonlySet<string>;
  /** “What is in src?”: the rest may name a folder or a file. */
  readonly asksInside: RegExp;
  /** Asks for what went wrong, in whatever words. */
  readonly wentWrong: RegExp;
  readonly sumsUp: RegExp;
  /** Words that ask for a thing as a whole, and words for the thing itself. */
  readonly whole: ReadonlySet<string>;
}

/** What decides which way a request goes, and what is answered without a look into the files. */
export interface RequestWording {
  readonly team: RegExp;
  /** Asks about the rest of the repository. */
  readonly beyond: RegExp;
  readonly speaker: RegExp;
  readonly code: RegExp;
  /** Told, not asked. */
  readonly told: readonly RegExp[];
  readonly conversation: RegExp;
  /** What is remembered as a whole. */
  readonly everything: RegExp;
  /** Words that speak of memory itself, beside the stop words; absent where memory knows them. */
  readonly ofMemory?: RegExp;
  readonly greeting: RegExp;
  readonly thanks: RegExp;
  readonly remembered: RegExp;
  /** Of or for who speaks, or their project. */
  readonly personal: RegExp;
  /** Words of a question about a preference that do not say of what. */
  readonly preference: RegExp;
  /** Puts into the second person what somebody said of themselves; absent where it is quoted. */
  readonly toReader?: (text: string) => string;
}

/** Ways to say what is worth remembering. */
export type StatementForm = 'name' | 'decision' | 'preference' | 'convention' | 'fact';

export interface StatementWording {
  readonly forms: readonly { readonly said: RegExp; readonly form: StatementForm }[];
  /** Where something belongs that was only said; what none fits is a fact. */
  readonly categories: readonly {
    readonly category: Exclude<StatementForm, 'name' | 'fact'> | 'task';
    readonly when: RegExp;
  }[];
  readonly remember: RegExp;
  /** A clause that depends on what stood before it as a sentence; absent where both have one order of words. */
  readonly mainClause?: (before: string, clause: string) => string;
  readonly question: RegExp;
  readonly hypothetical: RegExp;
  readonly onlyNow: RegExp;
  readonly request: RegExp;
  readonly secret: RegExp;
  /** Agrees to what was said before … */
  readonly agreement: RegExp;
  /** … but not with all of it. */
  readonly reservation: RegExp;
  /** Says what could be, not what is. */
  readonly supposed: RegExp;
  /** To be remembered all the same. */
  readonly explicit: RegExp;
  /** Of a person with others, and of one alone. */
  readonly ours: RegExp;
  readonly mine: RegExp;
  /** Before the statement itself: “by the way”. */
  readonly filler: RegExp;
  /** Before a request: “please”. */
  readonly please: RegExp;
  /** Subjects of memories beside those that are named in all languages alike. */
  readonly subjects: readonly { readonly subject: string; readonly about: RegExp }[];
  /** Its first group is the X of “our X is Y”. */
  readonly slot: RegExp;
  /** Words of such an X that do not belong to it. */
  readonly slotLeft: ReadonlySet<string>;
  /** Its first group is what a port is for. */
  readonly port: RegExp;
  /** Words that say how something was told, not what. */
  readonly untold: RegExp;
}

export interface Senses {
  /** By the word itself or by its root. */
  readonly english: ReadonlyMap<string, readonly string[]>;
  readonly rootOf: (word: string) => string;
  /** Endings of a root, as a regular expression. */
  readonly inflections: string;
  /** Parts of verbs that stand at the end of a clause: “ruft … auf”. */
  readonly particles: ReadonlySet<string>;
  /** What may stand between the parts of a compound. */
  readonly joints: readonly string[];
  /** A regular expression for the spellings of plain text, in raw text and in text cut at all but plain letters. */
  readonly spelled: (plain: string) => { readonly raw: string; readonly cut: string };
}
