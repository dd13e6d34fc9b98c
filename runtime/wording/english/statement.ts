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
  categories: [
    {
      category: 'decision',
      when: /\b(?:we|i)(?:'ve| have)? (?:decided|chose|agreed|settled|switched|migrated|moved)\b|\bdecision\b/i,
    },
    {
      category: 'task',
      when: /\b(?:todo|to do|deadline|next step|remind me|by (?:mon|tues|wednes|thurs|fri)day)\b/i,
    },
    {
      category: 'preference',
      when: /\b(?:i|we) (?:\w+ )?(?:prefer|like|love|hate|dislike|want|enjoy)\b|\bmy (?:favou?rite|preferred)\b|\bcall me\b/i,
    },
    {
      category: 'convention',
      when: /\b(?:always|never|must|should|avoid)\b|^(?:please )?(?:use|keep|put|name|write|do not|don't)\b|\bwe (?:use|write|name|put|keep)\b/i,
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
  agreement:
    /^\s*(?:yes|yep|yeah|ok(?:ay)?|sure|agreed|exactly|correct|right|perfect|sounds good|looks good|do (?:it|that|so)|go ahead|please do|that(?:'s| is) right|let(?:'s| us) (?:do|go with|take|use) (?:it|that|this))\b/i,
  reservation: /\b(?:but|not|don'?t|instead|except|although|rather|however|no)\b/i,
  supposed:
    /\b(?:suppose|supposing|imagine|assuming|hypothetically|maybe|perhaps|possibly|probably|presumably|might|what if|let'?s say|i (?:think|guess|suspect|wonder|assume)|not sure|could (?:be|have)|(?:would|could) (?:move|use|be|go|live|have)|as if|in theory)\b|^\W*for example\b|\bif (?:we|i|you|it|they|the|this|that|there)\b(?:\s+\S+){0,5}?\s+(?:used|were|was|had|went|moved|switched|chose|did|lived|would|could)\b/i,
  explicit: /^\s*(?:please )?(?:remember|note|keep in mind)\b/i,
  ours: /\b(?:we|our|us|this (?:project|repo(?:sitory)?|workspace|codebase))\b/i,
  mine: /\b(?:i|i'm|i’m|my|me|mine)\b/i,
  filler: /^(?:btw|by the way|also|ok(?:ay)?|so|and|well|hi|hello|hey|fyi)[,:]?\s+/i,
  please: /^please\s+/i,
  subjects: [],
  slot: /^(?:our|my|the) ([\w -]{2,40}?) (?:is|are|runs?|lives?|listens?)\b/i,
  slotLeft: new Set(['preferred', 'favorite', 'favourite', 'default', 'usual']),
  port: /\bport \d+ for (?:the |our |my )?([\w -]{2,30}?)[.!]?$/i,
  untold: /^(?:prefer|always|never|like|please|remember|decided)/,
};
