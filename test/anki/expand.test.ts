import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expand, type TemplateFile } from '../../src/anki/expand.ts'

const file = (name: string, text: string): TemplateFile => ({ path: `${name}.html`, text })

it('puts words and files in, and leaves what is no word of ours', () => {
  const files = { head: file('head', '\n<b>%language%</b>\n') }
  const { html } = expand(file('a', ' %head% 50% %own% %language% \n'), { language: 'en' }, files)
  expect(html).toBe('<b>en</b> 50% %own% en')
})

it('puts a file that names itself in twice, and no more', () => {
  const files = { head: file('head', '[%head%]') }
  expect(expand(file('a', '%head%'), {}, files).html).toBe('[[%head%]]')
})

it('knows where each letter was written', () => {
  const files = { head: file('head', '\n\n  one %w%\n two\n') }
  const { html, placeAt } = expand(file('a', '\n\nx\n %head%!\n'), { w: 'word' }, files)
  expect(html).toBe('x\n one word\n two!')
  const at = (text: string) => placeAt(html.indexOf(text))
  expect(at('x')).toEqual({ path: 'a.html', line: 3, column: 1 })
  expect(at('one')).toEqual({ path: 'head.html', line: 3, column: 3 })
  expect(at('ord')).toEqual({ path: 'head.html', line: 3, column: 7 })
  expect(at('two')).toEqual({ path: 'head.html', line: 4, column: 2 })
  expect(at('!')).toEqual({ path: 'a.html', line: 4, column: 8 })
  expect(placeAt(999)).toEqual({ path: 'a.html', line: 1, column: 1 })
})

it('has at each place the letter that stands there, unless it is of a word', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', '%', '%head%', '%foot%', '%language%', '{{x}}'), {
      maxLength: 12,
    })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, text, (a, head, foot) => {
      const all = [file('a', a), file('head', head), file('foot', foot)]
      const [own = file('a', ''), first = own, second = own] = all
      const { html, placeAt } = expand(own, { language: '#' }, { head: first, foot: second })
      for (const [offset, letter] of [...html].entries()) {
        const { path, line, column } = placeAt(offset)
        const from = all.find((one) => one.path === path)?.text.split('\n')[line - 1] ?? ''
        const there = column > from.length ? '\n' : from[column - 1]
        expect(there).toBe(letter === '#' ? '%' : letter)
      }
    }),
  )
})
