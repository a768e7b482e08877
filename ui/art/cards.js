// Draws groups of cards, all in one element. Every text arrives as text; a click tells which number was opened.
export default function ({ parentElement, data: written, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(written))
  let place = parentElement.querySelector(".cards")
  if (!place) parentElement.append((place = make("div", "cards")))
  const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.dataset.code))
  place.replaceChildren(...data.groups.map(group))

  function make(tag, style, text) {
    const element = document.createElement(tag)
    if (style) element.className = style
    if (text) element.textContent = text
    return element
  }
  function group(of) {
    const section = make("section")
    if (of.title) section.append(make("h3", "", of.title))
    const grid = make("div", of.large ? "grid large" : "grid")
    grid.append(...of.cards.map(card))
    section.append(grid)
    return section
  }
  function card(one) {
    const card = make("article", one.small ? "card small" : "card")
    card.dataset.code = one.code
    const head = make("div", "head")
    head.append(make("span", "title", one.title))
    if (one.light) head.append(make("span", "light " + one.light.tone, one.light.shape + " " + one.light.word))
    card.append(head, make("span", "value", one.value))
    for (const line of one.lines) card.append(make("span", "quiet " + (line.tone || ""), line.text))
    if (one.spark) card.append(spark(one))
    card.append(foot(one))
    return card
  }
  function foot(one) {
    const foot = make("div", "foot")
    if (one.rows) {
      const link = make("a", "", one.rows)
      link.href = one.href
      link.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        setTriggerValue("opened", one.code)
      }
      foot.append(link)
    }
    const details = make("details")
    details.dataset.code = one.code
    details.open = open.has(one.code)
    details.append(make("summary", "", data.formula), ...one.formula.map((text) => make("p", "", text)))
    foot.append(details)
    return foot
  }
  function spark(one) {
    const known = one.spark.filter((value) => value !== null)
    const all = one.aim === null ? known : [...known, one.aim]
    const low = Math.min(...all), high = Math.max(...all)
    const x = (place) => (place * 100) / Math.max(1, one.spark.length - 1)
    const y = (value) => (high === low ? 15 : 28 - ((value - low) * 26) / (high - low))
    const svg = drawn("svg", { class: "spark", viewBox: "0 0 100 30", preserveAspectRatio: "none", role: "img" })
    svg.setAttribute("aria-label", one.said)
    const title = drawn("title", {})
    title.textContent = one.said
    svg.append(title)
    if (one.aim !== null) svg.append(drawn("line", { class: "aim", x1: 0, x2: 100, y1: y(one.aim), y2: y(one.aim) }))
    const points = one.spark.map((value, place) => (value === null ? null : `${x(place)},${y(value)}`))
    svg.append(drawn("polyline", { class: "line", points: points.filter(Boolean).join(" ") }))
    return svg
  }
  function drawn(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    return element
  }
}
