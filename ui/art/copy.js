// Copies what stands in a field of the page, else `data.text`, and says so on the button itself.
export default function ({ parentElement, data }) {
  let button = parentElement.querySelector("button")
  if (!button) {
    button = document.createElement("button")
    button.type = "button"
    parentElement.append(button)
  }
  button.textContent = data.label
  button.onclick = async () => {
    const field = data.field && document.querySelector(`.st-key-${data.field} textarea`)
    const text = field ? field.value : data.text
    button.textContent = (await copied(text)) ? data.done : data.failed
    setTimeout(() => (button.textContent = data.label), 2000)
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return byHand(text)
    }
  }
  // Over plain http in the office the browser has no clipboard to offer.
  function byHand(text) {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    const host = button.closest("[role=dialog]") || parentElement.getRootNode().host || document.body
    host.append(area)
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    button.focus()
    return done
  }
}
