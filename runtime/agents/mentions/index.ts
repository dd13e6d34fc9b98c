// Public face of mentions: what a message names with @, as handles.
export { NO_MENTIONS, type ResolvedMentions, resolveMentions } from './resolve.js';
export { keptFiles, type MentionParts, mentionSite } from './site.js';
export { suggestMentions } from './suggest.js';
