/* tables.js - tables sorted and searched. */

function cellValue(cell) {
  var data = cell ? cell.querySelector('data') : null;
  if (!cell || data) return data ? data.getAttribute('value') : '';
  return Array.prototype.filter.call(cell.childNodes, function (child) { return child.nodeName !== 'BUTTON'; })
    .map(function (child) { return child.textContent; }).join('').trim();
}

function bodyRows(table) {
  return all('tbody tr', table);
}

/* A smaller table is seen at a glance. */
var SEARCH_ROWS_LEAST = 10;

function makeTable(table) {
  var suffix = table.id === 'terms-table' ? '' : '-' + table.id;
  var body = table.querySelector('tbody');
  var heads = all('thead th', table);
  var given = bodyRows(table);
  var folded = null;
  var search = null, count = null;
  var sorted = '';

  function prepare() {
    if (!folded) folded = new Map(given.map(function (row) { return [row, foldText(row.textContent)]; }));
  }

  function find(text) {
    var wanted = text.split(/\s+/).map(fold).filter(Boolean), shown = 0;
    if (wanted.length > 0) prepare();
    given.forEach(function (row) {
      var isWanted = wanted.every(function (word) { return folded.get(row).indexOf(word) >= 0; });
      row.hidden = !isWanted;
      shown += isWanted;
    });
    if (count) count.textContent = wanted.length > 0 ? say('found', shown, given.length) : '';
  }

  function keyOf(row, column, isNumber) {
    var value = cellValue(row.cells[column]);
    if (!isNumber) return fold(value);
    return value === '' || isNaN(value) ? null : Number(value);
  }

  /* What has no value stands last in either direction; equals as they were given. */
  function sort(column, direction) {
    var isNumber = heads[column].getAttribute('data-sort') === 'number';
    var keys = new Map(given.map(function (row, i) { return [row, [keyOf(row, column, isNumber), i]]; }));
    var sign = direction === 'descending' ? -1 : 1;
    given.slice().sort(function (x, y) {
      var a = keys.get(x), b = keys.get(y);
      if (a[0] !== b[0]) {
        if (a[0] === null || b[0] === null) return a[0] === null ? 1 : -1;
        return (a[0] < b[0] ? -1 : 1) * sign;
      }
      return a[1] - b[1];
    }).forEach(function (row) { body.appendChild(row); });
    heads.forEach(function (head, i) {
      if (i === column) head.setAttribute('aria-sort', direction);
      else head.removeAttribute('aria-sort');
    });
    sorted = column + ':' + direction;
  }

  heads.forEach(function (head, column) {
    if (!head.hasAttribute('data-sort')) return;
    var button = make('button', {type: 'button', 'class': 'sort'});
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener('click', function () {
      var isAscending = head.getAttribute('aria-sort') === 'ascending' ||
        (head.getAttribute('aria-sort') == null && head.getAttribute('data-sort') === 'number');
      sort(column, isAscending ? 'descending' : 'ascending');
      var changes = {};
      changes['sort' + suffix] = sorted;
      setState(changes);
    });
  });

  all('.toolbar[data-table="' + table.id + '"]').forEach(function (bar) {
    search = make('input', {type: 'search', id: 'search-' + table.id, autocomplete: 'off', dir: 'auto'});
    count = make('span', {role: 'status'});
    search.addEventListener('input', function () {
      var changes = {};
      find(search.value);
      changes['q' + suffix] = search.value;
      setState(changes);
    });
    if (given.length >= SEARCH_ROWS_LEAST) {
      bar.appendChild(make('label', {'for': search.id}, [say('search')]));
      bar.appendChild(search);
    }
    bar.appendChild(makeButton(say('csv'), function () { saveTable(table); }, 'csv'));
    bar.appendChild(count);
    bar.hidden = false;
  });

  return function restore(view) {
    var wanted = view['sort' + suffix], text = view['q' + suffix] || '';
    var parts = /^(\d+):(ascending|descending)$/.exec(wanted || '');
    if (parts && heads[+parts[1]] && heads[+parts[1]].hasAttribute('data-sort')) sort(+parts[1], parts[2]);
    if (search) {
      search.value = text;
      find(text);
    }
  };
}
