/**
 * What the SARIF 2.1.0 schema and GitHub's code scanning ask of a file, checked
 * by hand: no more properties than the schema has, the ones that must be there,
 * values in their bounds, and every result with a rule and a relative place.
 */
import { expect } from 'vitest'

type Shape = { [name: string]: unknown }

const only = (value: unknown, required: string[], optional: string[] = []): Shape => {
  expect(value).toBeTypeOf('object')
  const shape = value as Shape
  const names = Object.keys(shape)
  expect(names).toEqual(expect.arrayContaining(required))
  expect(names.filter((name) => ![...required, ...optional].includes(name))).toEqual([])
  return shape
}

const list = (value: unknown): unknown[] => {
  expect(Array.isArray(value)).toBe(true)
  return value as unknown[]
}

const words = (value: unknown): void => {
  expect(value).toBeTypeOf('string')
  expect(value).not.toBe('')
}

const levels = ['none', 'note', 'warning', 'error']

/** Throws where a document, as parsed from JSON, is not one that code hosts take. */
export function checkSarif(document: unknown): void {
  const { $schema, version, runs } = only(document, ['$schema', 'version', 'runs'])
  expect($schema).toMatch(/^https:\/\/.*sarif-schema-2\.1\.0\.json$/)
  expect(version).toBe('2.1.0')
  expect(list(runs)).toHaveLength(1)
  for (const run of list(runs)) checkRun(run)
}

function checkRun(run: unknown): void {
  const shape = only(run, ['tool', 'results', 'columnKind'], ['invocations'])
  expect(['utf16CodeUnits', 'unicodeCodePoints']).toContain(shape.columnKind)
  for (const invocation of list(shape.invocations)) {
    const { executionSuccessful, exitCode } = only(
      invocation,
      ['executionSuccessful'],
      ['exitCode'],
    )
    expect(executionSuccessful).toBeTypeOf('boolean')
    expect(Number.isInteger(exitCode)).toBe(true)
  }
  const { driver } = only(shape.tool, ['driver'])
  const { name, semanticVersion, rules } = only(driver, ['name', 'rules'], ['semanticVersion'])
  words(name)
  expect(semanticVersion).toMatch(/^\d+\.\d+\.\d+/)
  const ids = list(rules).map(checkRule)
  expect(new Set(ids).size).toBe(ids.length)
  for (const result of list(shape.results)) checkResult(result, ids)
}

function checkRule(rule: unknown): string {
  const shape = only(
    rule,
    ['id', 'shortDescription', 'fullDescription', 'help'],
    ['name', 'defaultConfiguration', 'properties'],
  )
  words(shape.id)
  words(shape.name)
  const { text: short } = only(shape.shortDescription, ['text'])
  const { text: full } = only(shape.fullDescription, ['text'])
  const { text: help, markdown } = only(shape.help, ['text'], ['markdown'])
  for (const text of [short, full, help, markdown]) words(text)
  // GitHub cuts longer ones.
  expect(String(short).length).toBeLessThanOrEqual(1024)
  const { level } = only(shape.defaultConfiguration, ['level'])
  expect(levels).toContain(level)
  const severity = (shape.properties as Shape)['problem.severity']
  expect(['error', 'warning', 'recommendation']).toContain(severity)
  return String(shape.id)
}

function checkResult(result: unknown, ids: readonly string[]): void {
  const shape = only(
    result,
    ['ruleId', 'message', 'locations'],
    ['ruleIndex', 'level', 'relatedLocations'],
  )
  expect(ids).toContain(shape.ruleId)
  expect(ids[Number(shape.ruleIndex)]).toBe(shape.ruleId)
  expect(levels).toContain(shape.level)
  words(only(shape.message, ['text']).text)
  expect(list(shape.locations).length).toBeGreaterThan(0)
  for (const location of list(shape.locations)) checkLocation(location)
  for (const location of list(shape.relatedLocations ?? [])) checkLocation(location)
}

function checkLocation(location: unknown): void {
  const { physicalLocation, id } = only(location, ['physicalLocation'], ['id', 'message'])
  if (id !== undefined) expect(Number(id)).toBeGreaterThanOrEqual(0)
  const { artifactLocation, region } = only(physicalLocation, ['artifactLocation', 'region'])
  const { uri, uriBaseId } = only(artifactLocation, ['uri'], ['uriBaseId'])
  const relative = uriBaseId !== undefined
  expect(uri).toMatch(relative ? /^(?![/\\]|[a-z]+:)[\w\-.~%!*'()/]+$/i : /^file:\/\/\//)
  expect(String(uri).split('/')).not.toContain('..')
  checkRegion(region)
}

function checkRegion(region: unknown): void {
  const { startLine, startColumn, endLine, endColumn } = only(
    region,
    ['startLine'],
    ['startColumn', 'endLine', 'endColumn'],
  )
  for (const value of [startLine, startColumn, endLine, endColumn]) {
    if (value === undefined) continue
    expect(Number.isInteger(value)).toBe(true)
    expect(value).toBeGreaterThanOrEqual(1)
  }
  if (endLine === undefined) return
  const [line, column, lastLine, lastColumn] = [startLine, startColumn, endLine, endColumn].map(
    Number,
  )
  expect(Number(lastLine) > Number(line) || Number(lastColumn) >= Number(column)).toBe(true)
}
