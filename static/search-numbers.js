// The numbers in what was typed. Loaded on first use.
(function () {
  "use strict";

  const SCRIPTS = "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"; // full width, Arabic, Persian, Hindi
  const UNITS = /\d+ ?(?:ms|secs?|seconds?|mins?|minutes?|hours?|days?|[kmg]i?b|bytes?|times|chars?|characters)(?![a-z])/gi;

  // 4o4 and the digits of other scripts are 404.
  function tidy(text) {
    const plain = text.replace(/[^\0-\x7f]/gu, plainDigit);
    return plain.replace(/(?<![0-9A-Za-z])[1-9][0-9oO]{2}(?![0-9A-Za-z])/g, (number) => number.replace(/o/gi, "0"));
  }

  function plainDigit(letter) {
    const digit = SCRIPTS.indexOf(letter);
    return digit < 0 ? letter : digit % 10;
  }

  // The codes that a text names, in its order.
  function numbersIn(text) {
    const source = text.replace(UNITS, " ").replace(/[=-]\d+|\d+-\d*|\d+\.\d+/g, (part) => plainNumber(part, text));
    return [...new Set(source.split(/[^0-9A-Za-z]+/).flatMap((part) => part.match(/(?<!\d)\d{3}(?!\d)/g) || []))];
  }

  // Of a number with a sign beside it the code: "=404", "404-", "403.14". Ranges and ages have none.
  function plainNumber(part, text) {
    if (/^[=-]\d{3}$/.test(part)) return /bytes|max|age/i.test(text) ? " " : " " + part.slice(1);
    return /^\d{3}(-|\.\d+)$/.test(part) ? part.slice(0, 3) + " " : " ";
  }

  globalThis.reasonPhraseNumbers = { tidy, numbersIn };
})();
