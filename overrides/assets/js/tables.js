// Tables sort by any column: a button in each head, said to screen readers by aria-sort.
// `surveyTables.heads` makes the buttons for a table whose rows someone else puts in order.
(function () {
  "use strict";

  // Figures sort by their last number ("1.4 to 2.2 ×" is 2.2), text by its letters; a dash comes last.
  function valueOf(row, column) {
    var text = row.cells[column].textContent.trim();
    if (text === "–") return null;
    var numbers = column === 2 || column === 6 ? text.replace(/\u2212/g, "-").replace(/[\u202f,]/g, "").match(/[-+]?\d+(\.\d+)?/g) : null;
    return numbers ? Number(numbers[numbers.length - 1]) : text.toLowerCase();
  }

  function compare(a, b) {
    if (a === null || b === null) return (a === null) - (b === null);
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  }

  function sort(table, column, descending) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) { return { row: row, value: valueOf(row, column) }; });
    rows.sort(function (a, b) {
      var order = compare(a.value, b.value);
      return descending && a.value !== null && b.value !== null ? -order : order;
    });
    rows.forEach(function (entry) { body.appendChild(entry.row); });
  }

  function mark(table, column, descending) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, number) {
      if (number === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  // Makes each head of the table a button that tells `chosen(column, descending)`.
  function heads(table, chosen) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = head.textContent;
      button.addEventListener("click", function () {
        chosen(column, head.getAttribute("aria-sort") === "ascending");
      });
      head.replaceChildren(button);
    });
  }

  window.surveyTables = { heads: heads, mark: mark, compare: compare };

  document.querySelectorAll(".comparison table").forEach(function (table) {
    heads(table, function (column, descending) {
      sort(table, column, descending);
      mark(table, column, descending);
    });
  });
})();
