/* pair_facts.js - what is known of a pair, and what is shown of the cell that has the focus. */

var scores = {};
(page.pairs || []).forEach(function (pair) {
  scores[pair[0] + ',' + pair[1] + ',' + pair[2]] = pair;
});

var tellings = {}, documentSides = {}, evidencePairs = {};
if (evidence) {
  evidence.sides.forEach(function (side, number) {
    if (side[4]) tellings[side[0] + '\u0000' + side[1]] = number;
    if (side[2] >= 0) documentSides[evidence.documents[side[2]][0]] = number;
  });
  evidence.pairs.forEach(function (pair) {
    evidencePairs[pair[0] + ',' + pair[1]] = pair;
  });
}

/* {kind, event, names: [a, b], indexes: [a, b]}: two sources on an event ("": over all), or two documents. */
function scoreOf(pair) {
  if (pair.kind === 'documents') return null;
  var event = pair.event === '' ? -1 : (page.events || []).indexOf(pair.event);
  var a = Math.min(pair.indexes[0], pair.indexes[1]), b = Math.max(pair.indexes[0], pair.indexes[1]);
  return scores[event + ',' + a + ',' + b] || null;
}

/* The pair's lists with side a first: {sides, shared: [[term, share]], apart: [a, b], left: [a, b] ...} or null. */
function evidenceOf(pair) {
  if (!evidence) return null;
  var sides = pair.names.map(function (name) {
    return pair.kind === 'documents' ? documentSides[name] : tellings[pair.event + '\u0000' + name];
  });
  if (sides[0] == null || sides[1] == null) return null;
  var found = evidencePairs[sides[0] + ',' + sides[1]], turned = false;
  if (!found) {
    found = evidencePairs[sides[1] + ',' + sides[0]];
    turned = true;
  }
  if (!found) return null;
  var shared = [];
  for (var i = 0; i < found[3].length; i += 2) shared.push([found[3][i], found[3][i + 1]]);
  return {
    sides: sides, similarity: found[2], shared: shared,
    apart: turned ? [found[5], found[4]] : [found[4], found[5]],
    left: turned ? [found[7], found[6]] : [found[6], found[7]],
    sharedCount: found[8], sources: found[9]
  };
}

/* [count, lines] of a term of a side. */
function countOf(side, term) {
  var entries = evidence.counts[side];
  for (var i = 0; i < entries.length; i++) {
    if (entries[i][0] === term) return [entries[i][1], entries[i].slice(2)];
  }
  return [0, []];
}

function termLabel(term) {
  var entry = evidence.terms[term];
  return entry[2] === 'date' ? entry[1].replace(/^[a-z]+:(--)?/, '') : entry[0];
}

function withoutNames() {
  var box = byId('without-names');
  return !!box && box.checked;
}

function isHidden(term) {
  return withoutNames() && evidence.terms[term][3] === 1;
}

/* The codes of sources.csv in the page's language; details of them, which are English, as numbers elsewhere. */
function statusText(status) {
  return status.split('; ').map(function (part) {
    var rank = /^(not )?above all (\d+)/.exec(part);
    if (rank) return say(rank[1] ? 'status_not_above_all' : 'status_above_all', rank[2]);
    var code = part.split(':')[0];
    var detail = part.slice(code.length).replace(/^: /, '');
    var key = 'status_' + code.replace(/-/g, '_');
    if (part === 'no-interval: of a distance') return say('status_no_interval_distance');
    detail = (/\d+/.exec(detail) || [''])[0];
    if (!Object.prototype.hasOwnProperty.call(words, key)) return part;
    return say(key) + (detail ? ' (' + detail + ')' : '');
  }).join(say('reason_joint'));
}

/* ---- the cell that has the focus ----------------------------------------------------------------------------------- */

function cellPair(cell) {
  var table = cell.closest('table.matrix');
  var kind = table.getAttribute('data-kind');
  var indexes = [+cell.getAttribute('data-a'), +cell.getAttribute('data-b')];
  var list = (kind === 'documents' ? page.documents : page.sources) || [];
  return {
    kind: kind, event: table.getAttribute('data-event') || '', indexes: indexes,
    names: indexes.map(function (i) { return list[i] == null ? '' : list[i]; })
  };
}

function fact(label, value) {
  return make('div', {'class': 'fact'}, [make('dt', {}, [label]), make('dd', {}, [].concat(value))]);
}

function pairFacts(pair) {
  var facts = make('dl', {'class': 'facts'});
  var score = scoreOf(pair);
  var found = evidenceOf(pair);
  function add(key, value) { facts.appendChild(fact(say(key), value)); }
  if (!score) {
    if (found && found.similarity != null) add(page.distance ? 'distance' : 'score', fixed(found.similarity, 2));
    return facts;
  }
  if (score[7] != null) add(page.distance ? 'distance' : 'score', fixed(score[7], 2));
  if (score[8] != null) add('interval', '\u2066' + fixed(score[8], 2) + ' \u2013 ' + fixed(score[9], 2) + '\u2069');
  if (score[11] != null) add('null', say('null_value', percent(score[11]), score[10]));
  if (score[16] != null) add('reference', say('reference_value', fixed(score[16], 1)));
  if (score[12] != null) add('names_share', percent(score[12]));
  if (score[13] != null) add('without_names', fixed(score[13], 2));
  if (score[3] != null) add('size', say('size_value', score[3], score[4], score[5], score[6]));
  var years = [].concat(score[14] || []).join(say('list_joint'));
  if (years) add('years', years);
  if (score[15]) add('status', bdi(statusText(String(score[15]))));
  return facts;
}

function topTerms(found) {
  var list = make('ul', {'class': 'top-terms'});
  found.shared.filter(function (entry) { return !isHidden(entry[0]); }).slice(0, 6).forEach(function (entry) {
    list.appendChild(make('li', {}, [bdi(termLabel(entry[0])), entry[1] == null ? null : ' ' + percent(entry[1])]));
  });
  return list;
}

function showDetails(cell) {
  var panel = byId('cell-details');
  if (!panel) return;
  empty(panel);
  if (!cell || !cell.hasAttribute('data-a')) return;
  var pair = cellPair(cell);
  if (pair.indexes[0] === pair.indexes[1]) return;
  var found = evidenceOf(pair);
  panel.appendChild(make('p', {'class': 'cell-names'}, [bdi(pair.names[0]), ' \u00B7 ', bdi(pair.names[1])]));
  panel.appendChild(pairFacts(pair));
  if (found && found.shared.length > 0) {
    panel.appendChild(make('p', {'class': 'soft'}, [say('shared')]));
    panel.appendChild(topTerms(found));
  }
  if (found || pair.event === '') panel.appendChild(make('p', {'class': 'soft'}, [say('open_hint')]));
}
