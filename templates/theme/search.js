// Looks through names in every spelling and script, and through claims. No request but for the data files beside it.
var asReported = {};
(function () {
  "use strict";
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

  // How well a word of the query fits one of the words: 3 whole, 2 beginning, 1 with a slip, 0 not at all.
  function rate(word, words, slips) {
    var best = 0;
    words.forEach(function (other) {
      if (other === word) { best = 3; }
      else if (best < 2 && word.length > 2 && other.indexOf(word) === 0) { best = 2; }
      else if (best < 1 && slips && word.length > 3 && isNear(word, other, word.length > 7 ? 2 : 1)) { best = 1; }
    });
    return best;
  }

  function score(query, words, slips) {
    var total = 0;
    for (var number = 0; number < query.length; number++) {
      var points = rate(query[number], words, slips);
      if (!points) { return 0; }
      total += points;
    }
    return total;
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
    made.href = base + (onDisk ? url.replace(/\/(#|$)/, "/index.html$1") : url);
    return made;
  }

  function findNames(query) {
    var seen = {}, found = [];
    asReported.names.forEach(function (row) {
      var points = score(query, fold(row[0]).split(" "), true);
      if (points && (!seen[row[3]] || seen[row[3]].points < points)) {
        if (!seen[row[3]]) { found.push(seen[row[3]] = {}); }
        seen[row[3]].points = points;
        seen[row[3]].row = row;
      }
    });
    return found.sort(function (one, other) {
      return other.points - one.points || (other.row[2] === "person") - (one.row[2] === "person") || one.row[1].length - other.row[1].length;
    });
  }

  function nameElection(name) {
    return asReported.filters.elections[name];
  }

  function isActor(row) {
    return ["person", "organization", "place", "group"].indexOf(row[2]) >= 0;
  }

  // For each word of the query, what may stand for it: itself, or another spelling of an actor that it names,
  // so that Kosanov finds what is said of Qosanov.
  function widen(query) {
    return query.map(function (word) {
      var others = [[word]], pages = {};
      asReported.names.forEach(function (row) {
        if (isActor(row) && rate(word, fold(row[0]).split(" "), true)) { pages[row[3]] = true; }
      });
      asReported.names.forEach(function (row) { if (pages[row[3]] && isActor(row)) { others.push(fold(row[0]).split(" ")); } });
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
      var words = fold([claim[0], claim[1], claim[2]].concat(claim[6].map(nameElection)).join(" ")).split(" "), total = query.length ? 0 : 1;
      for (var number = 0; number < others.length; number++) {
        var points = rateAny(others[number], words);
        if (!points) { return; }
        total += points;
      }
      found.push({ points: total, claim: claim });
    });
    return found.sort(function (one, other) { return other.points - one.points; });
  }

  function show(form, region) {
    var query = fold(form.q.value).split(" ").filter(Boolean);
    var chosen = { election: form.election.value, side: form.side.value, kind: form.kind.value, source: form.source.value };
    region.textContent = "";
    if (!query.length && !chosen.election && !chosen.side && !chosen.kind && !chosen.source) { return; }
    var names = query.length ? findNames(query) : [], claims = findClaims(query, chosen);
    if (!names.length && !claims.length) { element("p", "Nothing found. Fewer words, another spelling or no filter may help.", region); return; }
    element("p", names.length + (names.length === 1 ? " page and " : " pages and ") + claims.length + (claims.length === 1 ? " claim found." : " claims found."), region);
    if (names.length) {
      element("h2", "Pages", region);
      var list = element("ul", "", region);
      names.slice(0, 20).forEach(function (found) {
        var line = element("li", "", list);
        link(found.row[1], found.row[3], line);
        line.appendChild(document.createTextNode(" (" + found.row[2] + (found.row[0] !== found.row[1] ? ", also " + found.row[0] : "") + ")"));
      });
    }
    if (claims.length) {
      element("h2", "Claims", region);
      var results = element("ol", "", region);
      results.className = "results";
      claims.slice(0, 60).forEach(function (found) {
        var line = element("li", "", results);
        link(found.claim[0], found.claim[7], line);
        if (found.claim[1]) { element("q", found.claim[1], element("p", "", line)); }
        element("p", found.claim[2] + ", " + asReported.filters.kinds[found.claim[4]], line).className = "said";
      });
      if (claims.length > 60) { element("p", "The first 60 are shown. More words or a filter narrow them.", region); }
    }
  }

  function fill(select, labels) {
    Object.keys(labels).forEach(function (name) { element("option", labels[name], select).value = name; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("search"), region = document.getElementById("results"), waiting;
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
