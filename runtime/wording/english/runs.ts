// English orders to run something: only whole sentences, since one word more may ask for other work.
import type { RunWording } from '../wording.js';

const BEFORE = '^(?:(?:please|now|ok|can you|could you|would you)[,!]? )*';
const AFTER = '(?:,? (?:again|please|now|for me|here))*\\W*$';
const CODE =
  '(?:(?:(?:the|this|my|our) (?:(?:whole|entire) )?(?:project|code|code ?base|repo(?:sitory)?|app(?:lication)?|package|sources?))|(?:all )?(?:the |my |our )?files)';
const RUN = '(?:run|execute|start|re-?run)(?: (?:the|a|my|our))?';
const SCRIPT = '(?: script)?';

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})${AFTER}`, 'i');

/** “Run the linter”, “run the lint script”. */
const run = (what: string): string => `${RUN} ${what}${SCRIPT}`;

export const runs: RunWording = {
  jobs: {
    test: asked(
      "(?:run|execute|start|re-?run)(?: (?:all|the|my|our|its|these|unit|whole|full|project'?s?))* (?:tests?|test[ -]suite|specs)(?: of (?:this|the) project)?",
      '(?:do|are|did) (?:all )?(?:the |my |our )?tests (?:still )?(?:pass(?:ing)?|succeed|green|ok)',
    ),
    build: asked(
      run('build'),
      `(?:build|compile) ${CODE}`,
      `does ${CODE} (?:still )?(?:build|compile)`,
    ),
    lint: asked(
      run('(?:lint(?:er|ing|ers)?|eslint)'),
      `lint ${CODE}`,
      'does the linter (?:still )?(?:pass|complain)',
    ),
    format: asked(
      run('(?:(?:code )?formatter|format(?:ting)?|prettier)'),
      `(?:format|reformat) ${CODE}`,
    ),
    types: asked(
      run('type[ -]?check(?:er|ing|s)?'),
      `(?:check|verify) (?:(?:the|all|my|our) )?types(?: (?:of|in) ${CODE})?`,
      `type[ -]?check(?: ${CODE})?`,
      `does ${CODE} (?:still )?type[ -]?check`,
    ),
  },
  command:
    /^(?:(?:please|now|ok|can you|could you|would you)[,!]? )*(?:run|execute|re-?run)(?: the command)?:? (?:`([^`]+)`|([\w./][^\s`]*(?: [^`]+?)?))(?:,? (?:again|please|now|for me))*[.!?]*$/i,
};
