// Runs the site's own search outside a browser: lunr.min.js, the index and search*.js of a
// built site in a context that has nothing else. Reads one JSON object from standard input and
// answers with one; tests/test_search.py asks for everything at once.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const context = vm.createContext({});
vm.runInContext("globalThis.window = globalThis;", context);
for (const part of ["lunr.min", "search-index", "search-words", "search-numbers", "search-unpack", "search-names", "search-rank", "search"]) {
  vm.runInContext(fs.readFileSync(path.join(asked.site, part + ".js"), "utf8"), context, { filename: part });
}
const { lunr, reasonPhraseIndex: packed, reasonPhraseWords: words, reasonPhraseUnpack: index } = context;
const stem = words.stemmer(packed.rules.stem);
const search = whole(context.reasonPhraseSearch.create(packed, lunr));

// What works a little at a time, to its end.
function whole(work) {
  let step;
  do step = work.next(); while (!step.done);
  return step.value;
}

// What Lunr is asked for: how often for a term, and with how much.
const terms = new Map();
const asks = { clauses: 0, distance: 0, letters: 0 };
const query = search.engine.query;
search.engine.query = function (build) {
  return query.call(this, function (clauses) {
    build.call(this, clauses);
    asks.clauses = Math.max(asks.clauses, clauses.clauses.length);
    for (const { term, editDistance } of clauses.clauses) {
      terms.set(term, (terms.get(term) || 0) + 1);
      asks.letters = Math.max(asks.letters, term.length);
      asks.distance = Math.max(asks.distance, editDistance || 0);
    }
  });
};

// The same id that the page writes into data-id.
const idOf = ({ kind, id }) => (kind === "comparison" || kind === "question" ? "faq-" : "") + id;

function answer(text) {
  try {
    const found = search.search(text);
    const results = found.results.map(({ target, phrase }) => ({
      id: idOf(target), kind: target.kind, url: target.url, title: target.title, why: search.reason(phrase),
    }));
    const ids = (targets) => (targets || []).map((one) => one.id);
    const panel = found.panel && { text: found.panel.text, classes: ids(found.panel.classes), near: ids(found.panel.near) };
    return { results, panel };
  } catch (error) {
    return { error: String(error && error.stack), results: [], panel: null };
  }
}

// Of thousands of inputs only what went wrong.
function survive(texts) {
  const errors = [], silent = [];
  for (const text of texts) {
    const { error, results, panel } = answer(text);
    if (error) errors.push([text.slice(0, 80), error]);
    else if (text.slice(0, 300).trim() && !results.length && !panel) silent.push(text.slice(0, 80));
  }
  return { errors, silent };
}

process.stdout.write(JSON.stringify({
  version: lunr.version,
  serialized: index.serialized(whole(index.unpack(packed, lunr)), lunr),
  stems: asked.words.map(stem),
  tokens: asked.texts.map(words.wordsOf),
  answers: asked.queries.map(answer),
  survived: survive(asked.hostile),
  asks: { ...asks, terms: terms.size, again: [...terms].filter(([, times]) => times > 1) },
}));
