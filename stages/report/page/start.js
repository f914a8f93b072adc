/* start.js - what is done once the page is there, and a view restored. */

var restoreTables = [];

function restore(view) {
  isRestoring = true;
  state = {};
  Object.keys(view).forEach(function (key) { state[key] = view[key]; });
  [['without-names', view.names === 'without'], ['intervals', view.intervals === 'shown'],
    ['counts', view.counts === 'shown']].forEach(function (pair) {
    var box = byId(pair[0]);
    if (box) box.checked = pair[1];
  });
  setOrder(view.order || '');
  restoreTables.forEach(function (restoreTable) { restoreTable(view); });
  restorePair(view);
  if (view.view !== 'pair') restoreWord(view);
  isRestoring = false;
}

function restoreWord(view) {
  var number = followed && view.word != null ? numberOfWord(view.word) : -1;
  if (number < 0) closeWord(false);
  else if (number !== shownWord) openWord(number);
}

function restorePair(view) {
  var kind = view.kind === 'documents' ? 'documents' : 'sources';
  var list = (kind === 'documents' ? page.documents : page.sources) || [];
  var indexes = [list.indexOf(view.a), list.indexOf(view.b)];
  if (view.view !== 'pair') {
    closePair();
    return;
  }
  if (indexes[0] < 0 || indexes[1] < 0 || indexes[0] === indexes[1]) return;
  var pair = {kind: kind, event: view.event || '', names: [view.a, view.b], indexes: indexes};
  var cell = all('table.matrix[data-kind="' + kind + '"]').filter(function (table) {
    return kind === 'documents' || (table.getAttribute('data-event') || '') === pair.event;
  }).map(function (table) {
    return table.querySelector('td[data-a="' + indexes[0] + '"][data-b="' + indexes[1] + '"]');
  })[0];
  openPair(pair, cell || null);
}

function mirror(id, key, value) {
  var box = byId(id);
  if (!box) return;
  box.addEventListener('change', function () {
    var changes = {};
    changes[key] = box.checked ? value : null;
    forgetCellNames();
    setState(changes);
  });
}

/* Where there are too many sources for a map of cells, pairs are opened from their table. */
function makePairRow(row) {
  var pair = {
    kind: 'sources', event: row.getAttribute('data-event') || '',
    indexes: [+row.getAttribute('data-a'), +row.getAttribute('data-b')]
  };
  pair.names = pair.indexes.map(function (i) { return (page.sources || [])[i] || ''; });
  var button = makeButton(say('open'), function () { openPair(pair, button); }, 'open');
  button.setAttribute('aria-label', say('open') + ': ' + pair.names.join(' \u00B7 '));
  row.cells[row.cells.length - 1].appendChild(button);
}

function start() {
  root.classList.add('js');
  all('table.matrix').forEach(function (table) {
    keepFirstOrder(table);
    makeGrid(table);
  });
  all('.toolbar[data-map]').forEach(function (bar) {
    var table = document.querySelector('table.matrix[data-map="' + bar.getAttribute('data-map') + '"]');
    if (!table) return;
    bar.appendChild(makeButton(say('csv'), function () { saveMap(table); }, 'csv'));
    addDrawingButtons(bar, function () { return drawMap(table); }, 'map-' + mapName(table));
  });
  all('.toolbar[data-plot]').forEach(function (bar) {
    var figure = byId(bar.getAttribute('data-plot'));
    var plot = figure && figure.querySelector('svg');
    if (plot) addDrawingButtons(bar, function () { return drawPlot(plot); }, bar.getAttribute('data-plot'));
  });
  restoreTables = all('table.sortable').map(makeTable);
  all('table.sortable tr[data-a][data-b]').forEach(makePairRow);
  all('.copy[data-copies]').forEach(addCopyButton);
  var order = byId('order');
  if (order) {
    order.setAttribute('data-first', order.value);
    order.addEventListener('change', function () {
      setOrder(order.value);
      setState({order: order.value});
    });
  }
  var form = byId('view');
  if (form) form.addEventListener('submit', function (event) { event.preventDefault(); });
  mirror('without-names', 'names', 'without');
  mirror('intervals', 'intervals', 'shown');
  mirror('counts', 'counts', 'shown');
  makeWordView();
  var view = readAddress();
  if (view) restore(view);
  setTimeout(linkWords, 0); /* behind the first paint */
  function follow() {
    var next = readAddress();
    if (next) restore(next);
    else if (shownPair || shownWord !== null) restore({});
  }
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
}

start();
