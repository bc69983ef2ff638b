// Loads of the index what a query asks for, each piece once and as a script, and reads in which rows a word stands.
// generator/exports/search_pieces.py writes the pieces and says why they are cut so.
asReported.index = (function () {
  "use strict";
  var base = document.currentScript.src.replace(/search-index\.js.*$/, "");
  var digits = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  // Of what many words begin with, so many pieces are looked through; one more letter finds the rest.
  var mostPieces = 3;
  // So many words with a slip are looked up beyond the pieces that are loaded anyway.
  var mostSlips = 3;
  var asked = {}, bounds = {};

  // Gives a piece, an empty one where it can't be loaded; what was loaded before stays usable.
  function load(name) {
    if (!asked[name]) {
      asked[name] = new Promise(function (resolve) {
        var script = document.createElement("script");
        script.src = base + "search/" + name + ".js";
        script.onload = function () { resolve(asReported.pieces[name] || {}); };
        script.onerror = function () { delete asked[name]; resolve({}); };
        document.head.appendChild(script);
      });
    }
    return asked[name];
  }

  // Where the pieces of a part begin: of each, how many letters are those of the one before, and the others.
  function readBounds(text) {
    var before = "";
    return text.split(" ").map(function (bound) { return before = before.slice(0, digits.indexOf(bound[0])) + bound.slice(1); });
  }

  // The names of the pieces of a part that may hold what sorts from one text to another.
  function spread(shelf, part, from, to) {
    var key = shelf + "/" + part, found = [];
    var starts = bounds[key] = bounds[key] || readBounds(asReported.shape[shelf][part]);
    var low = 0, high = starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (starts[middle] <= from) { low = middle + 1; } else { high = middle; }
    }
    for (var number = Math.max(low - 1, 0); number < starts.length && (number < low || starts[number] <= to); number++) {
      found.push(starts[number] ? key + "-" + starts[number] : key);
    }
    return found;
  }

  // Rows that fit, rated, by group; and how those are rated that a term has beyond what is listed.
  function makeHits() {
    return { rows: {}, beyond: [], count: 0, best: 0, terms: {} };
  }

  // Adds the rows of a term. They stand in the order of groups; a number before them says that there are more.
  function read(hits, shelf, term, rows, rating) {
    var width = asReported.shape[shelf].width, group = "";
    hits.terms[term] = Math.max(hits.terms[term] || 0, rating);
    hits.best = Math.max(hits.best, rating);
    rows.split(" ").forEach(function (text) {
      if (text[0] === "+") { hits.count = Math.max(hits.count, +text); return; }
      group = text.slice(0, width);
      // A slip is not forgiven in what is not stated.
      if (rating < 2 && group[0] === "c" && shelf === "names") { return; }
      var rated = hits.rows[group] = hits.rows[group] || {};
      for (var place = width; place < text.length;) {
        var offset = 0, digit;
        while ((digit = digits.indexOf(text[place++])) === 63) { offset += 63; }
        offset += digit;
        digit = digits.indexOf(text[place++]);
        for (var bit = 0; bit < 6; bit++) {
          if (digit >> bit & 1) { rated[offset * 6 + bit] = Math.max(rated[offset * 6 + bit] || 0, rating); }
        }
      }
    });
    if (rows[0] === "+") { hits.beyond.push({ after: group, rating: rating }); }
  }

  // How well a row fits. What so many rows have that not all are listed, all later rows are taken to have.
  function rateRow(hits, group, row) {
    return hits.beyond.reduce(function (best, beyond) {
      return group > beyond.after ? Math.max(best, beyond.rating) : best;
    }, (hits.rows[group] && hits.rows[group][row]) || 0);
  }

  // Gives the rows with a word, another form of it, what begins with it or, if slips are forgiven, what is near it.
  function lookUp(shelf, word, slips) {
    var names = {};
    spread(shelf, "words", word, /^[a-z]{3,}$/.test(word) ? word + "~" : word).slice(0, mostPieces).forEach(function (name) { names[name] = true; });
    asReported.words.listForms(word).forEach(function (form) { names[spread(shelf, "words", form, form)[0]] = true; });
    return Promise.all(Object.keys(names).map(load)).then(function (pieces) {
      var hits = makeHits();
      pieces.forEach(function (piece) {
        Object.keys(piece).forEach(function (term) {
          var rating = asReported.words.rate(word, term, slips);
          if (rating) { read(hits, shelf, term, piece[term], rating); }
        });
      });
      return hits;
    });
  }

  function reverse(word) {
    return word.split("").reverse().join("");
  }

  // Adds rows with words that end like a word and differ by a slip: one before the ending, even in the first letter.
  function forgive(hits, shelf, word) {
    var back = reverse(word);
    return load(spread(shelf, "endings", back, back)[0]).then(function (piece) {
      var near = (typeof piece === "string" ? piece.split(" ") : []).map(function (other) {
        return { term: reverse(other), rating: asReported.words.rateSlip(back, other) };
      }).filter(function (one) { return one.rating && !hits.terms[one.term]; });
      near.sort(function (one, other) { return other.rating - one.rating; });
      return Promise.all(near.slice(0, mostSlips).map(function (one) {
        return load(spread(shelf, "words", one.term, one.term)[0]).then(function (piece) {
          if (piece[one.term]) { read(hits, shelf, one.term, piece[one.term], one.rating); }
        });
      }));
    });
  }

  // Gives the rows that pass a filter.
  function choose(shelf, term) {
    return load(spread(shelf, "choices", term, term)[0]).then(function (piece) {
      var hits = makeHits();
      if (piece[term]) { read(hits, shelf, term, piece[term], 1); }
      return hits;
    });
  }

  // The name of the piece that holds what is shown of a row: neighbours in a group lie together, and all of a name.
  function nameRows(shelf, group, row) {
    var number = group.slice(-3).split("").reduce(function (sum, digit) { return sum * 64 + digits.indexOf(digit); }, 0);
    return shelf + "/rows-" + (number + (shelf === "names" ? 0 : row >> 2)) % asReported.shape[shelf].rows;
  }

  return { load: load, lookUp: lookUp, forgive: forgive, choose: choose, rateRow: rateRow, nameRows: nameRows };
})();
