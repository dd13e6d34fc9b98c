// What turns a web page into Markdown, in a bundle of its own: only who fetches a page loads it.
export { Readability } from '@mozilla/readability';
export { parseHTML } from 'linkedom';
export { default as TurndownService } from 'turndown';
