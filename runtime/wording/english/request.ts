// English requests: which way they go, and what is answered at once.
import type { RequestWording } from '../wording.js';

export const request: RequestWording = {
  team: /\b(use|with|by|let|using) (a team of|several|multiple|parallel) (sub-?)?agents\b/i,
  beyond:
    /\b(callers?|call(ed|s) (by|from)|who (calls|uses)|where (is|are|else)|used (by|in)|usages?|references?|whole (repo|project|codebase)|repository|codebase|across|other files?|elsewhere|imports?|tests? for)\b/i,
  speaker: /\b(i|i'm|i’m|my|mine|me|we|our|us)\b/i,
  code: /\b(code|file|function|class|bug|error|test|repo(sitory)?)s?\b/i,
  told: [
    /^(i|we)\s+(\w+\s+)?(prefer|like|love|hate|use|want|always|never|work|live|am|are|decided|agreed)\b/i,
    /^(please\s+)?(remember|note)\b/i,
    /^(my|our)\s+[\w\s-]+\s+(is|are)\b/i,
    /^(hi|hello|hey|thanks|thank you|ok|okay)\b[\s\w,!.]{0,40}$/i,
  ],
  conversation:
    /\b(you (just )?(said|told|wrote|mentioned)|your (last|previous) answer|summari[sz]e (this|our) (chat|conversation)|earlier in this)\b/i,
  everything:
    /\b(?:what|anything|everything)\b.*\b(?:you (?:\w+ )?(?:remember|know|recall)|your memor(?:y|ies)|(?:remembered|known))\b/i,
  greeting: /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|howdy)\b[^?]{0,20}$/i,
  thanks: /^(?:thanks?|thank you|thx|great|perfect|cool|nice|ok(?:ay)?)\b[^?]{0,30}$/i,
  remembered: /\bwhat do you (?:remember|know about me)\b|\bwhat have you learned\b/i,
  personal: /\b(?:i|me|my|we|our|us)\b/i,
  preference: /^(?:prefer|preferred|favou?rite|like|remember|should)\w*$/,
  toReader: (text) =>
    text
      .replace(/\bthe user(?: prefers)\b/gi, 'you prefer')
      .replace(/\bthe user(?: is)\b/gi, 'you are')
      .replace(/\bthe user's\b|\bmy\b/gi, 'your')
      .replace(/\bthe user (\w+?)s\b/gi, 'you $1')
      .replace(/\bI am\b|\bI'm\b/g, 'you are')
      .replace(/\bI\b/g, 'you')
      .replace(/\bme\b/g, 'you'),
};
