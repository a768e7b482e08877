// Draws `data.rows` as links and, around them, how many there are, their order, their pages. Every text arrives as text.
export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const held = parentElement.getRootNode().activeElement?.dataset.go
  const parts = [table()]
  if (data.paging) {
    parts.unshift(bar(data.paging))
    if (data.paging.pages > 1) parts.push(pager(data.paging))
  }
  let place = parentElement.querySelector(".place")
  if (!place) parentElement.append((place = make("div", "place")))
  place.replaceChildren(...parts)
  // Who turns pages by keyboard stays on the button.
  const again = held && place.querySelector(`[data-go="${held}"]`)
  if (again) (again.disabled ? place.querySelector("[aria-current]") : again).focus()

  function make(tag, style, text) {
    const element = document.createElement(tag)
    if (style) element.className = style
    if (text) element.textContent = text
    return element
  }
  function table() {
    const table = make("table", "list")
    const head = table.createTHead().insertRow()
    for (const column of data.columns) {
      const cell = make("th", column.style, column.title)
      cell.scope = "col"
      head.append(cell)
    }
    const body = table.createTBody()
    for (const row of data.rows) body.append(line(row))
    return table
  }
  function line(row) {
    const tr = make("tr")
    if (row.heading) {
      const th = make("th", "heading", row.heading)
      th.scope = "rowgroup"
      th.colSpan = data.columns.length
      tr.append(th)
      return tr
    }
    row.cells.forEach((cell, place) => {
      const td = make("td", data.columns[place].style)
      if (cell.share !== undefined) td.append(gauge(cell))
      if (cell.spark) td.append(spark(cell.spark))
      if (place === 0) td.append(link(row, cell.text))
      else if (cell.text) td.append(make("span", "", cell.text))
      if (cell.text.length > 14) td.title = cell.text
      if (cell.quiet) td.append(make("span", "quiet", cell.quiet))
      for (const mark of cell.marks || []) td.append(make("span", "mark " + mark.tone, mark.text))
      tr.append(td)
    })
    tr.onclick = (event) => open(event, row)
    return tr
  }
  function gauge(cell) {
    const gauge = make("span", "gauge " + (cell.tone || ""))
    gauge.append(make("span"))
    gauge.firstChild.style.width = Math.round(cell.share * 100) + "%"
    gauge.setAttribute("aria-hidden", "true")
    return gauge
  }
  function spark(shares) {
    const space = "http://www.w3.org/2000/svg"
    const svg = document.createElementNS(space, "svg")
    svg.setAttribute("viewBox", "0 0 72 18")
    svg.setAttribute("class", "spark")
    svg.setAttribute("aria-hidden", "true")
    const line = document.createElementNS(space, "polyline")
    const last = Math.max(1, shares.length - 1)
    const points = shares.map((share, place) => (share === null ? "" : `${(place / last) * 70 + 1},${16 - share * 14}`))
    line.setAttribute("points", points.filter(Boolean).join(" "))
    svg.append(line)
    return svg
  }
  function link(row, text) {
    const a = make("a", "", text)
    a.href = row.href
    return a
  }
  function open(event, row) {
    // With a modifier, the link opens a tab of its own as links do.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setTriggerValue("opened", row.id)
  }
  function bar(paging) {
    const bar = make("div", "bar")
    const order = make("select")
    order.dataset.go = "order"
    order.setAttribute("aria-label", data.words.order)
    for (const [code, words] of paging.orders) order.append(new Option(words, code, false, code === paging.order))
    order.onchange = () => turn(1, order.value)
    bar.append(make("span", "count", paging.caption), order)
    bar.firstChild.setAttribute("role", "status")
    return bar
  }
  function pager(paging) {
    const nav = make("nav", "pager")
    nav.setAttribute("aria-label", data.words.pages)
    nav.append(step("previous", "‹", paging.page - 1))
    let before = 0
    for (const page of paging.numbers) {
      if (page > before + 1) nav.append(make("span", "gap", "…"))
      const number = step(page, page, page)
      if (page === paging.page) number.setAttribute("aria-current", "page")
      nav.append(number)
      before = page
    }
    if (paging.pages > before) nav.append(make("span", "gap", "…"))
    nav.append(step("next", "›", paging.page + 1))
    return nav
  }
  function step(name, text, page) {
    const button = make("button", "", text)
    button.type = "button"
    button.dataset.go = name
    if (data.words[name]) button.setAttribute("aria-label", data.words[name])
    button.disabled = page < 1 || page > data.paging.pages
    button.onclick = () => turn(page, data.paging.order)
    return button
  }
  function turn(page, order) {
    setStateValue("turn", { of: data.paging.of, page, order })
  }
}
