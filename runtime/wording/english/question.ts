// English questions: their kinds, what they are about, and what is asked of things that are named.
import type { QuestionWording } from '../wording.js';

const NAME =
  '(?:the )?(?:(?:function|method|class|variable|constant|type|interface|symbol|hook|component|module) )?[`"\']?([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)(?:\\(\\))?[`"\']?';
const USED = '(?:used|called|imported|referenced|invoked|mentioned)';

export const question: QuestionWording = {
  kinds: [
    {
      kind: 'overview',
      said: /\bwhat (?:is|does|are) (?:this|the) (?:project|repo(?:sitory)?|codebase|program|code|app(?:lication)?)\b|\b(?:overview|tour|big picture|architecture) of (?:this|the)|^(?:give me an? )?(?:overview|summary)\b|\bsummari[sz]e (?:this|the) (?:project|repo|codebase)|\bwhere (?:do|should) i start\b|\bget(?:ting)? started\b/,
    },
    {
      kind: 'history',
      said: /\b(?:recent(?:ly)? (?:changes?|changed|commits?)|last commits?|commit history|git (?:log|history)|what (?:has )?changed|who (?:wrote|changed|last|authored|committed))\b/,
    },
    {
      kind: 'marks',
      said: /^(?:please |can you |could you )?(?:find|list|show(?: me)?|where are|which|what|are there)\b(?: (?:all|the|any|every|open|are|there))* (?:todos?|fixmes?|hacks|todo (?:comments?|notes?|marks?))\b(?:(?: are)? there| comments?| here| left| in (?:this|the) (?:project|code|repo(?:sitory)?|codebase))*\W*$/,
    },
    {
      kind: 'create',
      said: /^(?:please |can you |could you )?(?:write|implement|add|create|generate|refactor|rewrite|rename|build|port|convert|migrate|make)\b/,
    },
    {
      kind: 'where',
      said: /^(?:where|which (?:file|function|class|module|method|place))\b|\bwhere\b/,
    },
    {
      kind: 'who',
      said: /^(?:who|which)\b.*\b(?:calls?|uses?|imports?|depends?)\b|\bwho (?:calls|uses)\b/,
    },
    { kind: 'why', said: /^why\b/ },
    { kind: 'how', said: /^how\b|\bhow (?:does|do|is|are)\b|\bwhat happens\b/ },
  ],
  tests: /\b(?:tests?|tested|spec|coverage)\b/i,
  docs: /\b(?:docs?|documentation|documented|readme|changelog|release notes?)\b/i,
  circumstances: /\b(?:when|if|while|after|before|during|without)\b/i,
  action: (prose) => {
    const said =
      /^how (?:do|does|did|is|are|was|were|can|will) (.+)$/i.exec(prose.trim())?.[1] ?? '';
    const [clause = ''] = said.split(
      /[?,;]|\b(?:from|when|if|to|by|with|in|on|for|after|before|at|of|while|during|without|into)\b/i,
    );
    return clause.trim().split(/\s+/).at(-1) ?? '';
  },
  explains: {
    attached: /\b(?:this|these|it|here|selection|selected)\b/i,
    asked: [
      /^(?:please |can you |could you )?(?:explain|describe|walk me through)\b/i,
      /^what (?:does|is) `?[\w.]+(?:\(\))?`?(?: do| for)?\s*\??$/i,
    ],
  },
  pictures: /\b(?:image|picture|photo|screen ?shot|diagram|drawing|mock-?up|sketch)s?\b/i,
  rename: [
    /^(?:please |can you |could you )?rename (?:the )?(?:function|method|class|variable|constant|type|interface|symbol|identifier|name)?\s*[`"']?([A-Za-z_$][\w$]*)(?:\(\))?[`"']? (?:to|into|as) [`"']?([A-Za-z_$][\w$]*)(?:\(\))?[`"']?/i,
  ],
  usesOf: [
    new RegExp(
      `^(?:who|what|which (?:files?|functions?|methods?|modules?|class(?:es)?|components?|code|places?))(?: all| else)? (?:calls?|uses?|imports?|references?|invokes?|depends? on) ${NAME}\\W*$`,
      'i',
    ),
    new RegExp(
      `^(?:from )?where (?:all )?(?:is|are) ${NAME} (?:being )?${USED}(?: from| in)?\\W*$`,
      'i',
    ),
    new RegExp(
      `^where (?:do|does) (?:we|it|the code) (?:use|call|import|reference|invoke) ${NAME}\\W*$`,
      'i',
    ),
    new RegExp(
      `^(?:please )?(?:find|list|show)(?: me)?(?: all)?(?: the)? (?:usages?|uses|references|callers|calls|call sites|importers)(?: of| to| for)? ${NAME}\\W*$`,
      'i',
    ),
    new RegExp(`^(?:is|are) ${NAME} (?:still )?${USED}(?: anywhere| somewhere| at all)?\\W*$`, 'i'),
  ],
  andTests: /\b(?:run|check|and) (?:all )?(?:the |its |our )?tests?\b/i,
  reviews: /\b(?:review|audit|check|bugs?|wrong|faults?|problems?|mistakes?|issues?|risk|risky)\b/i,
  mends: /\b(?:fix|mend|solve|repair|resolve|correct|get rid of)\b/i,
  works: {
    review:
      /^(?:please |can you |could you )?(?:review|audit|check)\b|\b(?:bugs?|faults?|mistakes?) in\b/i,
    refactor: /^(?:please |can you |could you )?refactor\b/i,
    mend: /^(?:please |can you |could you )?(?:fix|mend|repair)\b/i,
    test: /^(?:please |can you |could you )?(?:write|add|create|generate|make)(?: (?:me|us|some|a|an|unit|the|more|new|missing|few))* tests?(?: cases?)? (?:for|of|to|on|covering)\b/i,
  },
  testOrder: new Set(
    'write add create generate make unit test tests case cases more new missing covering'.split(
      ' ',
    ),
  ),
  asksInside:
    /^(?:please )?(?:what(?:'s|’s| is| files are)(?: there)? in(?:side)?|(?:list|show)(?: me)?(?: (?:all|the))* (?:files|contents?) (?:in|of|inside|under))\b/i,
  wentWrong:
    /\b(?:fail\w*|errors?|wrong|broken?|break\w*|crash\w*|happen\w*|why|explain|exit\w*|go(?:es|ing)? on)\b/i,
  sumsUp: /\bsummari[sz]e|\bsummary\b|\bin short\b|\boverview\b/i,
  whole: new Set(
    `explain describe tell summary summarize summarise overview outline purpose meaning content contents contain
    contains inside include includes export exports define defines offer offers provide provides detail details
    brief briefly short shortly quick quickly file files folder folders directory module modules symbol function
    class type code source text point points main walk understand question questions say says said look looks read
    page site article link url document memory note remember remembered chat conversation discussion talk discuss
    discussed diff diffs change changes changed changing commit commits staged unstaged uncommitted hunk hunks line
    lines edit edits edited modify modified modification modifications difference differences problem problems error
    errors warning warnings issue issues diagnostic diagnostics terminal output command fail fails failed failing
    failure print printed run ran wrong broken review check fix mend solve repair resolve help bug bugs refactor
    touch touches affect affects concern concerns mention mentions speak speaks rewrite improve relate compare together today far new list name names resource server answer asked ask`.split(
      /\s+/,
    ),
  ),
};
