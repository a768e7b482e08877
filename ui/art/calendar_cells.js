// What stands in a day and on a visit: a shape and a word beside every colour, holidays by name, "+n more" with a count.
const SHAPES = { planned: "○", today: "●", overdue: "▲", done: "✓", skipped: "–" }

function shown(calendar) {
  const { data, waiting } = calendar
  const moving = new Map([...waiting.values()].map(({ visit, day }) => [visit, day]))
  if (data.asking) moving.set(data.asking.id, data.asking.day)
  const visits = data.visits.map((visit, rank) => ({
    start: moving.get(visit.id) || visit.on,
    allDay: true,
    title: visit.title,
    url: visit.href,
    editable: visit.is_movable && !moving.has(visit.id),
    classNames: ["visit", visit.state, ...(moving.has(visit.id) ? ["waiting"] : [])],
    rank,
    extendedProps: { visit: visit.id, told: visit },
  }))
  return visits.concat(more(data))
}

function more({ days, words, visits }) {
  const drawn = new Map()
  for (const { on } of visits) drawn.set(on, (drawn.get(on) || 0) + 1)
  return Object.entries(days).flatMap(([day, { total }]) => {
    const left = (total || 0) - (drawn.get(day) || 0)
    if (left <= 0) return []
    const title = fill(words.more, { n: left })
    return [{ start: day, allDay: true, title, url: days[day].href, editable: false, classNames: ["rest"], rank: 1e6, extendedProps: { more: true } }]
  })
}

// New functions each time: FullCalendar draws a day again only when what draws it is another.
function cells(calendar) {
  const { data } = calendar
  const about = (date) => data.days[date.toISOString().slice(0, 10)] || {}
  return {
    dayCellClassNames: ({ date }) => [about(date).is_off ? "off" : "worked"],
    dayCellContent: ({ date, dayNumberText, view }) =>
      view.type === VIEWS.week ? { domNodes: [] } : { domNodes: head(make("span", "number", dayNumberText.replace(/日$/, "")), about(date), data.words) },
    dayHeaderContent: ({ date, text, view }) =>
      view.type === VIEWS.month ? { domNodes: [make("span", "", text)] } : { domNodes: head(make("span", "", text), about(date), data.words) },
    eventContent: ({ event }) => ({ domNodes: event.extendedProps.more ? [make("span", "more", event.title)] : chip(event.extendedProps.told) }),
    eventDidMount: ({ event, el }) => describe(event, el),
  }
}

function head(name, { mark, is_off: isOff, total, late }, words) {
  const nodes = [name]
  if (mark) nodes.push(make("span", isOff ? "mark off" : "mark", mark))
  if (late) {
    const count = make("span", "late", `▲${late}`)
    count.title = fill(words.late, { n: late })
    nodes.push(count)
  }
  if (total > 1) {
    const count = make("span", "count", fill(words.visits, { n: total }))
    nodes.push(count)
  }
  return nodes
}

function chip({ state, title, tier, who }) {
  const shape = make("span", "shape", SHAPES[state])
  shape.setAttribute("aria-hidden", "true")
  const nodes = [shape, make("span", "name", title)]
  if (tier) nodes.push(make("span", "tier", tier))
  if (who) nodes.push(make("span", "who", who))
  return nodes
}

function describe(event, element) {
  const { told, more } = event.extendedProps
  element.dataset.state = more ? "more" : told.state
  if (more) return
  element.dataset.visit = told.id
  const said = [told.title, told.state_word, told.tier, told.who, told.note].filter(Boolean).join(" · ")
  element.title = said
  element.setAttribute("aria-label", said)
  element.setAttribute("aria-describedby", "help")
  if (told.is_movable) element.setAttribute("aria-keyshortcuts", "M")
}
