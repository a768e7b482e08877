// The board: `data.columns` of cards, keyed by id. What did not change is not touched, so focus and scroll survive.
// A move never changes the board: it is told to the server, and the card waits until the server has answered.
// Every text arrives as text. This file draws; board_clock, board_menu, board_keys and board_drag follow it.
const BOARDS = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const board = BOARDS.get(parentElement) || build(parentElement)
  board.send = setTriggerValue
  draw(board, data)
  return () => leave(board)
}

function build(parentElement) {
  const board = { columns: new Map(), cards: new Map(), running: new Map(), waiting: new Map(), shown: "", parentElement }
  board.root = make("div", "board")
  board.tabs = board.root.appendChild(make("div", "tabs"))
  board.lanes = board.root.appendChild(make("div", "lanes"))
  board.lanes.setAttribute("role", "group")
  board.lanes.setAttribute("aria-describedby", "help")
  board.help = board.root.appendChild(make("p", "said"))
  board.help.id = "help"
  board.said = board.root.appendChild(make("div", "said"))
  board.said.setAttribute("role", "status")
  board.root.addEventListener("click", (event) => clicked(board, event))
  listenToKeys(board)
  listenToPointer(board)
  parentElement.append(board.root)
  board.timer = setInterval(() => document.hidden || tick(board), 1000)
  BOARDS.set(parentElement, board)
  return board
}

function leave(board) {
  clearInterval(board.timer)
  letGo(board)
  closeMenu(board)
  board.away?.disconnect()
  board.root.remove()
  BOARDS.delete(board.parentElement)
}

function make(tag, style, text) {
  const element = document.createElement(tag)
  if (style) element.className = style
  if (text) element.textContent = text
  return element
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

function draw(board, data) {
  const focused = focusedCard(board)
  // Other filters show other cards: that is no news about any of them.
  const before = board.data?.of === data.of ? new Map([...board.cards].map(([id, item]) => [id, item.column])) : null
  board.data = data
  board.lanes.setAttribute("aria-label", data.words.board)
  write(board.help, data.words.help)
  meetClock(board, data.as_of)
  answered(board, data.answered)
  dropGone(board, data)
  for (const column of data.columns) drawColumn(board, column)
  showOnPhone(board, board.shown || urgent(data).code)
  tick(board)
  keepPlace(board, focused)
  if (before) tellMoves(board, before)
}

function dropGone(board, data) {
  const here = new Set(data.columns.flatMap((column) => column.cards.map((card) => card.id)))
  for (const [id, item] of board.cards)
    if (!here.has(id)) {
      item.element.remove()
      board.cards.delete(id)
      board.running.delete(id)
    }
  const codes = new Set(data.columns.map((column) => column.code))
  for (const [code, lane] of board.columns)
    if (!codes.has(code)) {
      lane.section.remove()
      lane.tab.remove()
      board.columns.delete(code)
    }
}

function drawColumn(board, column) {
  const lane = board.columns.get(column.code) || addColumn(board, column.code)
  for (const head of [lane.head, lane.tab]) headline(board, head, column)
  lane.section.setAttribute("aria-label", `${column.title} ${column.count}`)
  let at = lane.list.firstElementChild
  for (const card of column.cards) {
    const element = drawCard(board, card, column.code)
    if (element === at) at = at.nextElementSibling
    else lane.list.insertBefore(element, at)
  }
  const hidden = column.count - column.cards.length
  write(lane.rest, hidden > 0 ? fill(board.data.words.more, { n: hidden }) : column.count ? "" : board.data.words.empty)
}

function addColumn(board, code) {
  const lane = { section: make("section", "lane"), list: make("ul"), rest: make("p", "rest"), tab: make("button", "tab") }
  lane.section.dataset.code = code
  lane.head = make("h3")
  lane.list.setAttribute("role", "list")
  lane.section.append(lane.head, lane.list, lane.rest)
  lane.tab.type = "button"
  lane.tab.onclick = () => showOnPhone(board, code)
  board.lanes.append(lane.section)
  board.tabs.append(lane.tab)
  board.columns.set(code, lane)
  return lane
}

function headline(board, head, column) {
  if (!head.firstChild) head.append(make("span", "name"), make("span", "count"), make("span", "late"))
  const [name, count, late] = head.children
  write(name, column.title)
  write(count, String(column.count))
  write(late, column.overdue ? `▲ ${column.overdue}` : "")
  late.title = column.overdue ? fill(board.data.words.late, { n: column.overdue }) : ""
}

function drawCard(board, card, column) {
  const known = board.cards.get(card.id)
  const print = JSON.stringify([card, board.data.moves[card.moves]])
  if (known?.print === print) {
    known.column = column
    return known.element
  }
  const element = known?.element || make("li", "card")
  board.cards.set(card.id, { element, print, card, column, moves: board.data.moves[card.moves] })
  fillCard(board, element, card)
  return element
}

function fillCard(board, element, card) {
  element.dataset.id = card.id
  const link = make("a", "title")
  link.append(make("span", "name", card.title), make("span", "topic", ` · ${card.topic}`))
  link.href = card.href
  link.draggable = false
  link.tabIndex = card.id === board.current ? 0 : -1
  const summary = make("p", "summary")
  for (const mark of card.marks) summary.append(make("span", "mark " + mark.tone, mark.text))
  summary.append(card.summary)
  const foot = make("p", "foot")
  const chip = make("span", "chip")
  chip.append(make("span", "shape"), make("span", "words"))
  chip.firstChild.setAttribute("aria-hidden", "true")
  foot.append(make("span", "handler", card.handler), chip)
  element.title = [card.number, `${card.title} · ${card.topic}`, card.summary, card.chip.hint].filter(Boolean).join("\n")
  element.replaceChildren(link, moreButton(board, card), summary, foot)
  describe(link, { summary, foot }, card.id)
  board.running.set(card.id, { chip, element, clock: card.chip })
}

function describe(link, parts, id) {
  for (const [name, part] of Object.entries(parts)) part.id = `${name}-${id}`
  link.setAttribute("aria-describedby", Object.values(parts).map((part) => part.id).join(" "))
}

function moreButton(board, card) {
  const button = make("button", "more", "⋮")
  button.type = "button"
  button.tabIndex = card.id === board.current ? 0 : -1
  button.setAttribute("aria-haspopup", "menu")
  button.setAttribute("aria-label", fill(board.data.words.menu, { title: card.title }))
  button.hidden = !board.data.moves[card.moves].length
  return button
}

function urgent(data) {
  return data.columns.find((column) => column.overdue) || data.columns.find((column) => column.count) || data.columns[0]
}

function showOnPhone(board, code) {
  board.shown = board.columns.has(code) ? code : board.data.columns[0].code
  for (const [name, lane] of board.columns) {
    lane.section.classList.toggle("shown", name === board.shown)
    lane.tab.setAttribute("aria-pressed", String(name === board.shown))
  }
}
