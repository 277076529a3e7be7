// The ranking: which pages fit the words of a query, and how well. Loaded on first use.
(function () {
  "use strict";

  const { kept, grouped, wordsOf, join, letters, alike, startingWith, MOST_WORDS } = globalThis.reasonPhraseWords;
  // How results are weighed; found by trying many values on judged queries.
  const WEIGHTS = { base: 0.52, boost: 0.033, cover: 0.65, more: 0.13, known: 0.0013, unofficial: 0.1, other: 0.17, sub: 0.25, synonym: 0.38, near: 0.3, prefix: 0.49, maker: 5.5 };
  const COMMON = 3.1; // the rarity of a word in about one of 60 phrases
  const MOST_COMPLETIONS = 10;
  const MOST_POSTINGS = 400; // what the completions of a word may bring in, in phrases

  // Words that people use for one another, by their terms.
  function synonymTable(index) {
    const synonyms = new Map();
    for (const group of index.rules.synonyms) {
      const terms = [...new Set(group.split(" ").map(index.stem))];
      for (const term of terms) {
        const others = terms.filter((other) => other !== term && index.terms.has(other));
        synonyms.set(term, [...new Set([...(synonyms.get(term) || []), ...others])]);
      }
    }
    return synonyms;
  }

  // `phrasesWith` gives the numbers of the phrases that have a term.
  function create(index, phrasesWith) {
    const w = WEIGHTS;
    const sorted = [...index.terms.keys()].sort();
    const synonyms = synonymTable(index);
    const makers = new Set(index.rules.makers.split(" ").map(index.stem));
    const byLength = grouped(sorted.map((text) => ({ text, mask: letters(text) })), ({ text }) => text.length);
    const known = index.known;
    const idf = (term) => index.terms.get(term).idf;
    const rarest = Math.log(1 + index.phrases.length);

    // The nearest known terms to a word that is not known.
    const correct = kept(nearest, 5000);
    function nearest(word) {
      const stemmed = index.stem(word);
      const begins = (term) => term[0] === stemmed[0] || term[1] === stemmed[1];
      const found = alike(stemmed, byLength, word.length < 4 ? 0 : word.length < 8 ? 1 : 2, begins);
      found.sort((a, b) => a[0] - b[0] || idf(a[1].text) - idf(b[1].text));
      return found.filter(([far]) => far === found[0][0]).slice(0, 3).map(([, { text }]) => text);
    }

    // badgateway, notfound: a word that is two known ones.
    function split(word) {
      for (let at = 3; at <= word.length - 3; at++) {
        const left = word.slice(0, at), right = word.slice(at);
        if (known.has(left) && known.has(right)) return [left, right];
      }
      return null;
    }

    function queryWords(text) {
      const words = [];
      for (const word of join(wordsOf(text), index.joined).slice(0, MOST_WORDS)) {
        const halves = known.has(word) || word.length < 6 || correct(word).length ? null : split(word);
        words.push(...(halves || [word]));
      }
      return words.slice(0, MOST_WORDS);
    }

    // The known terms that begin with what is being typed: the most frequent, as many as cost little.
    function completions(prefix) {
      const found = startingWith(prefix, sorted).sort((a, b) => idf(a) - idf(b));
      let postings = 0;
      return found.slice(0, MOST_COMPLETIONS).filter((term, place) => (postings += index.terms.get(term).phrases.length) < MOST_POSTINGS || place === 0);
    }

    // What each word of a query stands for: known terms, each with how well it fits.
    function readings(words) {
      return words.map((word, place) => {
        const stemmed = index.stem(word);
        const fits = new Map();
        if (index.terms.has(stemmed)) fits.set(stemmed, 1);
        for (const other of synonyms.get(stemmed) || []) if (!fits.has(other)) fits.set(other, w.synonym);
        if (place === words.length - 1 && word.length > 2 && !/^\d/.test(word)) {
          for (const term of completions(word)) if (!fits.has(term)) fits.set(term, w.prefix);
        }
        if (!fits.size) for (const near of correct(word)) fits.set(near, w.near);
        const weight = index.terms.has(stemmed) ? idf(stemmed) : rarest;
        return { fits, weight: makers.has(stemmed) ? Math.max(weight, w.maker) : weight };
      });
    }

    // The terms that a query asks for, each with how well it fits each word of the query. Words
    // that stand in many phrases find nothing that rarer ones do not.
    function askedTerms(asked) {
      const rare = asked.filter((part) => part.weight > COMMON);
      const terms = new Map();
      for (const part of rare.length > 1 ? rare : asked) {
        for (const term of part.fits.keys()) {
          if (!terms.has(term)) terms.set(term, asked.map((one) => one.fits.get(term) || 0));
        }
      }
      return terms;
    }

    // What a search notes of each phrase and page it meets; made once, valid for one round.
    let round = 0;
    const worth = index.boosts.map((boost) => 1 - 10 * w.boost + w.boost * boost);
    const own = new Float64Array(index.phrases.length);
    const fit = new Float64Array(index.phrases.length * MOST_WORDS);
    const seenIn = new Uint32Array(index.phrases.length);
    for (const target of index.targets) {
      const page = { target, round: 0, score: 0, sum: 0, total: 0, phrase: null, fit: new Float64Array(MOST_WORDS) };
      for (const phrase of target.phrases) phrase.page = page;
    }

    // The phrases that have any of the terms, with how well each word of the query fits them.
    function met(terms, width) {
      const phrases = [];
      for (const [term, fits] of terms) {
        const most = Math.max(...fits) * idf(term);
        for (const number of phrasesWith(term)) {
          const base = number * MOST_WORDS;
          if (seenIn[number] !== round) {
            seenIn[number] = round;
            own[number] = 0;
            fit.fill(0, base, base + width);
            phrases.push(number);
          }
          own[number] += most;
          for (let place = 0; place < width; place++) if (fits[place] > fit[base + place]) fit[base + place] = fits[place];
        }
      }
      return phrases;
    }

    // Each page counts with its best phrase and with how much of the query all of them cover.
    function ranked(words) {
      const asked = readings(words);
      const width = asked.length;
      const whole = asked.reduce((sum, part) => sum + part.weight, 0) || 1;
      const list = [];
      round++;
      for (const number of met(askedTerms(asked), width)) {
        const phrase = index.phrases[number];
        const page = phrase.page;
        if (page.round !== round) {
          page.round = round;
          page.score = -1;
          page.sum = 0;
          page.fit.fill(0);
          list.push(page);
        }
        const base = number * MOST_WORDS;
        let weight = 0;
        for (let place = 0; place < width; place++) {
          const fits = fit[base + place];
          weight += asked[place].weight * fits;
          if (fits > page.fit[place]) page.fit[place] = fits;
        }
        const fill = Math.min(1, own[number] / phrase.weight);
        const score = (weight / whole) * (w.base + (1 - w.base) * fill) * worth[phrase.kind];
        page.sum += score;
        if (score > page.score) { page.score = score; page.phrase = phrase; }
      }
      for (const page of list) {
        let covered = 0;
        for (let place = 0; place < width; place++) covered += asked[place].weight * page.fit[place];
        const share = covered / whole;
        page.total = page.score + w.cover * share * share + w.more * Math.min(3, page.sum - page.score) + standing(page.target);
      }
      return list.sort((a, b) => b.total - a.total);
    }

    // What a page has before it is asked for: well-known codes stand above others.
    function standing(target) {
      const kind = target.kind === "code" ? 0 : target.kind === "sub-code" ? w.sub : w.other;
      return w.known * Math.min(25, target.weight) - (target.registered ? 0 : w.unofficial) - kind;
    }

    return { ranked, queryWords };
  }

  globalThis.reasonPhraseRanking = { create };
})();
