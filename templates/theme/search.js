// Finds names in every spelling and script, and claims, by the index in pieces; shows what was found, page by page.
(function () {
  "use strict";
  var words; // The interface's, in the page's language.
  var base = document.currentScript.src.replace(/search\.js.*$/, "");
  var split = asReported.words.split, rate = asReported.words.rate, index = asReported.index;
  var latest = 0;
  var mostNames = 20, mostClaims = 60, claimsAtOnce = 10;
  // A word by which more actors are called names nobody, and stands, but for a slip, for itself alone;
  // and so many other spellings may stand for a word.
  var mostNamesakes = 8, mostSpellings = 8;

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

  // What fits all words of the query or, if nothing does, what fits the most of them, two at least; the best first,
  // and of what fits alike, what sorts first: earlier sources; persons before other pages, and shorter names.
  function keepBest(found, query) {
    var most = found.reduce(function (best, one) { return Math.max(best, one.fitting); }, 0);
    if (most < query.length && most < 2) { return []; }
    return found.filter(function (one) { return one.fitting === most; }).sort(function (one, other) {
      return other.points - one.points || (one.group < other.group ? -1 : one.group > other.group ? 1 : one.row - other.row);
    });
  }

  // All rows of several hits, by group.
  function joinRows(hits) {
    var joined = {};
    hits.forEach(function (hit) {
      Object.keys(hit.rows).forEach(function (group) { Object.assign(joined[group] = joined[group] || {}, hit.rows[group]); });
    });
    return joined;
  }

  // The best spelling of each page that some words name.
  function rateNames(query, hits) {
    var rows = joinRows(hits);
    return Object.keys(rows).map(function (group) {
      var best = null;
      Object.keys(rows[group]).forEach(function (row) {
        var rated = score(query, function (word, number) { return index.rateRow(hits[number], group, row); });
        if (!best || best.fitting < rated.fitting || (best.fitting === rated.fitting && best.points < rated.points)) {
          best = { group: group, row: +row, fitting: rated.fitting, points: rated.points };
        }
      });
      return best;
    });
  }

  // Gives the pages that a query names, and for each of its words in which names it stands.
  function findNames(query) {
    return Promise.all(query.map(function (word) { return index.lookUp("names", word, true); })).then(function (hits) {
      var found = rateNames(query, hits);
      var isWhole = found.some(function (one) { return one.fitting === query.length; });
      var doubtful = query.map(function (word, number) {
        var isDoubtful = asReported.words.isSlippery(word) && (!isWhole || hits[number].best < 2);
        return isDoubtful && index.forgive(hits[number], "names", word);
      });
      return Promise.all(doubtful).then(function () {
        return { hits: hits, found: keepBest(doubtful.some(Boolean) ? rateNames(query, hits) : found, query) };
      });
    });
  }

  // Loads what is shown of results.
  function loadRows(shelf, found) {
    return Promise.all(found.map(function (one) { return index.load(index.nameRows(shelf, one.group, one.row)); }));
  }

  function getRow(shelf, one) {
    var piece = asReported.pieces[index.nameRows(shelf, one.group, one.row)], group = piece && piece.rows[one.group];
    return group && (shelf === "names" ? group : group[one.row]);
  }

  // For each word of the query, what may stand for it: itself, or another spelling of an actor that it names,
  // so that Kosanov finds what is said of Qosanov.
  function widen(query, hits) {
    return Promise.all(query.map(function (word, number) {
      var rows = /[a-z]/.test(word) ? hits[number].rows : {}, best = 0, ratings = {};
      Object.keys(rows).filter(function (group) { return group[3] === "a"; }).forEach(function (group) {
        ratings[group] = Math.max.apply(null, Object.keys(rows[group]).map(function (row) { return rows[group][row]; }));
        best = Math.max(best, ratings[group]);
      });
      // Only the names that fit best: a slip is forgiven where no name has the word itself.
      var actors = Object.keys(ratings).filter(function (group) { return ratings[group] === best; })
        .map(function (group) { return { group: group, row: 0 }; });
      if (actors.length > mostNamesakes) {
        return [[word]].concat(Object.keys(hits[number].terms).filter(function (term) {
          return term !== word && best < 2 && hits[number].terms[term] === best;
        }).map(function (term) { return [term]; }).slice(0, mostSpellings));
      }
      return loadRows("names", actors).then(function () { return [[word]].concat(listOthers(word, actors)); });
    }));
  }

  // The spellings of actors that may stand for a word. One that has all words of another finds nothing more.
  function listOthers(word, actors) {
    var kept = [];
    actors.forEach(function (actor) {
      (getRow("names", actor) || []).slice(3).map(split).forEach(function (spelling) { kept.push(spelling); });
    });
    kept.sort(function (one, other) { return one.length - other.length; });
    return kept.reduce(function (others, spelling) {
      var isNew = spelling.length && spelling.indexOf(word) < 0 && !others.some(function (other) {
        return other.every(function (part) { return spelling.indexOf(part) >= 0; });
      });
      return isNew ? others.concat([spelling]) : others;
    }, []).slice(0, mostSpellings);
  }

  // The best of the spellings that may stand for a word; of a spelling, all words must be there.
  function rateAny(spellings, rateOne) {
    return Math.max.apply(null, spellings.map(function (spelling) { return Math.min.apply(null, spelling.map(rateOne)); }));
  }

  // Gives the claims in which words stand, or others for them, and which pass all filters that were chosen.
  function findClaims(query, spellings, chosen) {
    var needed = {};
    spellings.forEach(function (others) { others.forEach(function (other) { other.forEach(function (word) { needed[word] = true; }); }); });
    var listed = Object.keys(needed), filters = Object.keys(chosen).filter(function (name) { return chosen[name]; });
    return Promise.all([
      Promise.all(listed.map(function (word) { return index.lookUp("claims", word, false); })),
      Promise.all(filters.map(function (name) { return index.choose("claims", name + "-" + chosen[name]); }))
    ]).then(function (both) {
      // Whatever is found passes every filter, so that one of which all rows are listed narrows best.
      var narrow = both[1].filter(function (choice) { return !choice.beyond.length; })[0] || (!query.length && both[1][0]);
      var hits = {}, found = [], rows = narrow ? narrow.rows : joinRows(both[0]);
      listed.forEach(function (word, number) { hits[word] = both[0][number]; });
      Object.keys(rows).forEach(function (group) {
        Object.keys(rows[group]).forEach(function (row) {
          if (!both[1].every(function (choice) { return index.rateRow(choice, group, row); })) { return; }
          var rated = score(query, function (word, number) {
            return rateAny(spellings[number], function (part) { return index.rateRow(hits[part], group, row); });
          });
          if (rated.fitting || !query.length) { found.push({ group: group, row: +row, fitting: rated.fitting, points: rated.points }); }
        });
      });
      // A single word or filter that fits more than is listed knows how many.
      var alone = filters.length ? (!query.length && both[1]) || [] :
        query.length > 1 ? [] : spellings[0].filter(function (other) { return other.length === 1; }).map(function (other) { return hits[other[0]]; });
      var isCut = both[0].concat(both[1]).some(function (one) { return one.beyond.length; });
      found = keepBest(found, query);
      return {
        found: found,
        count: filters.length > 1 ? found.length : alone.reduce(function (most, one) { return Math.max(most, one.count); }, found.length),
        // What the index takes for granted, the claim itself must bear out.
        fits: function (one, claim) { return !isCut || (passes(claim, chosen) && rateClaim(query, spellings, claim, one) >= one.fitting); }
      };
    });
  }

  function passes(claim, chosen) {
    return (!chosen.election || claim[6].indexOf(chosen.election) >= 0) && (!chosen.side || claim[3] === chosen.side) &&
      (!chosen.kind || claim[4] === chosen.kind) && (!chosen.source || claim[5] === chosen.source);
  }

  // How many words of the query a claim itself fits.
  function rateClaim(query, spellings, claim, one) {
    var elections = asReported.pieces[index.nameRows("claims", one.group, one.row)].elections;
    var own = split([claim[0], claim[1], claim[2]].concat(claim[6].map(function (name) { return elections[name]; })).join(" "));
    return score(query, function (word, number) {
      return rateAny(spellings[number], function (part) {
        return own.reduce(function (best, other) { return Math.max(best, rate(part, other, false)); }, 0);
      });
    }).fitting;
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

  // Fills the slots of a sentence, such as {number}.
  function say(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, function (slot, name) { return values[name]; });
  }

  // Says what a page is about, and under what other name it was found.
  function describe(name, kind, spelling) {
    var label = asReported.filters.types[kind] || kind;
    if (kind === "not stated") { return words.absent + " " + spelling.slice(name.length + 2); }
    return spelling === name ? label : label + ", " + say(words.also, { spelling: spelling });
  }

  function showNames(found, region) {
    element("h2", words.pages, region);
    var list = element("ul", "", region);
    found.slice(0, mostNames).forEach(function (one) {
      var row = getRow("names", one);
      if (!row) { return; }
      var line = element("li", "", list);
      link(row[0], row[2], line);
      line.appendChild(document.createTextNode(" (" + describe(row[0], row[1], row[3 + one.row]) + ")"));
    });
    if (found.length > mostNames) { element("p", say(words.first, { number: mostNames }), region); }
  }

  function showClaim(claim, list) {
    var line = element("li", "", list);
    link(claim[0], claim[7], line).lang = words.language;
    if (claim[1]) { element("q", claim[1], element("p", "", line)); }
    element("p", claim[2] + ", " + asReported.filters.kinds[claim[4]], line).className = "said";
  }

  function showClaims(claims, form, region) {
    element("h2", words.claims, region);
    var list = element("ol", "", region), shown = claims.found.slice(0, mostClaims), next = 0;
    list.className = "results";
    if (claims.count > mostClaims) { element("p", say(words.first, { number: mostClaims }), region); }

    // Shows all that is loaded, and the rest when the reader comes to the end of the list.
    function showLoaded() {
      for (var claim; next < shown.length && asReported.pieces[index.nameRows("claims", shown[next].group, shown[next].row)]; next++) {
        claim = getRow("claims", shown[next]);
        if (claim && claims.fits(shown[next], claim)) { showClaim(claim, list); offer(form, shown[next]); }
      }
      if (next < shown.length) { whenSeen(list.lastChild || list, function () { loadRows("claims", shown.slice(next, next + claimsAtOnce)).then(advance); }); }
    }

    // A piece that could not be loaded must not hold up the others.
    function advance() {
      var before = next;
      showLoaded();
      if (next === before) { next++; showLoaded(); }
    }

    showLoaded();
  }

  function whenSeen(target, act) {
    var observer = new IntersectionObserver(function (entries) {
      if (entries.some(function (entry) { return entry.isIntersecting; })) { observer.disconnect(); act(); }
    });
    observer.observe(target);
  }

  function show(form, region) {
    var query = asReported.words.splitQuery(form.q.value), turn = ++latest;
    var chosen = { election: form.election.value, side: form.side.value, kind: form.kind.value, source: form.source.value };
    if (!query.length && !chosen.election && !chosen.side && !chosen.kind && !chosen.source) {
      region.textContent = "";
      region.setAttribute("aria-busy", "false");
      return;
    }
    region.setAttribute("aria-busy", "true");
    findNames(query).then(function (names) {
      return widen(query, names.hits).then(function (spellings) {
        return findClaims(query, spellings, chosen);
      }).then(function (claims) {
        return Promise.all([
          loadRows("names", names.found.slice(0, mostNames)), loadRows("claims", claims.found.slice(0, claimsAtOnce))
        ]).then(function () {
          if (turn !== latest) { return; }
          region.textContent = "";
          region.setAttribute("aria-busy", "false");
          if (!names.found.length && !claims.found.length) { element("p", words.nothing, region); return; }
          element("p", say(words.found, { pages: names.found.length, claims: claims.count }), region);
          if (names.found.length) { showNames(names.found, region); }
          if (claims.found.length) { showClaims(claims, form, region); }
        });
      });
    });
  }

  function fill(select, labels) {
    Object.keys(labels || {}).forEach(function (name) {
      var options = Array.prototype.filter.call(select.options, function (option) { return option.value === name; });
      if (options.length) { options[0].textContent = labels[name]; } else { element("option", labels[name], select).value = name; }
    });
  }

  // Where there are too many events or sources to list them all, those of the results can be chosen.
  function offer(form, one) {
    var piece = asReported.pieces[index.nameRows("claims", one.group, one.row)];
    if (!asReported.filters.elections) { fill(form.election, piece.elections); }
    if (!asReported.filters.sources) { fill(form.source, piece.sources); }
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("search"), region = document.getElementById("results"), waiting;
    words = region.dataset;
    fill(form.election, asReported.filters.elections);
    fill(form.side, asReported.filters.sides);
    fill(form.kind, asReported.filters.kinds);
    fill(form.source, asReported.filters.sources);
    new URLSearchParams(location.search).forEach(function (value, name) {
      var isOpen = (name === "election" && !asReported.filters.elections) || (name === "source" && !asReported.filters.sources);
      if (isOpen && value) { element("option", value, form[name]).value = value; }
      if (form[name]) { form[name].value = value; }
    });
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); show(form, region); });
    form.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(function () { show(form, region); }, 120); });
    show(form, region);
    form.q.focus();
  });
})();
