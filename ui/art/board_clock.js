// Chips that count by themselves: one timer for the board, and only a text that has changed is written.
const SHAPES = { on_time: "✓", at_risk: "◔", overdue: "▲", paused: "‖", done: "–" }
const AHEAD = new Map()

// How far this machine's clock is off the server's is taken once a message, when it arrives.
function meetClock(board, asOf) {
  if (!AHEAD.has(asOf)) AHEAD.set(asOf, asOf - Date.now() / 1000)
  board.ahead = AHEAD.get(asOf)
  if (AHEAD.size > 50) AHEAD.delete(AHEAD.keys().next().value)
}

function tick(board) {
  const now = Date.now() / 1000 + board.ahead
  for (const { chip, element, clock } of board.running.values()) {
    const left = clock.ends === undefined ? clock.left : clock.ends - now
    // The server's verdict comes within seconds; until then the chip does not claim time that is gone.
    const state = left < 0 && clock.ends !== undefined ? "overdue" : clock.state
    if (element.dataset.state !== state) element.dataset.state = state
    write(chip.firstChild, SHAPES[state] || "")
    write(chip.lastChild, left === undefined ? clock.text : said(board.data.words, left))
  }
}

function said(words, left) {
  return fill(left < 0 ? words.over : words.left, { time: span(words, Math.abs(left), left > 0) })
}

function span(words, seconds, isAhead) {
  const whole = Math.floor(seconds)
  const [d, h, m, s] = [Math.floor(whole / 86400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60]
  const parts = d ? { d, h } : h ? { h, m } : isAhead && m < 10 ? { m, s } : { m }
  const shown = Object.entries(parts).filter(([, n], place, all) => n || place === all.length - 1 && all.every(([, x]) => !x))
  return shown.map(([unit, n]) => fill(words[unit], { n })).join(" ")
}
