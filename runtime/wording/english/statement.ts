// English statements that are worth remembering, and what only sounds like one.
import type { StatementWording } from '../wording.js';

export const statement: StatementWording = {
  forms: [
    { said: /^(?:please )?call me \w+/i, form: 'name' },
    { said: /^my name is \w+/i, form: 'name' },
    {
      said: /^i(?:'m| am) (?:an? )?[\w -]*(?:developer|engineer|designer|student|scientist|administrator|manager|beginner|author|maintainer)\b/i,
      form: 'name',
    },
    { said: /^i (?:work|live) (?:at|in|for|from|on) /i, form: 'name' },
    {
      said: /^(?:i|we) (?:have )?(?:decided|agreed|chose|settled|switched|moved|migrated)\b/i,
      form: 'decision',
    },
    { said: /^(?:the )?decision(?: is|:)/i, form: 'decision' },
    {
      said: /^i (?:\w+ )?(?:prefer|like|love|hate|dislike|favou?r|always|never|usually|want you to|don'?t (?:like|want)|do not (?:like|want))\b/i,
      form: 'preference',
    },
    { said: /^my (?:preferred|favou?rite|default|usual)\b.* is\b/i, form: 'preference' },
    { said: /^i use \w+/i, form: 'preference' },
    {
      said: /^we (?:\w+ )?(?:use|prefer|write|name|keep|put|follow|avoid|always|never|don'?t|do not|deploy|release|require|want|format|test)\b/i,
      form: 'convention',
    },
    {
      said: /^(?:please )?(?:always|never|don'?t ever|from now on,?|in this (?:project|repo(?:sitory)?),?)\s+\w+/i,
      form: 'convention',
    },
    {
      said: /^(?:this (?:project|repo(?:sitory)?|codebase|app)|the project) (?:uses|requires|follows|targets|needs|runs)\b/i,
      form: 'convention',
    },
    { said: /^our [\w -]{2,40} (?:is|are|runs?|lives?|listens?|uses?|must)\b/i, form: 'fact' },
    {
      said: /^the (?:[\w-]+ ){0,4}(?:server|database|api|service|endpoint|port|host|url|branch|environment|cluster|bucket|registry|version|base)(?: [\w-]+)? (?:is|are|runs?|lives?|listens?)\b(?! (?:broken|down|failing|wrong|slow|not))/i,
      form: 'fact',
    },
  ],
  remember: /^(?:please )?(?:remember|note|keep in mind|don'?t forget)(?: that|:|,)?\s+/i,
  question:
    /\?\s*$|^(?:how|what|where|which|who|why|when|can|could|would|should|do|does|did|is|are|will|may)\b/i,
  hypothetical:
    /\b(?:if|suppose|imagine|maybe|perhaps|might|could|would|let'?s say|what if|hypothetically|for example|e\.g\.|i think|i guess|i wonder|not sure|just kidding)\b/i,
  onlyNow:
    /\b(?:for now|this time|just once|right now|today|tonight|at the moment|temporarily|in this (?:message|question|file|function|line|case))\b/i,
  request:
    /^(?:i|we) (?:want|need|would like) (?:you )?to (?:know|see|find|understand|fix|change|add|write|explain|review|ask)\b|^i (?:always|never|usually) (?:get|see|wonder|forget|run into|end up)\b|^i (?:don'?t|do not) (?:want|like) (?:this|that|it)\b|^i (?:like|love|hate|dislike) (?:it|this|that|your|the (?:answer|idea))\b|^we (?:don'?t|do not) (?:know|understand|have time)\b|^never ?mind\b/i,
  secret:
    /\b(?:password|passwd|passphrase|secret|api[ _-]?key|access[ _-]?token|private[ _-]?key|credential|bearer)\b|\b(?:sk|ghp|gho|xox[bp]|AKIA)[-_A-Za-z0-9]{12,}|[A-Za-z0-9+/_-]{36,}/i,
  filler: /^(?:btw|by the way|also|ok(?:ay)?|so|and|well|hi|hello|hey|fyi)[,:]?\s+/i,
  please: /^please\s+/i,
  subjects: [],
  slot: /^(?:our|my|the) ([\w -]{2,40}?) (?:is|are|runs?|lives?|listens?)\b/i,
  slotLeft: new Set(['preferred', 'favorite', 'favourite', 'default', 'usual']),
  port: /\bport \d+ for (?:the |our |my )?([\w -]{2,30}?)[.!]?$/i,
  untold: /^(?:prefer|always|never|like|please|remember|decided)/,
};
