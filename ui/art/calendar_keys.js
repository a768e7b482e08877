// Each visit is a link in the order of the days: Enter opens it, M asks where it should go, arrows go to the next one.
function listenToKeys(calendar) {
  calendar.grid.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("[data-visit]")
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
    if (event.code === "KeyM") open(calendar, Number(link.dataset.visit), true)
    else if (event.key in steps) {
      const links = [...calendar.grid.querySelectorAll("a[data-visit]")]
      links[links.indexOf(link) + steps[event.key]]?.focus()
    } else return
    event.preventDefault()
  })
}

// Whoever closes what a visit has opened is on that visit again, wherever it stands by then.
function keepPlace(calendar) {
  const held = calendar.root.getRootNode().activeElement
  if (!calendar.back || held || document.querySelector("[role=dialog]") || document.activeElement !== document.body) return
  calendar.grid.querySelector(`a[data-visit="${calendar.back}"]`)?.focus({ preventScroll: true })
  calendar.back = null
}
