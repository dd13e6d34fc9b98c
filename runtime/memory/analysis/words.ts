// Words with a special weight: those that are never searched for, and those that say little.
import { stem } from './stem.js';

/** Function words, question words and the words with which one speaks about memory itself. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and any anything are as at be because been before being between both
  but by can could ca did do does doing done down during each either else ever every few for from further
  had has have having he her here hers him his how i if in into is it its itself just let ll lot may me
  might mine more most much must my myself neither no nor not now of off on once one only onto or other our
  ours out over own per please rather re same shall she should since so some something such than that the
  their theirs them then there these they thing things this those though through to too under until up upon
  us ve very via was we were what whatever when where whether which while who whom whose why will with
  within without wo would yes yet you your yours
  remember remind recall forget know known tell told say said mention mentioned note ask asked`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** They stand in most memories and most requests: alone they make nothing relevant. */
const WEAK_STEMS: ReadonlySet<string> = new Set(
  `prefer preference like love hate dislike want need wish use using always never usually often avoid keep
  make work get go take give put set want new good bad best better right way kind sort stuff project code
  file files default switch switched move moved migrate migrated today week last longer anymore instead
  decide decided choose favorite favourite currently start add change write run help show find look see
  think try mean come create`
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(stem),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

export function isWeakTerm(term: string): boolean {
  return WEAK_STEMS.has(term);
}
