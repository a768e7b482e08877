// Dragging with mouse or pen. A finger scrolls; it moves cards by the menu. Columns out of reach say so while dragging.
const FAR_ENOUGH = 6

function listenToPointer(board) {
  board.lanes.addEventListener("pointerdown", (event) => {
    const id = idOf(event.target)
    board.hasDragged = false
    if (!id || event.button !== 0 || event.pointerType === "touch" || event.target.closest(".more")) return
    const far = ({ clientX, clientY }) => Math.hypot(clientX - event.clientX, clientY - event.clientY) > FAR_ENOUGH
    follow(board, {
      pointermove: (later) => (board.drag ? carry(board, later) : far(later) && lift(board, id, event)),
      pointerup: (later) => drop(board, later),
      pointercancel: () => letGo(board),
      keydown: (later) => later.key === "Escape" && board.drag && letGo(board),
      blur: () => letGo(board),
    })
  })
}

function follow(board, handlers) {
  letGo(board)
  for (const [name, handler] of Object.entries(handlers)) addEventListener(name, handler, true)
  board.unfollow = () => {
    for (const [name, handler] of Object.entries(handlers)) removeEventListener(name, handler, true)
  }
}

function lift(board, id, event) {
  const item = board.cards.get(id)
  board.hasDragged = true
  if (!item || !item.moves.length) {
    letGo(board)
    return announce(board, fill(board.data.words.stuck, { title: item?.card.title || "" }))
  }
  const rect = item.element.getBoundingClientRect()
  const ghost = item.element.cloneNode(true)
  ghost.className = "card ghost"
  ghost.removeAttribute("data-id")
  ghost.setAttribute("aria-hidden", "true")
  ghost.style.width = `${rect.width}px`
  board.root.append(ghost)
  board.drag = { id, ghost, item, dx: event.clientX - rect.left, dy: event.clientY - rect.top, over: "" }
  item.element.classList.add("lifted")
  board.root.classList.add("dragging")
  const targets = new Set(item.moves.map(([, , column]) => column))
  for (const [code, { section }] of board.columns)
    section.classList.add(code === item.column ? "home" : targets.has(code) ? "open" : "shut")
  getSelection()?.removeAllRanges()
}

function carry(board, event) {
  event.preventDefault()
  const { ghost, dx, dy } = board.drag
  ghost.style.transform = `translate3d(${event.clientX - dx}px, ${event.clientY - dy}px, 0)`
  const over = laneAt(board, event)
  if (over === board.drag.over) return
  board.columns.get(board.drag.over)?.section.classList.remove("over")
  board.columns.get(over)?.section.classList.add("over")
  board.drag.over = over
}

function laneAt(board, { clientX, clientY }) {
  return board.root.getRootNode().elementFromPoint(clientX, clientY)?.closest?.(".lane")?.dataset.code || ""
}

// One way there: it is asked for. Several: a short list to choose from. None: nothing happens, and that is said.
function drop(board, event) {
  const drag = board.drag
  const target = drag && laneAt(board, event)
  letGo(board)
  if (!drag || !target || target === drag.item.column || !board.cards.has(drag.id)) return
  const moves = drag.item.moves.filter(([, , column]) => column === target)
  const at = { left: event.clientX, right: event.clientX + 40, top: event.clientY, bottom: event.clientY }
  if (moves.length === 1) sendMove(board, drag.id, moves[0][0])
  else if (moves.length) openMenu(board, drag.id, { target, at })
  else announce(board, fill(board.data.words.shut, { title: drag.item.card.title }))
}

function letGo(board) {
  board.unfollow?.()
  board.unfollow = null
  if (!board.drag) return
  board.drag.ghost.remove()
  board.cards.get(board.drag.id)?.element.classList.remove("lifted")
  board.root.classList.remove("dragging")
  for (const { section } of board.columns.values()) section.classList.remove("home", "open", "shut", "over")
  board.drag = null
}
