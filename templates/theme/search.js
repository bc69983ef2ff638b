// Looks through names in every spelling and script, and through claims. No request but for the data files beside it.
var asReported = {};
(function () {
  "use strict";
  var words; // The interface's, in the page's language.
  var base = document.currentScript.src.replace(/search\.js.*$/, "");
  var cyrillic = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k",
    "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h",
    "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "і": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia"
  };

  // One form for all romanisations and scripts: Toqaev, Tokayev, Токаев and Тоқаев become tokaev.
  function fold(text) {
    return text.toLowerCase().replace(/[а-яёәғқңөұүһі]/g, function (letter) { return cyrillic[letter]; })
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ı/g, "i")
      .replace(/[’'`ʼ]/g, "").replace(/c(?!h)|q/g, "k").replace(/w/g, "v").replace(/f\b/g, "v").replace(/kh/g, "h").replace(/dzh|zh/g, "j").replace(/y/g, "i")
      .replace(/ii+/g, "i").replace(/([aeou])ie/g, "$1e").replace(/[^a-z0-9]+/g, " ").trim();
  }

  var skipped = " a an and at by did do does for from had has have how in into is it its many much of on or s that the their to was were what when where which who whom why will with ";

  // The words of a text or a query, folded; of a query, without those that say nothing.
  function split(text) {
    return fold(text).split(" ").filter(Boolean);
  }

  function splitQuery(text) {
    var words = split(text), kept = words.filter(function (word) { return skipped.indexOf(" " + word + " ") < 0; });
    return kept.length ? kept : words;
  }

  // What is left of an English word without its ending, so that voting finds vote.
  function stem(word) {
    return /^[a-z]{4,}$/.test(word) ? word.replace(/(ations?|ions?|ings?|ers?|ed|es|s|e)$/, "") : word;
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

  // How well a word of the query fits one of the words: 4 whole, 3 but for its ending, 2 beginning, 1 or less with a slip.
  function rate(word, words, slips) {
    var best = 0;
    words.forEach(function (other) {
      if (other === word) { best = 4; }
      else if (best < 3 && /^[a-z]{4,}$/.test(word) && stem(word).length > 2 && stem(other) === stem(word)) { best = 3; }
      else if (best < 2 && /^[a-z]{3,}$/.test(word) && other.indexOf(word) === 0) { best = 2; }
      else if (best < 1 && slips && /^[a-z]{4,}$/.test(word)) {
        if (isNear(word, other, 1)) { best = 1; }
        else if (word.length > 7 && isNear(word, other, 2)) { best = Math.max(best, 0.5); }
      }
    });
    return best;
  }

  // How many words of the query fit, and how well in all.
  function score(query, rateOne) {
    var fitting = 0, points = 0;
    query.forEach(function (word, number) {
      var rated = rateOne(word, number);
      fitting += rated > 0;
      points += rated;
    });
    return { fitting: fitting, points: points };
  }

  // What fits all words of the query or, if nothing does, what fits the most of them, two at least.
  function keepBest(found, query) {
    var most = found.reduce(function (best, one) { return Math.max(best, one.fitting); }, 0);
    if (most < query.length && most < 2) { return []; }
    return found.filter(function (one) { return one.fitting === most; });
  }

  function element(name, text, parent) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (parent) { parent.appendChild(made); }
    return made;
  }

  function link(text, url, parent) {
    var made = element("a", text, parent);
    var onDisk = location.protocol === "file:";
    made.href = base + words.prefix + (words.files ? url.replace(/\/(#|$)/, ".html$1") : onDisk ? url.replace(/\/(#|$)/, "/index.html$1") : url);
    return made;
  }

  function findNames(query) {
    var seen = {}, found = [];
    asReported.names.forEach(function (row) {
      var words = split(row[0]);
      var rated = score(query, function (word) { return rate(word, words, row[2] !== "not stated"); });
      var key = row[2] === "not stated" ? row[0] : row[3], known = seen[key];
      if (rated.fitting && (!known || known.fitting < rated.fitting || (known.fitting === rated.fitting && known.points < rated.points))) {
        if (!known) { found.push(known = seen[key] = {}); }
        known.fitting = rated.fitting;
        known.points = rated.points;
        known.row = row;
      }
    });
    return keepBest(found, query).sort(function (one, other) {
      return other.points - one.points || rank(one.row) - rank(other.row) || one.row[1].length - other.row[1].length;
    });
  }

  function nameElection(name) {
    return asReported.filters.elections[name];
  }

  // Persons before other pages, and these before what is not stated, where the words fit alike.
  function rank(row) {
    return row[2] === "person" ? 0 : row[2] === "not stated" ? 2 : 1;
  }

  function isActor(row) {
    return ["person", "organization", "place", "group"].indexOf(row[2]) >= 0;
  }

  // For each word of the query, what may stand for it: itself, or another spelling of an actor that it names,
  // so that Kosanov finds what is said of Qosanov.
  function widen(query) {
    return query.map(function (word) {
      var others = [[word]], pages = {}, ratings = {}, best = 0;
      if (!/[a-z]/.test(word)) { return others; }
      asReported.names.forEach(function (row) {
        if (isActor(row)) { best = Math.max(best, ratings[row[0]] = rate(word, split(row[0]), true)); }
      });
      // Only the names that fit best: a slip is forgiven where no name has the word itself.
      asReported.names.forEach(function (row) { if (isActor(row) && best && ratings[row[0]] === best) { pages[row[3]] = true; } });
      asReported.names.forEach(function (row) { if (pages[row[3]] && isActor(row)) { others.push(split(row[0])); } });
      return others;
    });
  }

  // The best of the spellings that may stand for a word; of a spelling, all words must be there.
  function rateAny(spellings, words) {
    return Math.max.apply(null, spellings.map(function (spelling) {
      return Math.min.apply(null, spelling.map(function (word) { return rate(word, words, false); }));
    }));
  }

  function findClaims(query, chosen) {
    var others = widen(query), found = [];
    asReported.claims.forEach(function (claim) {
      if ((chosen.election && claim[6].indexOf(chosen.election) < 0) || (chosen.side && claim[3] !== chosen.side) ||
          (chosen.kind && claim[4] !== chosen.kind) || (chosen.source && claim[5] !== chosen.source)) { return; }
      var words = split([claim[0], claim[1], claim[2]].concat(claim[6].map(nameElection)).join(" "));
      var rated = score(query, function (word, number) { return rateAny(others[number], words); });
      if (rated.fitting || !query.length) { found.push({ fitting: rated.fitting, points: rated.points, claim: claim }); }
    });
    return keepBest(found, query).sort(function (one, other) { return other.points - one.points; });
  }

  // Fills the slots of a sentence, such as {number}.
  function say(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, function (slot, name) { return values[name]; });
  }

  // Says what a page is about, and under what other name it was found.
  function describe(row) {
    var kind = asReported.filters.types[row[2]] || row[2];
    if (row[2] === "not stated") { return words.absent + " " + row[0].slice(row[1].length + 2); }
    return row[0] === row[1] ? kind : kind + ", " + say(words.also, { spelling: row[0] });
  }

  function show(form, region) {
    var query = splitQuery(form.q.value);
    var chosen = { election: form.election.value, side: form.side.value, kind: form.kind.value, source: form.source.value };
    region.textContent = "";
    if (!query.length && !chosen.election && !chosen.side && !chosen.kind && !chosen.source) { return; }
    var names = query.length ? findNames(query) : [], claims = findClaims(query, chosen);
    if (!names.length && !claims.length) { element("p", words.nothing, region); return; }
    element("p", say(words.found, { pages: names.length, claims: claims.length }), region);
    if (names.length) {
      element("h2", words.pages, region);
      var list = element("ul", "", region);
      names.slice(0, 20).forEach(function (found) {
        var line = element("li", "", list);
        link(found.row[1], found.row[3], line);
        line.appendChild(document.createTextNode(" (" + describe(found.row) + ")"));
      });
    }
    if (names.length > 20) { element("p", say(words.first, { number: 20 }), region); }
    if (claims.length) {
      element("h2", words.claims, region);
      var results = element("ol", "", region);
      results.className = "results";
      claims.slice(0, 60).forEach(function (found) {
        var line = element("li", "", results);
        link(found.claim[0], found.claim[7], line).lang = words.language;
        if (found.claim[1]) { element("q", found.claim[1], element("p", "", line)); }
        element("p", found.claim[2] + ", " + asReported.filters.kinds[found.claim[4]], line).className = "said";
      });
      if (claims.length > 60) { element("p", say(words.first, { number: 60 }), region); }
    }
  }

  function fill(select, labels) {
    Object.keys(labels).forEach(function (name) { element("option", labels[name], select).value = name; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("search"), region = document.getElementById("results"), waiting;
    words = region.dataset;
    fill(form.election, asReported.filters.elections);
    fill(form.side, asReported.filters.sides);
    fill(form.kind, asReported.filters.kinds);
    fill(form.source, asReported.filters.sources);
    new URLSearchParams(location.search).forEach(function (value, name) { if (form[name]) { form[name].value = value; } });
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); show(form, region); });
    form.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(function () { show(form, region); }, 120); });
    show(form, region);
    form.q.focus();
  });
})();
