/**
 * Fetches one file over https: bounded in size, time, redirects and headers, and
 * from public addresses only. The one place that opens a socket.
 *
 * The address is judged when the connection is made, on what the name was
 * resolved to for that very connection: a name that leads elsewhere the second
 * time (DNS rebinding) gains nothing. Nothing is sent along that would tell who
 * asks: no cookies, no credentials, no referrer.
 */
import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { FetchError, fetchError } from './error.ts'
import { isPublic } from './public.ts'

export type GetLimits = {
  /** Most bytes of a file. */
  bytes: number
  /** Milliseconds for one file, redirects included. */
  time: number
  /** Milliseconds without a byte. */
  idle: number
  redirects: number
}

export const limits: GetLimits = {
  bytes: 20 * 1024 * 1024,
  time: 30_000,
  idle: 10_000,
  redirects: 5,
}

/** What a test puts in the place of the world; nothing else sets these. */
export type World = {
  limits: GetLimits
  mayReach: (address: string) => boolean
  /** All addresses of a name. */
  lookup: typeof lookup
  /** `https.request`, or what speaks to a server without a certificate. */
  request: (
    options: RequestOptions,
    answer: (response: IncomingMessage) => void,
  ) => ReturnType<typeof request>
}

const world: World = { limits, mayReach: isPublic, lookup, request }

export type GetOptions = { signal?: AbortSignal; world?: Partial<World> }

/**
 * The bytes at an https address.
 *
 * @param url absolute; any other scheme than https is refused.
 * @throws FetchError in a few words; an `AbortError` where `signal` says so.
 */
export async function get(url: string, options: GetOptions = {}): Promise<Uint8Array> {
  const { signal } = options
  const within = { ...world, ...options.world }
  signal?.throwIfAborted()
  const late = new AbortController()
  const seconds = Math.round(within.limits.time / 1000)
  const timer = setTimeout(
    () => late.abort(new FetchError(`it took more than ${seconds} seconds`, true)),
    within.limits.time,
  )
  try {
    const ended = signal ? AbortSignal.any([late.signal, signal]) : late.signal
    return await follow(url, within, ended)
  } catch (error) {
    signal?.throwIfAborted()
    throw fetchError(late.signal.aborted ? late.signal.reason : error)
  } finally {
    clearTimeout(timer)
  }
}

async function follow(url: string, within: World, signal: AbortSignal): Promise<Uint8Array> {
  let here = targetOf(url)
  for (let turn = 0; turn <= within.limits.redirects; turn++) {
    const answer = await ask(here, within, signal)
    if (answer instanceof Uint8Array) return answer
    here = targetOf(answer.location, here)
  }
  throw new FetchError(`it was sent on more than ${within.limits.redirects} times`)
}

/** An address that may be asked; http is asked for as https, as browsers do for pictures. */
function targetOf(url: string, from?: URL): URL {
  if (!URL.canParse(url, from?.href)) throw new FetchError('its address cannot be read')
  const target = new URL(url, from)
  if (target.protocol === 'http:') target.protocol = 'https:'
  if (target.protocol !== 'https:') {
    throw new FetchError(`it leads to ${target.protocol}, and only https is asked`)
  }
  if (target.username !== '' || target.password !== '') {
    throw new FetchError('its address holds a name or password')
  }
  target.hash = ''
  return target
}

type Answer = Uint8Array | { location: string }

function ask(url: URL, within: World, signal: AbortSignal): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !within.mayReach(host)) throw unreached(host)
  return new Promise((resolve, reject) => {
    const sent = within.request(
      {
        host,
        ...(isIP(host) ? {} : { servername: host }),
        port: url.port === '' ? 443 : Number(url.port),
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        agent: false,
        maxHeaderSize: 16 * 1024,
        timeout: within.limits.idle,
        lookup: lookupWithin(within),
        signal,
        headers: {
          host: url.host,
          'user-agent': 'rectoverso',
          accept: 'image/*',
          'accept-encoding': 'identity',
          connection: 'close',
        },
      },
      (response) => {
        // What is connected to is what counts, however it came about.
        const { remoteAddress } = response.socket
        if (remoteAddress === undefined || !within.mayReach(remoteAddress)) {
          sent.destroy(remoteAddress ? unreached(remoteAddress) : brokenOff())
          return
        }
        taken(response, within.limits).then(
          (answer) => {
            resolve(answer)
            sent.destroy()
          },
          (error: unknown) => {
            reject(error)
            sent.destroy()
          },
        )
      },
    )
    sent.on('timeout', () => sent.destroy(new FetchError('the server does not answer', true)))
    sent.on('error', reject)
    sent.end()
  })
}

/** Of a name's addresses those that may be reached; the connection is made to one of them. */
function lookupWithin(within: World): LookupFunction {
  return (name, options, done) => {
    const all: LookupAllOptions = { all: true, family: options.family ?? 0 }
    within.lookup(name, all, (error: Error | null, found: LookupAddress[]) => {
      if (error) return done(error, '', 0)
      const fit = found.filter(({ address }) => within.mayReach(address))
      const [first] = fit
      if (!first) return done(unreached(found[0]?.address ?? name), '', 0)
      if (options.all) done(null, fit)
      else done(null, first.address, first.family)
    })
  }
}

const brokenOff = () => new FetchError('the server broke off', true)

function unreached(address: string): FetchError {
  return new FetchError(`it leads to ${address}, which is not a public address`)
}

const redirects: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308])

/** What a server may say that it sends; what it really is, the decoder finds out. */
const types =
  /^(?:image\/[\w.+-]+|(?:application|binary)\/octet-stream|(?:text|application)\/xml|text\/plain)$/

async function taken(response: IncomingMessage, { bytes: most }: GetLimits): Promise<Answer> {
  const { statusCode, headers } = response
  if (redirects.has(statusCode) && headers.location !== undefined) {
    return { location: headers.location }
  }
  if (statusCode !== 200) throw new FetchError(`the server answered ${statusCode}`)
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (type !== '' && !types.test(type.trim().toLowerCase())) {
    throw new FetchError(`the server sent ${type.trim().slice(0, 60)}, which is no picture`)
  }
  const coding = headers['content-encoding']
  if (coding !== undefined && coding !== 'identity') {
    throw new FetchError(`the server sent it packed (${coding.slice(0, 60)}), unasked`)
  }
  const tooLarge = `it is over ${Math.round(most / 1024 / 1024)} MiB`
  if (Number(headers['content-length'] ?? 0) > most) throw new FetchError(tooLarge)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) throw new FetchError(tooLarge)
    parts.push(part)
  }
  if (size === 0) throw new FetchError('it is empty')
  return Buffer.concat(parts)
}
