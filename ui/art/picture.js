// A button that saves the chart in the container `data.of` as a picture, drawn twice as large as it stands on the screen.
export default function ({ parentElement, data }) {
  let button = parentElement.querySelector("button")
  if (!button) parentElement.append((button = document.createElement("button")))
  button.type = "button"
  button.textContent = data.words
  button.onclick = async () => {
    const chart = document.querySelector(`.st-key-${data.of} [data-testid=stVegaLiteChart]`)
    const drawn = chart && (chart.querySelector("svg.marks") || chart.querySelector("canvas"))
    if (drawn) save(await pictured(drawn))
  }
  async function pictured(drawn) {
    const { width, height } = drawn.getBoundingClientRect()
    const canvas = document.createElement("canvas")
    canvas.width = width * 2
    canvas.height = height * 2
    const paper = canvas.getContext("2d")
    paper.fillStyle = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(drawn instanceof SVGElement ? await asImage(drawn) : drawn, 0, 0, canvas.width, canvas.height)
    return canvas
  }
  async function asImage(svg) {
    const copy = svg.cloneNode(true)
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg")
    const image = new Image()
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy))
    await image.decode()
    return image
  }
  function save(canvas) {
    const link = document.createElement("a")
    link.href = canvas.toDataURL("image/png")
    link.download = data.name + ".png"
    link.click()
  }
}
