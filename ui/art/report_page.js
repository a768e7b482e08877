// Draws `data.blocks` of a report: the same blocks that the PDF shows. Every text arrives as text.
export default function ({ parentElement, data }) {
  let place = parentElement.querySelector(".report")
  if (!place) parentElement.append((place = make("div", "report")))
  place.replaceChildren(...data.blocks.map((block) => drawers[block.kind](block)))
}

const drawers = {
  heading: (block) => make("h3", "", block.text),
  words: (block) => make("p", block.is_quiet ? "quiet" : "", block.text),
  points: (block) => filled(make("ul"), block.lines.map((line) => make("li", "", line))),
  cards: (block) => filled(make("div", "three"), block.cards.map(card)),
  charts: (block) => filled(make("div", "charts"), block.charts.map(chart)),
  table: (block) => filled(make("div", "scroll"), [table(block)]),
}

function make(tag, style, text) {
  const element = document.createElement(tag)
  if (style) element.className = style
  if (text) element.textContent = text
  return element
}
function filled(element, children) {
  element.append(...children)
  return element
}
function card(one) {
  const parts = [make("span", "title", one.title), make("span", "value", one.value)]
  if (one.light) parts[1].append(make("span", "light " + one.tone, one.light))
  return filled(make("article"), [...parts, ...one.lines.map((line) => make("span", "quiet", line))])
}
function table(block) {
  const cell = (tag, place, text) => make(tag, block.ends.includes(place) ? "end" : "", text)
  const line = (tag, cells) => filled(make("tr"), cells.map((text, place) => cell(tag, place, text)))
  const head = filled(make("thead"), [line("th", block.head)])
  const all = block.widths.reduce((sum, width) => sum + width, 0)
  const widths = block.widths.map((width) => {
    const column = make("col")
    column.style.width = (100 * width) / all + "%"
    return column
  })
  const drawn = make("table", block.head.length > 4 ? "wide" : "")
  return filled(drawn, [filled(make("colgroup"), widths), head, filled(make("tbody"), block.rows.map((row) => line("td", row)))])
}

function chart(one) {
  const caption = filled(make("figcaption", "", one.title), [make("span", "quiet", " (" + one.unit + ")")])
  return filled(make("figure"), [caption, one.shape === "line" ? months(one) : bars(one)])
}
const WIDTH = 360
function months(one) {
  const [left, foot, top, height] = [44, 18, 10, 110]
  const x = (place) => left + ((WIDTH - left - 8) * (place + 0.5)) / one.dots.length
  const y = (at) => top + height * (1 - at)
  const across = (style, at) => line(style, left, y(at), WIDTH - 8, y(at))
  const parts = one.ticks.flatMap((tick) => [across("grid", tick.at), text(tick.label, left - 5, y(tick.at) + 3, "end")])
  parts.push(across("zero", one.zero))
  if (one.target) parts.push(across("aim", one.target.at), text(one.target.label, left + 3, y(one.target.at) - 3, "start"))
  one.dots.forEach((dot, place) => {
    const next = one.dots[place + 1]
    if (dot.at !== null && next && next.at !== null) parts.push(line("line", x(place), y(dot.at), x(place + 1), y(next.at)))
    if (dot.at !== null) parts.push(circle("dot", x(place), y(dot.at), dot.label + ": " + dot.words))
    if ((one.dots.length - 1 - place) % 3 === 0) parts.push(text(dot.label, x(place), top + height + 13, "middle"))
  })
  return picture(one, top + height + foot, parts)
}
function bars(one) {
  const [left, row, foot] = [104, 20, 18]
  const height = row * one.dots.length
  const x = (at) => left + (WIDTH - left - 34) * at
  const middle = (place) => row * (place + 0.5)
  const parts = one.ticks.flatMap((tick) => [
    line("grid", x(tick.at), 0, x(tick.at), height), text(tick.label, x(tick.at), height + 12, "middle"),
  ])
  one.dots.forEach((dot, place) => {
    const wide = Math.max(1, x(dot.at) - x(one.zero))
    const bar = svg("rect", { class: "bar", x: x(one.zero), y: row * place + 3, width: wide, height: row - 6 })
    const adds = one.cumulative.length > 0
    parts.push(told(bar, dot.label + ": " + dot.words), text(dot.label, left - 5, middle(place) + 3.5, "end"))
    parts.push(text(dot.words, adds ? x(one.zero) + 4 : x(dot.at) + 4, middle(place) + 3.5, "start", adds ? "inside" : ""))
  })
  one.cumulative.forEach((at, place) => {
    const next = one.cumulative[place + 1]
    if (next !== undefined) parts.push(line("sum", x(at), middle(place), x(next), middle(place + 1)))
    parts.push(svg("circle", { class: "sum", cx: x(at), cy: middle(place), r: 2.6 }))
  })
  parts.push(line("zero", x(one.zero), 0, x(one.zero), height))
  return picture(one, height + foot, parts)
}

function picture(one, height, parts) {
  const drawn = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img" })
  drawn.setAttribute("aria-label", one.title + ". " + one.dots.map((dot) => dot.label + ": " + dot.words).join("; "))
  return filled(drawn, parts)
}
function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
function told(element, words) {
  const title = svg("title", {})
  title.textContent = words
  return filled(element, [title])
}
function line(style, x1, y1, x2, y2) {
  return svg("line", { class: style, x1, y1, x2, y2 })
}
function circle(style, cx, cy, words) {
  return told(svg("circle", { class: style, cx, cy, r: 2.8 }), words)
}
function text(words, x, y, anchor, style = "") {
  const element = svg("text", { x, y, "text-anchor": anchor, class: style })
  element.textContent = words
  return element
}
