// Runs the site's own search outside a browser: lunr.min.js, search-index.js and search.js of a
// built site in a context that has nothing else. Reads one JSON object from standard input and
// answers with one; tests/test_search.py asks for everything at once.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const context = vm.createContext({});
vm.runInContext("globalThis.window = globalThis;", context);
for (const name of ["lunr.min.js", "search-index.js", "search.js"]) {
  vm.runInContext(fs.readFileSync(path.join(asked.site, name), "utf8"), context, { filename: name });
}
const { lunr, reasonPhraseIndex: packed, reasonPhraseSearch: tools } = context;
const stem = tools.stemmer(packed.rules.stem);
const search = tools.create(packed, lunr);

// What one search costs: how often Lunr is asked, and with how much.
let work = null;
const query = search.engine.query;
search.engine.query = function (build) {
  work.queries++;
  return query.call(this, function (clauses) {
    build.call(this, clauses);
    work.clauses = Math.max(work.clauses, clauses.clauses.length);
    for (const clause of clauses.clauses) {
      work.term = Math.max(work.term, clause.term.replace("*", "").length);
      work.distance = Math.max(work.distance, clause.editDistance || 0);
    }
  });
};

// The same id that the page writes into data-id.
const idOf = ({ kind, id }) => (kind === "comparison" || kind === "question" ? "faq-" : "") + id;

function answer(text) {
  work = { queries: 0, clauses: 0, term: 0, distance: 0 };
  try {
    const found = search.search(text);
    const results = found.results.map(({ target, phrase }) => ({
      id: idOf(target), kind: target.kind, url: target.url, title: target.title, why: search.reason(phrase),
    }));
    const panel = found.panel && { text: found.panel.text, classes: (found.panel.classes || []).map((one) => one.id) };
    return { results, panel, work };
  } catch (error) {
    return { error: String(error && error.stack), results: [], panel: null, work };
  }
}

// Of thousands of inputs only what went wrong, and the most that one of them cost.
function survive(texts) {
  const errors = [], silent = [];
  const most = { queries: 0, clauses: 0, term: 0, distance: 0 };
  for (const text of texts) {
    const { error, results, panel } = answer(text);
    if (error) errors.push([text.slice(0, 80), error]);
    else if (text.slice(0, 300).trim() && !results.length && !panel) silent.push(text.slice(0, 80));
    for (const key of Object.keys(most)) most[key] = Math.max(most[key], work[key]);
  }
  return { errors, silent, most };
}

process.stdout.write(JSON.stringify({
  version: lunr.version,
  serialized: tools.serialized(tools.unpack(packed), lunr),
  stems: asked.words.map(stem),
  tokens: asked.texts.map(tools.wordsOf),
  answers: asked.queries.map(answer),
  survived: survive(asked.hostile),
}));
