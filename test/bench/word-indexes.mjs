// Three word indexes that memory is measured against: minisearch, SQLite's full text search, and BM25 as in the book.
import MiniSearch from 'minisearch';
import initSqlJs from 'sql.js';
import { stemmer } from 'stemmer';

/** BM25 with the values of most engines (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const K1 = 1.2;
const B = 0.75;

/** Function words of English; all three leave them out of questions. */
const STOP_WORDS = new Set(
  `a about after again all also am an and any are as at be been before being between both but by can could did do
  does doing down during each few for from further had has have having he her here hers him his how i if in into is
  it its just me more most my no nor not now of off on once only or other our ours out over own same she should so
  some such than that the their theirs them then there these they this those through to too under until up us very
  was we were what when where which while who whom whose why will with would you your yours s t d ll m re ve`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
const telling = (text) => words(text).filter((word) => !STOP_WORDS.has(word));

/** Each takes documents {id, text} and gives a search: text and limit to ids, best first. */
export const WORD_INDEXES = {
  minisearch: async (documents) => {
    const index = new MiniSearch({
      fields: ['text'],
      tokenize: words,
      processTerm: (term) => (STOP_WORDS.has(term) ? null : stemmer(term)),
    });
    index.addAll(documents);
    return (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => id);
  },

  'SQLite FTS': async (documents) => {
    const { Database } = await initSqlJs();
    const database = new Database();
    database.run('create virtual table documents using fts4 (text, tokenize=porter)');
    documents.forEach(({ text }, at) => {
      database.run('insert into documents (docid, text) values (?, ?)', [at, text]);
    });
    return (text, limit) => {
      const terms = [...new Set(telling(text))];
      if (terms.length === 0) return [];
      const sql =
        "select docid, matchinfo(documents, 'pcnalx') from documents where documents match ?";
      const [found] = database.exec(sql, [terms.map((term) => `"${term}"`).join(' OR ')]);
      return best(
        (found?.values ?? []).map(([at, info]) => [documents[at].id, scoreOf(info)]),
        limit,
      );
    };
  },

  'plain BM25': async (documents) => {
    const counted = documents.map(({ id, text }) => {
      const counts = new Map();
      const terms = telling(text);
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      return { id, counts, length: terms.length };
    });
    const average = counted.reduce((sum, { length }) => sum + length, 0) / counted.length;
    return (text, limit) => {
      const scores = counted.map(({ id }) => [id, 0]);
      for (const term of new Set(telling(text))) {
        const holders = counted.filter(({ counts }) => counts.has(term)).length;
        counted.forEach(({ counts, length }, at) => {
          scores[at][1] += bm25(counts.get(term) ?? 0, length, average, holders, counted.length);
        });
      }
      return best(
        scores.filter(([, score]) => score > 0),
        limit,
      );
    };
  },
};

/** From SQLite's blob of numbers: phrases, columns, rows, average length, length, then three for each phrase. */
function scoreOf(blob) {
  const info = new Uint32Array(blob.slice().buffer);
  const [phrases, , rows, average, length] = info;
  let score = 0;
  for (let phrase = 0; phrase < phrases; phrase++) {
    const [count, , holders] = info.subarray(5 + 3 * phrase);
    score += bm25(count, length, average, holders, rows);
  }
  return score;
}

function bm25(count, length, average, holders, rows) {
  const idf = Math.log(1 + (rows - holders + 0.5) / (holders + 0.5));
  return (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
}

/** Ties in the order of the conversation. */
function best(scored, limit) {
  return scored
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id]) => id);
}
