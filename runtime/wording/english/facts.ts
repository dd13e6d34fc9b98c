// English questions about the project as a whole: only whole sentences, since one word more may name a part of it.
import type { FactWording } from '../wording.js';

const BEFORE =
  '^(?:(?:hi|hey|hello|ok|okay|so|and|please|now|just|tell me|can you|could you|would you|can you tell me|i want to know)[,!:]? )*';
const PROJECT =
  '(?:(?:this|the|our|my|your) (?:(?:whole|entire|current) )?(?:project|repo(?:sitory)?|code ?base|code|source(?: code)?|workspace|app(?:lication)?|program)|this|it)';
const IN = `(?:,? (?:(?:in|of|inside|across|within|for|from) ${PROJECT}|here|there|are there|in total|altogether|overall|exactly|please|now))*`;
const HAS = `(?:are there|are|exist|(?:does|do) ${PROJECT} (?:have|contain|consist of)|has ${PROJECT}(?: got)?|is ${PROJECT}|(?:do|have) (?:we|i|you) (?:have|got|see))`;

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})${IN}\\W*$`, 'i');

const LINES = '(?:lines(?: of (?:source )?code)?|loc|sloc|source lines|code lines)';
const FILES = '(?:(?:source |code )?files|folders|directories)';
const LIBRARIES =
  '(?:(?:external |direct |npm |python |third[ -]party |other )*(?:dependenc(?:y|ies)|deps|librar(?:y|ies)|packages|frameworks?))(?: (?:and|or) (?:librar(?:y|ies)|packages|frameworks?|dependencies))?';
const FIND =
  '(?:find|search for|look for|check for|scan for|hunt for|detect|identify|spot|list|show|show me|tell me about)(?: me)?';
const HOLES =
  '(?:security (?:issues?|problems?|bugs?|holes?|flaws?|risks?|faults?|vulnerabilit(?:y|ies)|weaknesses)|vulnerabilit(?:y|ies))';
const FAULTS =
  '(?:(?:possible |potential |obvious |likely |code )*(?:bugs?|faults?|mistakes?|errors?|problems?|issues?|defects?|smells?)(?: (?:and|or) (?:bugs?|mistakes?|errors?|problems?|issues?|defects?))?)';
const ANY = '(?: (?:all|any|some|the|a|possible|potential|obvious))*';
const CODE = PROJECT.replace('|this|it)', '|this)');
const DEFINED =
  '(?:code|(?:functions?|methods?|classes|class|exports?|symbols?|definitions?)(?: (?:and|or) (?:functions?|methods?|classes|exports?))?)';
const DEAD = '(?:dead|unused|unreferenced|unneeded|obsolete)';
const NOT_USED =
  "(?:(?:is|are) (?:never|not|no longer)(?: (?:really|actually))? (?:used|called|referenced|needed)|(?:is|are) unused|(?:does|do) (?:nobody|no one) (?:use|call)|(?:isn't|aren't) (?:used|called|referenced))(?: anywhere| any ?more)?";
const LANGUAGES = '(?:(?:programming|computer) )?languages?';

export const facts: FactWording = {
  size: asked(
    `how (?:many|much) (?:${LINES}|${FILES}|code|${LINES} and ${FILES}|${FILES} and ${LINES})(?: ${HAS})?`,
    `how (?:big|large|long) is ${PROJECT}`,
    `count (?:(?:all|the|my|our) )*(?:${LINES}|${FILES})`,
    `(?:what is the |what's the )?(?:size|number of (?:${LINES}|${FILES})|line count|file count)(?: of ${PROJECT})`,
    `(?:what is the |what's the )?(?:number of (?:${LINES}|${FILES})|line count|file count)`,
    '(?:lines of code|loc)',
    `(?:in )?(?:what|which) ${LANGUAGES} (?:is|are|was) ${PROJECT} (?:written|coded|programmed|implemented|made|built|developed)(?: in)?`,
    `(?:what|which) ${LANGUAGES} (?:is ${PROJECT}(?: in)?|does ${PROJECT} use|do we use|(?:is|are) (?:being )?used|are there)`,
  ),
  files: asked(
    `(?:list|show|show me|give me|print)(?: me)?(?: (?:all|the|every|my|our|a list of))* ${FILES}`,
    `(?:what|which) ${FILES}(?: ${HAS})`,
    `(?:show|show me|give me|print|what is|what's|what does)(?: (?:the|a))? (?:(?:file|folder|directory|project|source) )*(?:structure|tree|layout)(?: look like)?`,
    `how is ${PROJECT} (?:structured|laid out|organi[sz]ed)`,
  ),
  dependencies: asked(
    `(?:what|which|how many)(?: are)?(?: (?:the|its|our|all))* ${LIBRARIES}(?: (?:${HAS}|(?:are|is)(?: being)? (?:used|needed|required|installed)|does ${PROJECT} (?:use|need|require|depend on|rely on)|do we (?:use|need|depend on)|is ${PROJECT} (?:using|built (?:on|with))))?`,
    `(?:list|show|show me|give me|print)(?: (?:all|the|its|our|my|me))* ${LIBRARIES}`,
    `what (?:does ${PROJECT} (?:depend|rely|build) on|is ${PROJECT} built (?:with|on))`,
    `(?:does ${PROJECT} (?:have|use)|are there|do we (?:have|use)) (?:any )?${LIBRARIES}`,
  ),
  audit: asked(
    `${FIND}${ANY} ${HOLES}`,
    `(?:are there|is there|do you see|do you find|does ${PROJECT} (?:have|contain)|what are)${ANY} ${HOLES}`,
    `is ${CODE} (?:secure|safe|vulnerable|insecure)`,
    `how (?:secure|safe|vulnerable) is ${CODE}`,
    `(?:audit|(?:check|review|scan|analy[sz]e) ${CODE} for${ANY} (?:${HOLES}|security)|(?:do |run |make )?(?:a )?security (?:audit|review|check|scan))(?: ${CODE})?`,
  ),
  review: asked(
    `${FIND}${ANY} ${FAULTS}`,
    `(?:are there|is there|do you see|do you find|can you (?:see|find)|does ${PROJECT} (?:have|contain)|what are|where are|any)${ANY} ${FAULTS}`,
    `(?:review|check|inspect) ${CODE}(?: for${ANY} ${FAULTS})?`,
    `(?:do |make |give me )?(?:a )?(?:code )?review of ${CODE}`,
    `(?:do a )?code review`,
    `what(?: is|'s) wrong (?:with|in) ${CODE}`,
    `is (?:there )?(?:anything|something) wrong (?:with|in) ${CODE}`,
  ),
  unused: asked(
    `(?:what|which) ${DEFINED} ${NOT_USED}`,
    `(?:is there|are there|does ${PROJECT} (?:have|contain)|do we have|what is|what's|where is)${ANY} ${DEAD} ${DEFINED}`,
    `${FIND}${ANY} ${DEAD} ${DEFINED}`,
    `${FIND}${ANY} ${DEFINED} (?:that|which) ${NOT_USED}`,
    `(?:what|which) ${DEFINED} can (?:be (?:deleted|removed)|i (?:delete|remove))`,
  ),
};
