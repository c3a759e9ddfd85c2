/**
 * The page's own program, as text: it runs in the browser. It takes the token from the address after `#token=` or
 * asks for it, and writes everything that came from a file with `textContent` only.
 */
export const pageScript = `
'use strict'
const allWords = JSON.parse(document.getElementById('words').textContent)
const tongue = navigator.language.toLowerCase()
const language = /^zh-(tw|hk|mo|hant)/.test(tongue) ? 'zh-TW' : tongue.startsWith('zh') ? 'zh-CN' : 'en'
const words = allWords[language]
document.documentElement.lang = language
const at = id => document.getElementById(id)
for (const node of document.querySelectorAll('[data-word]')) node.textContent = words[node.dataset.word]

const fragment = new URLSearchParams(location.hash.slice(1)).get('token')
if (fragment) {
  sessionStorage.setItem('token', fragment)
  history.replaceState(null, '', location.pathname)
}

const make = (name, text) => {
  const node = document.createElement(name)
  if (text !== undefined) node.textContent = text
  return node
}
const shown = value =>
  value === null || value === undefined ? '–'
  : typeof value === 'number' ? new Intl.NumberFormat(language).format(value)
  : typeof value === 'object' ? JSON.stringify(value)
  : Object.hasOwn(words.values, String(value)) ? words.values[String(value)] : String(value)

const table = rows => {
  if (!Array.isArray(rows) || rows.length === 0) return make('p', words.empty)
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const whole = make('table')
  const head = whole.createTHead().insertRow()
  for (const name of names) head.append(make('th', Object.hasOwn(words.columns, name) ? words.columns[name] : name))
  const body = whole.createTBody()
  for (const row of rows) {
    const line = body.insertRow()
    for (const name of names) {
      const cell = line.insertCell()
      cell.textContent = shown(row[name])
      if (typeof row[name] === 'number' || /^\\d{4}-\\d\\d-\\d\\d$/.test(row[name])) cell.className = 'whole'
    }
  }
  const frame = make('div')
  frame.className = 'scroll'
  frame.append(whole)
  return frame
}

const ask = async (path, body) => {
  const answer = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: 'Bearer ' + sessionStorage.getItem('token'), 'accept-language': language, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const value = await answer.json()
  if (!answer.ok) throw Object.assign(new Error(value.message), { status: answer.status })
  return value
}

const show = async () => {
  at('problem').textContent = ''
  try {
    const overview = await ask('/api/tools/describe_data', {})
    at('overview').textContent = overview.summary
    for (const part of ['sources', 'tables', 'gates']) at(part).replaceChildren(table(overview[part]))
    const { resources } = await ask('/api/resources')
    const reports = resources.filter(({ uri }) => uri.startsWith('holdfast://reports/'))
    const list = make('ul')
    for (const { uri, title, name } of reports) {
      const item = make('li', title + ' · ' + name + ' ')
      const button = make('button', words.open)
      button.addEventListener('click', async () => {
        const { text } = await ask('/api/resources?uri=' + encodeURIComponent(uri))
        at('report').textContent = text
      })
      item.append(button)
      list.append(item)
    }
    at('reports').replaceChildren(reports.length > 0 ? list : make('p', words.empty))
    at('login').hidden = true
    at('content').hidden = false
  } catch (error) {
    at('content').hidden = true
    at('login').hidden = false
    if (error.status !== 401 || sessionStorage.getItem('token')) at('problem').textContent = words.wrong + ' ' + error.message
  }
}
at('login').addEventListener('submit', event => {
  event.preventDefault()
  sessionStorage.setItem('token', at('token').value.trim())
  void show()
})
void show()
`
