// English questions about Memfun itself: only whole sentences, since code has models, memories and costs as well.
import type { AboutWording } from '../wording.js';

const BEFORE = '^(?:(?:hi|hey|hello|ok|okay|so|and|but|please|memfun)[,!:]? )*';
const AFTER =
  '(?:,? (?:please|now|here|today|so far|exactly|right now|at the moment|in memfun|with memfun|for me))*\\W*$';
const CAN =
  "(?:(?:how (?:do|can|could|would|should) i|how to|where (?:do|can|should) i|can i|could i|is there a way to|i(?:'d like| would like| want| need) to) )?";

const asked = (...forms: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${forms.join('|')})${AFTER}`, 'i');

const MODEL = '(?:(?:real|different|better|local|other|own|proper|language|ai) )*(?:models?|llms?)';
const NAMED =
  '(?:claude|chatgpt|gpt(?:-?[\\w.]+)?|openai|anthropic|gemini|ollama|copilot|openrouter)';
const KEY = '(?:(?:llm|model|provider|anthropic|openai|claude|gemini) )?(?:api[ -]?)?key';
const MEMORIES = '(?:(?:a|an|the|your|my|all|all of your|one of your|some) )?(?:memory|memories)';
const KNOWN = 'what you (?:remember|know|(?:have )?learned)(?: about me)?';
const CODE = '(?:code|data|source|source code|files?|projects?|repo(?:sitory)?|questions?)';

export const about: AboutWording = {
  abilities: asked(
    'what (?:can|could|do) you do',
    'what are you(?: able to do| capable of| good at)?',
    'who are you',
    'help(?: me)?',
    'how (?:do|can|should) i use (?:you|memfun)',
    'how do(?:es)? (?:you|memfun) work',
    'what is memfun',
  ),
  commands: asked(
    '(?:what|which) (?:slash )?commands (?:do you (?:have|know|understand|support)|can i type)',
    '(?:list|show)(?: me)?(?: all)?(?: the| your)? slash commands',
    '(?:what|which) slash commands are there',
  ),
  engine: asked(
    '(?:what|which) (?:kind of )?(?:(?:language|ai) )?(?:model|llm|engine|ai)s? (?:are you(?: using| running(?: on)?)?|do you use|is answering(?: me)?|am i (?:using|talking to)|answers(?: me)?|powers you)',
    `are you (?:an? )?(?:${NAMED}|llm|ai|language model|bot|robot|human|real person)`,
    `are you using (?:an? |any )?(?:${NAMED}|ai|${MODEL})`,
    'what powers you',
  ),
  setUp: asked(
    `${CAN}(?:set ?up|configure|connect|connect to|choose|select|use|enable|pick) (?:an?|another|the|my|your|my own) ${MODEL}`,
    `${CAN}(?:switch|change)(?: to)? (?:another|a different|your|the (?:language|ai)) ${MODEL}`,
    `${CAN}switch models`,
    `${CAN}(?:use|connect|connect to|set ?up|add) (?:${NAMED}|a local model) (?:with you|with memfun|in memfun|as (?:the|your) model|instead)`,
    `${CAN}(?:use|talk to) (?:${NAMED}|a local model)`,
    `(?:how (?:do|can) i|where (?:do|can|should) i) (?:put|enter|add|set|paste|store|give you|change|configure) (?:my|your) ${KEY}`,
    'where (?:do|can|should) i (?:put|enter|paste) (?:the|an) (?:api[ -]?)?key',
    `i(?:'d like| would like| want| need) to (?:add|change|enter|set|configure) (?:the|my|an|your) api[ -]?key`,
    `(?:do|will) (?:you|i) need (?:an? )?(?:${KEY}|${MODEL}|account|subscription)`,
  ),
  rights: asked(
    '(?:how (?:do|can) i|can i) (?:make|let|stop|have) you(?: from)? (?:ask|asking)(?: me)?(?: (?:first|again|less|for permission|every time|all the time|before .*))?',
    '(?:will|do|would) you (?:always )?ask(?: me)?(?: (?:first|before .*|for permission))?',
    '(?:what|which) (?:are you allowed to do|may you do|can you do without asking)',
    '(?:what|which) modes (?:do you have|can you work in)',
    'how (?:do|can) i (?:approve|allow|review|see) (?:your changes|your commands|what you change)(?: first)?',
  ),
  editing: asked(
    '(?:can|could|do|will|would) you (?:also |really |actually )?(?:edit|change|write|modify|create|delete|fix)(?: (?:my|the|our|any|some))? (?:files|code|bugs|tests)(?: (?:by yourself|directly|without asking|too))*',
    'can you (?:edit|change|write|make changes|program|code)',
  ),
  running: asked(
    '(?:can|could|do|will|would) you (?:also |really |actually )?(?:run|execute|start)(?: (?:shell|terminal))? (?:commands|programs|scripts|code|things)(?: (?:by yourself|without asking|too))*',
  ),
  undo: asked(
    `${CAN}(?:undo|revert|take back|roll ?back|reverse) (?:what you (?:did|changed|have done|have changed)|your (?:last |latest )?(?:changes?|edits?|work)|the (?:last )?changes? (?:you made|of yours)|your last turn)`,
    'can you (?:undo|revert|take back) (?:things|your changes)',
    'what if you break (?:something|my code|everything)',
  ),
  memory: asked(
    'where do you (?:keep|store|save|put) (?:what you (?:remember|learn|know)|(?:your |the |my )?memor(?:y|ies)|what i (?:say|tell you|told you))',
    'where (?:is|are) (?:your|my) memor(?:y|ies)(?: (?:kept|stored|saved))?',
    'how does your memory work',
    '(?:do|will|can) you remember (?:things|anything|what i (?:say|tell you|told you)|me|our (?:chats?|conversations?)|earlier (?:chats|conversations))(?: (?:next time|tomorrow|later|between (?:chats|conversations|sessions)))?',
    'do you have (?:a )?memory',
    'how (?:do|can) i (?:make|let|get) you(?: to)? remember (?:something|things)',
    `how (?:do|can) i (?:see|view|look at) (?:${KNOWN}|(?:your|my|the) memories)`,
  ),
  forgetting: asked(
    '(?:how (?:do|can) i|can i) (?:make|let|get) you(?: to)? forget (?:something|things|it|me|everything)',
    `${CAN}(?:delete|remove|clear|erase|correct|edit|change|forget) (?:${KNOWN}|your (?:memory|memories)|one of your memories|memories)`,
    `(?:how (?:do|can) i|can i) (?:delete|remove|erase|correct|edit|forget) ${MEMORIES}`,
    'forget everything(?: (?:you know|about me|i (?:said|told you)))?',
    'how (?:do|can) i turn (?:off )?(?:your |the )?memory(?: off)?',
  ),
  privacy: asked(
    '(?:do|will|does|would) (?:you|memfun) (?:send|upload|share|transmit|leak|collect|sell)\\b.*',
    `(?:do|will|does) (?:you|memfun) (?:store|keep|use) (?:my|our) ${CODE}(?: .*)?`,
    `(?:does|will|can|do) (?:my|our|any of my) ${CODE} (?:leave (?:my|this|the) (?:machine|computer|laptop|pc|network|company|device|house)|get sent|go (?:anywhere|somewhere|to the (?:cloud|internet)))\\b.*`,
    `where (?:does|do|is|are) (?:my|our) ${CODE} (?:go|sent)(?: .*)?`,
    `(?:is|are) (?:my|our) ${CODE} (?:safe|private|secure)(?: with (?:you|memfun))?`,
    `(?:is|are) (?:my|our) ${CODE} (?:sent|uploaded|shared)\\b.*`,
    '(?:do|can|does) (?:you|memfun) work (?:offline|without (?:the |an )?internet(?: connection)?)',
    'are you (?:offline|online|private|local|running locally|safe)',
    'do you need (?:the |an )?internet(?: connection)?',
    '(?:do you (?:have|send|collect)|is there|does memfun have) (?:any )?telemetry',
    'what (?:data )?do you (?:send|collect|share)\\b.*',
    `who (?:can )?(?:sees?|reads?) (?:my|our) (?:${CODE}|chats?|conversations?)`,
  ),
  spending: asked(
    '(?:what|how much) (?:do you|does (?:this|it|memfun|one (?:question|answer)|an? (?:question|answer))|will (?:this|it)|would (?:this|it)) cost(?: me)?',
    'how (?:much(?: money)?|many tokens) (?:have i|did i|have we|did we|have you|did you) (?:spent|spend|used?)',
    'what (?:have i|did i) (?:spent|spend)',
    'are you free(?: of charge| to use)?',
    'is memfun free(?: of charge| to use)?',
    'do i (?:have to )?pay(?: for (?:this|you|memfun))?',
    'how (?:do|can) i (?:limit|cap) (?:the costs?|my costs?|(?:the |my |your )?spending|what you (?:cost|spend))',
  ),
  memories: asked(
    'what do you (?:remember|know) about me',
    'what do you remember',
    'what have you learned(?: about me)?',
  ),
};
