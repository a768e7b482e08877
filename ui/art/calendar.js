// The calendar: FullCalendar's month and week around `data.visits`. A visit that is dragged waits until the server has
// answered; it then stands where the server says. Every text arrives as text. This file fetches and keeps up;
// calendar_cells.js fills days and visits, calendar_keys.js listens to the keyboard.
const CALENDARS = new WeakMap()
const NARROW = matchMedia("(max-width: 640px)")

export default function ({ parentElement, data, setTriggerValue }) {
  const calendar = CALENDARS.get(parentElement) || build(parentElement)
  calendar.send = setTriggerValue
  calendar.data = data
  calendar.tellWidth()
  if (data.is_grid) fetchOnce(data.scripts).then(() => CALENDARS.has(parentElement) && draw(calendar), () => failed(calendar))
  else takeDown(calendar)
  return () => leave(calendar)
}

function build(parentElement) {
  const calendar = { parentElement, waiting: new Map() }
  calendar.root = make("div", "calendar")
  calendar.grid = calendar.root.appendChild(make("div", "grid"))
  calendar.help = calendar.root.appendChild(make("p", "said"))
  calendar.help.id = "help"
  calendar.said = calendar.root.appendChild(make("div", "said"))
  calendar.said.setAttribute("role", "status")
  // On a phone the server draws a list of its own: it is told once how much room there is.
  calendar.tellWidth = () => {
    if (NARROW.matches === calendar.told || NARROW.matches === calendar.data.is_narrow) return
    calendar.told = NARROW.matches
    calendar.send("width", { is_narrow: NARROW.matches })
  }
  NARROW.addEventListener("change", calendar.tellWidth)
  listenToKeys(calendar)
  parentElement.append(calendar.root)
  CALENDARS.set(parentElement, calendar)
  return calendar
}

function leave(calendar) {
  NARROW.removeEventListener("change", calendar.tellWidth)
  for (const { tired } of calendar.waiting.values()) clearTimeout(tired)
  takeDown(calendar)
  calendar.root.remove()
  CALENDARS.delete(calendar.parentElement)
}

function takeDown(calendar) {
  calendar.full?.destroy()
  calendar.full = null
}

function make(tag, style, text) {
  const element = document.createElement(tag)
  if (style) element.className = style
  if (text) element.textContent = text
  return element
}

function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

// Fetched by the page, once for all its calendars, and kept by the browser: the address changes with the content.
function fetchOnce(addresses) {
  window.guanjiaScripts ??= new Map()
  return addresses.reduce((before, address) => before.then(() => fetched(address)), Promise.resolve())
}

function fetched(address) {
  const known = window.guanjiaScripts
  if (!known.has(address))
    known.set(address, new Promise((resolve, reject) => {
      const script = make("script")
      script.src = address
      script.onload = resolve
      script.onerror = () => (known.delete(address), reject(new Error(address)))
      document.head.append(script)
    }))
  return known.get(address)
}

function failed(calendar) {
  calendar.grid.replaceChildren(make("p", "failed", calendar.data.words.failed))
}

function draw(calendar) {
  const { data } = calendar
  if (!data.is_grid) return
  answered(calendar, data.answered)
  // Left open overnight it begins anew: FullCalendar asks for the present day only once.
  if (calendar.language !== data.language || calendar.today !== data.today) takeDown(calendar)
  calendar.help.textContent = data.words.help
  if (!calendar.full) start(calendar)
  const { full } = calendar
  calendar.isOurs = true
  full.batchRendering(() => {
    if (full.view.type !== VIEWS[data.view] || !covers(full.view, data.day)) full.changeView(VIEWS[data.view], data.day)
    for (const [name, content] of Object.entries(cells(calendar))) full.setOption(name, content)
    full.removeAllEvents()
    for (const visit of shown(calendar)) full.addEvent(visit)
  })
  calendar.isOurs = false
  calendar.grid.removeAttribute("aria-busy")
  keepPlace(calendar)
}

const VIEWS = { month: "dayGridMonth", week: "dayGridWeek" }

function covers(view, day) {
  const [from, to] = [view.currentStart, view.currentEnd].map((date) => date.toISOString().slice(0, 10))
  return from <= day && day < to
}

function start(calendar) {
  const { data } = calendar
  calendar.language = data.language
  calendar.today = data.today
  calendar.full = new FullCalendar.Calendar(calendar.grid, {
    locale: data.language,
    timeZone: "UTC", // days are days: no browser's clock turns one into another
    initialView: VIEWS[data.view],
    initialDate: data.day,
    now: data.today,
    firstDay: 1,
    fixedWeekCount: false,
    height: "auto",
    headerToolbar: { start: "prev,next today", center: "", end: "title" },
    buttonText: { today: data.words.today },
    buttonHints: { prev: data.words.previous, next: data.words.next, today: data.words.today },
    eventOrder: "rank",
    eventStartEditable: true,
    eventDurationEditable: false,
    dragRevertDuration: 200,
    longPressDelay: 350,
    eventClick: (told) => clicked(calendar, told),
    eventDrop: (told) => dropped(calendar, told),
    datesSet: (told) => turned(calendar, told),
    ...cells(calendar),
  })
  calendar.full.render()
}

// Somebody looks at other days: they are asked for, and only they.
function turned(calendar, told) {
  const { data } = calendar
  if (calendar.isOurs || !calendar.full) return
  const day = told.view.currentStart.toISOString().slice(0, 10)
  if (data.first <= told.startStr.slice(0, 10) && told.endStr.slice(0, 10) <= data.until) return
  calendar.grid.setAttribute("aria-busy", "true")
  calendar.send("turned", { day })
}

function clicked(calendar, { event, jsEvent }) {
  // With a modifier, the link opens a tab of its own as links do.
  if (jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey) return
  jsEvent.preventDefault()
  if (event.extendedProps.more) calendar.send("day", { day: event.startStr })
  else open(calendar, event.extendedProps.visit)
}

function open(calendar, visit, isToMove = false) {
  calendar.back = visit
  calendar.send("opened", { id: visit, move: isToMove })
}

// It stays where it was dropped, visibly waiting, until the server has answered this very message.
function dropped(calendar, { event, revert }) {
  const visit = event.extendedProps.visit
  const sign = `${Date.now()}-${visit}`
  calendar.waiting.set(sign, { visit, day: event.startStr, tired: setTimeout(() => (answered(calendar, sign), revert()), 10_000) })
  event.setProp("classNames", [...event.classNames, "waiting"])
  calendar.said.textContent = fill(calendar.data.words.asking, { title: event.title })
  calendar.back = visit
  calendar.send("moved", { id: visit, day: event.startStr, sign })
}

function answered(calendar, sign) {
  const waiting = calendar.waiting.get(sign)
  if (!waiting) return
  clearTimeout(waiting.tired)
  calendar.waiting.delete(sign)
}
