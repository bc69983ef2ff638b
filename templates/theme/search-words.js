// Folds words to one form for all spellings and scripts, by the rules of generator/exports/search_folding.py,
// and rates how well words fit.
var asReported = { pieces: {} };
asReported.words = (function () {
  "use strict";
  var letters, rules;

  function prepare() {
    var folding = asReported.shape.folding;
    letters = new RegExp("[" + Object.keys(folding.letters).join("") + "]", "g");
    rules = folding.rules.map(function (rule) { return [new RegExp(rule[0], "g"), rule[1]]; });
  }

  // One form for all romanisations and scripts: Toqaev, Tokayev, Токаев and Тоқаев become tokaev.
  function fold(text) {
    if (!rules) { prepare(); }
    var folded = text.toLowerCase().replace(letters, function (letter) { return asReported.shape.folding.letters[letter]; })
      .normalize("NFD");
    return rules.reduce(function (folded, rule) { return folded.replace(rule[0], rule[1]); }, folded).trim();
  }

  // The words of a text, folded.
  function split(text) {
    return fold(text).split(" ").filter(Boolean);
  }

  // The words of a query, without those that say nothing.
  function splitQuery(text) {
    var skipped = " " + asReported.shape.folding.skipped + " ", words = split(text);
    var kept = words.filter(function (word) { return skipped.indexOf(" " + word + " ") < 0; });
    return kept.length ? kept : words;
  }

  var endings = ["ations", "ation", "ions", "ion", "ings", "ing", "ers", "er", "ed", "es", "s", "e"];
  var ending = new RegExp("(" + endings.join("|") + ")$");

  // What is left of an English word without its ending, so that voting finds vote.
  function stem(word) {
    return /^[a-z]{4,}$/.test(word) ? word.replace(ending, "") : word;
  }

  // All words that have the stem of a word, whether there are such or not.
  function listForms(word) {
    var stemmed = stem(word);
    if (!/^[a-z]{4,}$/.test(word) || stemmed.length < 3) { return [word]; }
    return [word, stemmed].concat(endings.map(function (one) { return stemmed + one; }));
  }

  // Whether two words differ by at most so many letters added, lost, changed or swapped.
  function isNear(one, other, most) {
    if (Math.abs(one.length - other.length) > most) { return false; }
    var before = null, row = [], column, line;
    for (column = 0; column <= other.length; column++) { row.push(column); }
    for (line = 1; line <= one.length; line++) {
      var next = [line], least = line;
      for (column = 1; column <= other.length; column++) {
        var cost = one[line - 1] === other[column - 1] ? 0 : 1;
        var value = Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + cost);
        if (before && column > 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1]) {
          value = Math.min(value, before[column - 2] + 1);
        }
        next.push(value);
        least = Math.min(least, value);
      }
      if (least > most) { return false; }
      before = row;
      row = next;
    }
    return row[other.length] <= most;
  }

  // Whether a slip in a word is forgiven: a short one would fit too much.
  function isSlippery(word) {
    return /^[a-z]{4,}$/.test(word);
  }

  // How well two words fit but for a slip: 1 for one letter, less for two in a long word. Reversed words fit alike.
  function rateSlip(word, other) {
    return isNear(word, other, 1) ? 1 : word.length > 7 && isNear(word, other, 2) ? 0.5 : 0;
  }

  // How well a word of the query fits another: 4 whole, 3 but for its ending, 2 beginning, 1 or less with a slip.
  function rate(word, other, slips) {
    if (other === word) { return 4; }
    if (/^[a-z]{4,}$/.test(word) && stem(word).length > 2 && stem(other) === stem(word)) { return 3; }
    if (/^[a-z]{3,}$/.test(word) && other.indexOf(word) === 0) { return 2; }
    return slips && isSlippery(word) ? rateSlip(word, other) : 0;
  }

  return { split: split, splitQuery: splitQuery, listForms: listForms, isSlippery: isSlippery, rateSlip: rateSlip, rate: rate };
})();
