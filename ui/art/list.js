// Draws `data.rows` as links. Every text arrives as text, never as markup.
export default function ({ parentElement, data, setTriggerValue }) {
  const table = document.createElement("table")
  table.className = "list"
  const head = table.createTHead().insertRow()
  for (const column of data.columns) {
    const cell = document.createElement("th")
    cell.scope = "col"
    cell.textContent = column.title
    cell.className = column.style
    head.append(cell)
  }
  const body = table.createTBody()
  for (const row of data.rows) body.append(line(row))
  const old = parentElement.querySelector("table")
  if (old) old.replaceWith(table)
  else parentElement.append(table)

  function line(row) {
    const tr = document.createElement("tr")
    row.cells.forEach((cell, place) => {
      const td = tr.insertCell()
      td.className = data.columns[place].style
      if (place === 0) td.append(link(row, cell.text))
      else td.append(cell.text)
      if (cell.text.length > 14) td.title = cell.text
      if (cell.quiet) td.append(span("quiet", cell.quiet))
      for (const mark of cell.marks || []) td.append(span("mark " + mark.tone, mark.text))
    })
    tr.onclick = (event) => open(event, row)
    return tr
  }
  function link(row, text) {
    const a = document.createElement("a")
    a.href = row.href
    a.textContent = text
    return a
  }
  function span(style, text) {
    const element = document.createElement("span")
    element.className = style
    element.textContent = text
    return element
  }
  function open(event, row) {
    // With a modifier, the link opens a tab of its own as links do.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setTriggerValue("opened", row.id)
  }
}
