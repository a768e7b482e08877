// One stop for the Tab key: arrows go from card to card, Enter opens, m asks for the moves. What happens is said aloud.
function listenToKeys(board) {
  board.lanes.addEventListener("focusin", (event) => {
    const id = idOf(event.target)
    if (id) makeCurrent(board, id)
  })
  board.lanes.addEventListener("keydown", (event) => {
    const id = idOf(event.target)
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return
    const goes = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0], Home: [0, -1e6], End: [0, 1e6] }
    if (event.key in goes) go(board, id, ...goes[event.key])
    else if (event.code === "KeyM") openMenu(board, id)
    else return
    event.preventDefault()
  })
}

function idOf(target) {
  return Number(target.closest?.(".card")?.dataset.id) || null
}

function clicked(board, event) {
  const id = idOf(event.target)
  if (!id) return
  if (event.target.closest(".more")) return openMenu(board, id)
  // With a modifier, the link opens a tab of its own as links do.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  // What ends a drag is no click; Enter, which clicks with no pointer, is.
  if (board.hasDragged && event.detail) return
  tell(board, id, "opened", { id })
}

function go(board, id, aside, along) {
  const { element, column } = board.cards.get(id)
  const list = element.parentElement
  if (along) {
    const to = Math.max(0, Math.min(list.children.length - 1, [...list.children].indexOf(element) + along))
    return focusOn(list.children[to])
  }
  const middle = element.getBoundingClientRect().top
  const lists = board.data.columns.map((other) => board.columns.get(other.code).list)
  let at = board.data.columns.findIndex((other) => other.code === column) + aside
  while (lists[at] && !lists[at].children.length) at += aside
  if (!lists[at]) return
  showOnPhone(board, board.data.columns[at].code)
  const off = (card) => Math.abs(card.getBoundingClientRect().top - middle)
  focusOn([...lists[at].children].reduce((best, card) => (off(card) < off(best) ? card : best)))
}

function focusOn(element) {
  element.querySelector(".title").focus({ preventScroll: true })
  element.scrollIntoView({ block: "nearest", inline: "nearest" })
}

function makeCurrent(board, id) {
  for (const [card, index] of [[board.current, -1], [id, 0]])
    for (const part of board.cards.get(card)?.element.querySelectorAll(".title, .more") || []) part.tabIndex = index
  board.current = id
}

function focusedCard(board) {
  const held = board.root.getRootNode().activeElement
  const id = held && idOf(held)
  return id ? { id, part: held.className } : null
}

// Whoever works by keyboard stays on the card, also when it went to another column; one card can always be reached.
function keepPlace(board, focused) {
  if (board.menu && board.cards.get(board.menu.id)?.print !== board.menu.print) closeMenu(board, true)
  if (!board.cards.has(board.current)) {
    const first = board.data.columns.find((column) => column.cards.length)
    board.current = null
    if (first) makeCurrent(board, first.cards[0].id)
  }
  const item = focused && board.cards.get(focused.id)
  if (!item || focusedCard(board)) return
  showOnPhone(board, item.column)
  item.element.querySelector("." + focused.part)?.focus({ preventScroll: true })
}

function sendMove(board, id, move) {
  const { card } = board.cards.get(id)
  announce(board, fill(board.data.words.asking, { title: card.title }))
  tell(board, id, "moved", { id, move })
}

// The card waits, visibly, until the server has answered this very message.
function tell(board, id, what, message) {
  const sign = `${Date.now()}-${id}`
  board.cards.get(id).element.setAttribute("aria-busy", "true")
  board.waiting.set(sign, { id, tired: setTimeout(() => answered(board, sign), 10_000) })
  board.send(what, { ...message, sign })
  comeBack(board, id)
}

// Whoever closes what a card has opened is on that card again, wherever it stands by then.
function comeBack(board, id) {
  let isOpen = false
  board.away?.disconnect()
  board.away = new MutationObserver(() => {
    const wasOpen = isOpen
    isOpen = Boolean(document.querySelector("[role=dialog]"))
    if (!wasOpen || isOpen) return
    board.away.disconnect()
    requestAnimationFrame(() => {
      const card = board.cards.get(id)?.element
      if (card && document.activeElement === document.body) card.querySelector(".title").focus({ preventScroll: true })
    })
  })
  board.away.observe(document.body, { childList: true })
}

function answered(board, sign) {
  const waiting = board.waiting.get(sign)
  if (!waiting) return
  clearTimeout(waiting.tired)
  board.waiting.delete(sign)
  board.cards.get(waiting.id)?.element.removeAttribute("aria-busy")
}

function announce(board, sentence) {
  board.said.textContent = sentence
}

// What others moved is marked for a moment and, when it is little enough to listen to, said.
function tellMoves(board, before) {
  const words = []
  for (const [id, item] of board.cards) {
    if (before.get(id) === item.column) continue
    item.element.classList.add("came")
    setTimeout(() => item.element.classList.remove("came"), 2500)
    const title = board.data.columns.find((column) => column.code === item.column).title
    words.push(fill(board.data.words.came, { title: item.card.title, column: title }))
  }
  if (words.length && words.length < 4) announce(board, words.join(" "))
}
