/**
 * The schema of rectoverso.yaml and the check that it asks for. Compiling it takes longer
 * than reading all the settings, so what runs from the command line holds the check as
 * code: `bundle.mjs` puts it in this module's place.
 */
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'

export type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  enum?: string[]
  description?: string
}

export const schema = createRequire(import.meta.url)('./config.schema.json') as Schema

// The schema is ours and its test checks it; checking it again would cost more than its use.
export const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  meta: false,
  validateSchema: false,
  code: { source: true, esm: true },
})

export const validate: ValidateFunction = ajv.compile(schema)
