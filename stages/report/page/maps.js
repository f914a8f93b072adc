/* maps.js - maps walked by keyboard, ordered and told. */

function gridRows(table) {
  return all('tr', table).map(function (row) {
    return all('th, td', row).filter(function (cell) {
      return !/(^| )(tree|tree-head)( |$)/.test(cell.className);
    });
  });
}

/* What is said of a cell that has the focus: both names, its value, what else is shown, and the reason. */
function nameCell(cell) {
  if (!cell.hasAttribute('data-a')) return;
  var names = cellPair(cell).names;
  if (names[0] === names[1]) {
    cell.setAttribute('aria-label', names[0]);
    return;
  }
  var shown = [];
  all('data, span, small', cell).forEach(function (part) {
    if (getComputedStyle(part).display !== 'none') shown.push(part.textContent.trim());
  });
  cell.setAttribute('aria-label', names.join(' \u00B7 ') + say('name_joint') +
    (shown.length > 0 ? shown : ['\u2013']).join(say('list_joint')));
}

/* Switches change what cells show. */
function forgetCellNames() {
  all('table.matrix td[aria-label]').forEach(function (cell) { cell.removeAttribute('aria-label'); });
}

function focusCell(table, cell) {
  nameCell(cell);
  all('[tabindex="0"]', table).forEach(function (other) { other.setAttribute('tabindex', '-1'); });
  cell.setAttribute('tabindex', '0');
  cell.focus();
}

function moveInGrid(table, event) {
  var rows = gridRows(table);
  var cell = event.target.closest('th, td');
  var r = rows.findIndex(function (row) { return row.indexOf(cell) >= 0; });
  if (r < 0) return;
  var c = rows[r].indexOf(cell);
  var forward = getComputedStyle(table).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  var back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  var wide = event.ctrlKey || event.metaKey;
  switch (event.key) {
  case forward: c++; break;
  case back: c--; break;
  case 'ArrowDown': r++; break;
  case 'ArrowUp': r--; break;
  case 'PageDown': r = Math.min(r + 10, rows.length - 1); break;
  case 'PageUp': r = Math.max(r - 10, 0); break;
  case 'Home': c = 0; if (wide) r = 0; break;
  case 'End': if (wide) r = rows.length - 1; c = Infinity; break;
  case 'Enter':
  case ' ':
    if (cell.hasAttribute('data-a')) {
      event.preventDefault();
      openCell(cell);
    }
    return;
  default: return;
  }
  event.preventDefault();
  r = Math.max(0, Math.min(rows.length - 1, r));
  c = Math.max(0, Math.min(rows[r].length - 1, c));
  focusCell(table, rows[r][c]);
}

function openCell(cell) {
  var pair = cellPair(cell);
  if (pair.indexes[0] !== pair.indexes[1]) openPair(pair, cell);
}

function makeGrid(table) {
  table.setAttribute('role', 'grid');
  table.setAttribute('aria-readonly', 'true');
  var corner = table.querySelector('.corner');
  if (corner) corner.setAttribute('aria-hidden', 'true');
  all('.tree, .tree-head', table).forEach(function (cell) { cell.setAttribute('aria-hidden', 'true'); });
  gridRows(table).forEach(function (row) {
    row.forEach(function (cell) { cell.setAttribute('tabindex', '-1'); });
  });
  var first = table.querySelector('tbody td[data-a]');
  if (first) {
    first.setAttribute('tabindex', '0');
    nameCell(first);
  }
  table.addEventListener('keydown', function (event) { moveInGrid(table, event); });
  table.addEventListener('focusin', function (event) {
    var cell = event.target.closest('td, th');
    if (cell && cell.getAttribute('tabindex') === '-1') {
      all('[tabindex="0"]', table).forEach(function (other) { other.setAttribute('tabindex', '-1'); });
      cell.setAttribute('tabindex', '0');
    }
    if (cell) nameCell(cell);
    showDetails(cell);
  });
  table.addEventListener('click', function (event) {
    var cell = event.target.closest('td[data-a]');
    if (!cell) return;
    focusCell(table, cell);
    openCell(cell);
  });
}

function reorder(table, order) {
  var body = table.querySelector('tbody');
  var head = table.querySelector('thead tr');
  var tree = table.querySelector('td.tree');
  var place = {};
  order.forEach(function (item, i) { place[item] = i; });
  function byPlace(attribute) {
    return function (a, b) { return place[a.getAttribute(attribute)] - place[b.getAttribute(attribute)]; };
  }
  if (head) {
    var treeHead = head.querySelector('.tree-head');
    all('th[data-i]', head).sort(byPlace('data-i')).forEach(function (cell) { head.insertBefore(cell, treeHead); });
  }
  all('tr[data-i]', body).sort(byPlace('data-i')).forEach(function (row) {
    var cells = all('td[data-b]', row).sort(byPlace('data-b'));
    cells.forEach(function (cell) { row.appendChild(cell); });
    body.appendChild(row);
  });
  if (tree && body.firstElementChild) body.firstElementChild.appendChild(tree);
}

/* By map: the order in which it came, and whether it came with its tree. */
var firstOrders = {};

function keepFirstOrder(table) {
  var tree = table.querySelector('td.tree');
  firstOrders[table.getAttribute('data-map')] = {
    items: all('tbody tr[data-i]', table).map(function (row) { return row.getAttribute('data-i'); }),
    hasTree: !!tree && !tree.hidden
  };
}

/* Without a name each map goes back to the order in which it came. */
function setOrder(name) {
  var select = byId('order');
  if (select) select.value = name || select.getAttribute('data-first');
  all('table.matrix').forEach(function (table) {
    var map = table.getAttribute('data-map');
    var orders = (page.maps || {})[map] || {};
    var order = name ? Object.prototype.hasOwnProperty.call(orders, name) && orders[name] : firstOrders[map].items;
    if (!Array.isArray(order)) return;
    reorder(table, order);
    all('.tree, .tree-head', table).forEach(function (cell) {
      cell.hidden = name ? name !== 'clustered' : !firstOrders[map].hasTree;
    });
  });
}
