// Draws `data.rows` of boxes with their lines. Every text arrives as text; what is clicked is told, and nothing is done here.
export default function ({ parentElement, data, setTriggerValue }) {
  const held = parentElement.getRootNode().activeElement?.dataset.key
  let place = parentElement.querySelector(".lanes")
  if (!place) parentElement.append((place = make("div", "lanes")))
  place.replaceChildren(...data.rows.map(row))
  // Who works down a lane by keyboard stays where they were.
  if (held) place.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })

  function make(tag, style, text) {
    const element = document.createElement(tag)
    if (style) element.className = style
    if (text) element.textContent = text
    return element
  }
  function symbol(name) {
    const icon = make("span", "symbol", name)
    icon.setAttribute("aria-hidden", "true")
    return icon
  }
  function row(boxes) {
    const element = make("div", "row")
    // Five stand as three and two, not as four and one.
    element.style.setProperty("--abreast", boxes.length > 4 ? Math.ceil(boxes.length / 2) : boxes.length)
    element.append(...boxes.map(box))
    return element
  }
  function box(box) {
    const section = make("section", "box")
    const head = make("h3")
    head.append(symbol(box.icon), make("span", "", box.title))
    if (box.total) head.append(make("span", "total", box.total))
    section.append(head)
    const list = make("ul")
    for (const one of box.lines) list.append(line(one))
    section.append(list)
    if (box.nothing) section.append(make("p", "nothing", box.nothing))
    if (box.more) section.append(more(box.more))
    return section
  }
  function line(one) {
    const item = make("li", one.tone)
    const words = make("div", "words")
    const link = make("a", "", one.who)
    link.href = one.href
    link.dataset.key = `${one.kind}:${one.id}`
    link.onclick = (event) => ask(event, { kind: one.kind, id: one.id })
    words.append(link, make("span", "what", one.what))
    if (one.when) words.append(when(one))
    item.append(symbol(one.icon), words)
    if (one.deed) item.append(deed(one))
    return item
  }
  function when(one) {
    const shape = { overdue: "▲ ", at_risk: "◔ " }[one.tone] || ""
    return make("span", "when", shape + one.when)
  }
  function deed(one) {
    const button = make("button")
    button.type = "button"
    button.dataset.key = `${one.deed.code}:${one.kind}:${one.id}`
    button.append(symbol(one.deed.icon), make("span", "", one.deed.label))
    button.setAttribute("aria-label", `${one.deed.label}: ${one.who}`)
    button.onclick = (event) => {
      button.setAttribute("aria-busy", "true")
      ask(event, { kind: one.kind, id: one.id, code: one.deed.code })
    }
    return button
  }
  function more({ href, words }) {
    const link = make("a", "more", words)
    link.href = href
    return link
  }
  function ask(event, what) {
    // With a modifier, a link opens a tab of its own as links do.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setTriggerValue("asked", what)
  }
}
