// The moves a person may make with a card, as a menu beside it; on a phone it comes from below.
function openMenu(board, id, { target = "", at = null } = {}) {
  const item = board.cards.get(id)
  const moves = item.moves.filter(([, , column]) => !target || column === target)
  closeMenu(board)
  if (!moves.length) return announce(board, fill(board.data.words.stuck, { title: item.card.title }))
  const menu = make("div", "menu")
  menu.setAttribute("role", "menu")
  menu.setAttribute("aria-label", fill(board.data.words.menu, { title: item.card.title }))
  menu.append(make("p", "whose", `${item.card.title} · ${item.card.topic}`), ...moves.map((move) => menuItem(board, id, move)))
  menu.firstChild.setAttribute("aria-hidden", "true")
  menu.onkeydown = (event) => menuKey(board, event)
  board.root.append(menu)
  // Above everything, whatever stands around the board; browsers that do not know this have the z-index.
  menu.popover = "manual"
  menu.showPopover?.()
  board.menu = { menu, id, print: item.print, away: (event) => event.composedPath().includes(menu) || closeMenu(board) }
  item.element.querySelector(".more").setAttribute("aria-expanded", "true")
  place(menu, at || item.element.querySelector(".more").getBoundingClientRect())
  menu.querySelector("button").focus({ preventScroll: true })
  document.addEventListener("pointerdown", board.menu.away, true)
  document.addEventListener("scroll", board.menu.away, { capture: true, passive: true })
}

function menuItem(board, id, [code, label, column]) {
  const button = make("button", "", label)
  button.type = "button"
  button.tabIndex = -1
  button.dataset.move = code
  button.setAttribute("role", "menuitem")
  const title = board.data.columns.find((other) => other.code === column)?.title
  if (title && column !== board.cards.get(id).column) button.append(make("span", "whither", `→ ${title}`))
  button.onclick = (event) => {
    event.stopPropagation()
    closeMenu(board, true)
    sendMove(board, id, code)
  }
  return button
}

// Beside what opened it, within the window.
function place(menu, rect) {
  const { width, height } = menu.getBoundingClientRect()
  const left = Math.max(8, Math.min(rect.right - width, innerWidth - width - 8))
  const below = rect.bottom + 4
  const top = below + height > innerHeight - 8 ? Math.max(8, rect.top - height - 4) : below
  menu.style.setProperty("--left", `${left}px`)
  menu.style.setProperty("--top", `${top}px`)
}

function menuKey(board, event) {
  const items = [...board.menu.menu.querySelectorAll("button")]
  const here = items.indexOf(board.root.getRootNode().activeElement)
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }
  event.stopPropagation()
  if (event.key in steps) {
    event.preventDefault()
    items.at(steps[event.key] % items.length).focus()
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault()
    closeMenu(board, true)
  }
}

function closeMenu(board, isBack) {
  if (!board.menu) return
  const { menu, id, away } = board.menu
  document.removeEventListener("pointerdown", away, true)
  document.removeEventListener("scroll", away, true)
  board.menu = null
  menu.remove()
  const card = board.cards.get(id)?.element
  card?.querySelector(".more").removeAttribute("aria-expanded")
  if (isBack) card?.querySelector(".title").focus({ preventScroll: true })
}
