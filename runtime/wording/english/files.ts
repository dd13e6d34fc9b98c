// English orders to files and to git: only whole sentences, since one word more may ask for work on what is in a file.
import type { FileWording } from '../wording.js';

const BEFORE = '^(?:(?:please|now|ok|okay|can you|could you|would you)[,!]? )*';
const AFTER = '(?:,? (?:please|now|for me))*[\\s.!?]*$';
const FOLDER = '(?:folder|directory|directories|folders)';
const FILE = '(?:(?:source |text )?files?)';
const THINGS = '(?<things><\\d+>(?:(?:,? and |, )<\\d+>)*)';
const THE = '(?: the| my| our| this)?';

const asked = (form: string): RegExp => new RegExp(`${BEFORE}${form}${AFTER}`, 'i');

export const files: FileWording = {
  remove: [
    asked(
      `(?:delete|remove|erase|get rid of)${THE}(?: (?:${FILE}|(?<folder>${FOLDER})))?(?: named| called)? ${THINGS}(?: (?:${FILE}|(?<folderAfter>${FOLDER})))?`,
    ),
    asked(
      `(?:delete|remove|erase|get rid of)${THE} (?:file|(?<folder>folder|directory))(?: named| called)? (?<word>[\\w-]+)`,
    ),
  ],
  move: [
    asked(
      `(?:(?<renames>rename)|move)${THE}(?: (?:${FILE}|(?<folder>${FOLDER})))? <(?<from>\\d+)>(?: ${FILE})? (?:to|into|as)${THE}(?: (?:file|(?<toFolder>${FOLDER})))? (?:<(?<to>\\d+)>|(?<word>[\\w-]+))(?: (?<toFolderAfter>${FOLDER}))?`,
    ),
  ],
  create: [
    asked(
      `(?:create|make|add|touch)(?: (?:me|us))?(?: (?:a|an|the))?(?: (?:new|empty))*(?: ${FILE})?(?: named| called)? <(?<thing>\\d+)>(?:(?:,? (?:with|containing|that (?:contains|says)|and (?:write|put))(?: (?:the|this|following|content|contents|text|code|line|lines|in it|into it))*)?:? ?<(?<content>\\d+)>(?: (?:in|into|to) it)?)?`,
    ),
  ],
  createBySense:
    /^(?:(?:please|now|ok|okay|can you|could you|would you)[,!]? )*(?:(?:create|generate) (?:(?:a|an|the|new) )*(?:(?:[\w-]+ )?(?:file|script)(?: (?:named|called))?(?: <\d+>)?|<\d+>)|(?:write|make|add) (?:me )?(?:(?:a|an|the|new) )*(?:[\w-]+ )?file(?: (?:named|called))?(?: <\d+>)?),? (?:that|which|to|for|with|containing|where|in which)\b/i,
  commit: [
    asked(
      `(?:git )?commit(?: (?:all|everything|it|this|these|them|what (?:i|we|you) (?:have )?(?:changed|did|done)|(?:(?:all|the|my|our|your|these|current|open|uncommitted|of) )*(?:changes?|edits?|work|files)(?: (?:so far|i made|we made|you made))?))?(?:(?:,? (?:with|using)(?: (?:the|this|a))? (?:commit )?message|,? (?:as|saying)|:)[: ]*<(?<message>\\d+)>)?`,
    ),
  ],
};
