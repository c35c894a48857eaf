import { execFileSync, spawnSync } from 'node:child_process'
import type { lookup } from 'node:dns'
import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  request as overHttp,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type GetLimits, get, limits, type World } from '../../src/fetch/get.ts'
import { temporary } from '../support/tmp.ts'

const small: GetLimits = { bytes: 100_000, time: 1500, idle: 500, redirects: 3 }

/** Lets one machine in that nobody else would: this one. Without a certificate, as a test may. */
const loopback: Partial<World> = {
  limits: small,
  mayReach: (address) => address === '127.0.0.1',
  request: overHttp as World['request'],
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const served = (listener: RequestListener) => listening(createServer(listener))

const png = (response: ServerResponse, body: Uint8Array = Buffer.from('bytes')) => {
  response.writeHead(200, { 'content-type': 'image/png' })
  response.end(body)
}

/** Why it failed, against a server that answers so. */
async function failure(listener: RequestListener): Promise<string> {
  const error = await get(`${await served(listener)}/a.png`, { world: loopback }).catch(
    (one) => one,
  )
  expect(error).toMatchObject({ name: 'FetchError' })
  return error.message
}

describe('a server that behaves', () => {
  it('gives its bytes, and is told nothing of who asks', async () => {
    let asked: IncomingMessage | undefined
    const at = await served((request, response) => {
      asked = request
      png(response)
    })
    expect(Buffer.from(await get(`${at}/a%20b.png?x=1#y`, { world: loopback })).toString()).toBe(
      'bytes',
    )
    expect(asked?.url).toBe('/a%20b.png?x=1')
    expect(Object.keys(asked?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
  })

  it('may send it on, without a cookie being taken along', async () => {
    const cookies: (string | undefined)[] = []
    const at = await served((request, response) => {
      cookies.push(request.headers.cookie)
      if (request.url === '/b.png') return png(response)
      response.writeHead(302, { location: '../b.png', 'set-cookie': 'who=you' })
      response.end()
    })
    expect(await get(`${at}/a/a.png`, { world: loopback })).toHaveLength(5)
    expect(cookies).toEqual([undefined, undefined])
  })

  it('may leave the type out, or say nothing with it', async () => {
    for (const type of ['', 'application/octet-stream', 'text/plain; charset=utf-8', 'IMAGE/PNG']) {
      const at = await served((_, response) => {
        if (type) response.setHeader('content-type', type)
        response.end('x')
      })
      expect(await get(at, { world: loopback }), type).toHaveLength(1)
    }
  })
})

describe('a server that misbehaves', () => {
  it('sends its bytes one by one, without end', async () => {
    const said = await failure((_, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    })
    expect(said).toBe('it took more than 2 seconds')
  })

  it('says nothing at all', async () => {
    expect(await failure(() => {})).toBe('the server does not answer')
  })

  it('sends a body without end', async () => {
    const said = await failure((_, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
      }
      response.on('drain', more)
      more()
    })
    expect(said).toMatch(/^it is over 0 MiB$/)
  })

  it('announces more than is taken, or more than it sends', async () => {
    const announced = (length: string) =>
      failure((_, response) => {
        response.writeHead(200, { 'content-type': 'image/png', 'content-length': length })
        response.write('x')
        response.socket?.end()
      })
    expect(await announced('999999999')).toMatch(/^it is over/)
    expect(await announced('50')).toMatch(/broke off/)
  })

  it('announces less than it sends: no byte beyond is taken', async () => {
    const at = await served((_, response) => {
      response.socket?.end(
        'HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 3\r\n\r\nabcdef',
      )
    })
    const got = await get(at, { world: loopback }).catch(({ message }) => message)
    expect(typeof got === 'string' ? got : Buffer.from(got).toString()).toMatch(/^abc$|HTTP/)
  })

  it('sends something else than a picture', async () => {
    for (const type of ['text/html; charset=utf-8', 'application/json', 'video/mp4', 'nonsense']) {
      const said = await failure((_, response) => {
        response.writeHead(200, { 'content-type': type })
        response.end('<html>')
      })
      expect(said).toMatch(/which is no picture$/)
    }
  })

  it('sends it on for ever, or in a circle', async () => {
    const said = await failure((request, response) => {
      response.writeHead(301, { location: `${request.url}x` })
      response.end()
    })
    expect(said).toBe('it was sent on more than 3 times')
    expect(
      await failure((_, response) => response.writeHead(307, { location: '/a.png' }).end()),
    ).toBe(said)
  })

  it.each([
    ['https://127.0.0.2/x.png', '127.0.0.2'],
    ['https://localhost/x.png', /127\.0\.0\.1|::1/],
    ['http://10.0.0.1/x.png', '10.0.0.1'],
    ['https://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['https://[::1]/x.png', '::1'],
    ['https://[::ffff:127.0.0.1]/x.png', '::ffff:7f00:1'],
    ['https://2130706433/x.png', '127.0.0.1'],
    ['https://0x7f.1/x.png', '127.0.0.1'],
    ['//100.64.0.1/x.png', '100.64.0.1'],
  ])('sends it on to %s', async (location, address) => {
    const at = await served((_, response) => response.writeHead(302, { location }).end())
    // Only the first machine is let in; where it sends is judged as any address is.
    let first = true
    const { isPublic } = await import('../../src/fetch/public.ts')
    const world: Partial<World> = {
      ...loopback,
      mayReach: (one) => (first && one === '127.0.0.1') || isPublic(one),
      request: (options, answer) =>
        overHttp(options, (response) => {
          answer(response)
          first = false
        }),
    }
    const error = await get(at, { world }).catch((one) => one)
    expect(error.message).toMatch(address)
    expect(error.message).toMatch(/is not a public address/)
  })

  it.each(['ftp://example.org/x.png', 'file:///etc/passwd', 'data:image/png,x', 'javascript:1'])(
    'sends it on to %s',
    async (location) => {
      const said = await failure((_, response) => response.writeHead(302, { location }).end())
      expect(said).toMatch(/only https is asked/)
    },
  )

  it('sends it on with a password, or to nowhere', async () => {
    const to = (location: string) =>
      failure((_, response) => response.writeHead(302, { location }).end())
    expect(await to('https://me:secret@example.org/x.png')).toMatch(/name or password/)
    expect(await to('https://[')).toBe('its address cannot be read')
  })

  it.each([204, 206, 300, 304, 401, 404, 429, 500, 503])('answers %i', async (status) => {
    expect(await failure((_, response) => response.writeHead(status).end())).toBe(
      `the server answered ${status}`,
    )
  })

  it('sends it packed, unasked, as a bomb would be', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    const said = await failure((_, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' })
      response.end(bomb)
    })
    expect(said).toBe('the server sent it packed (gzip), unasked')
  })

  it('breaks off, at once and in the middle', async () => {
    expect(await failure((request) => request.socket.resetAndDestroy())).toMatch(/broke off/)
    const said = await failure((request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      response.write('x', () => request.socket.resetAndDestroy())
    })
    expect(said).toMatch(/broke off|aborted/)
  })

  it('sends headers without end', async () => {
    const said = await failure((_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n')
      response.socket?.write(`x-long: ${'x'.repeat(60_000)}\r\n\r\n`)
    })
    expect(said).toMatch(/headers over 16 KiB/)
  })

  it('speaks something else, or says nothing in it', async () => {
    expect(await failure((request) => request.socket.end('SSH-2.0-x\r\n'))).toMatch(
      /does not speak HTTP/,
    )
    expect(await failure((_, response) => png(response, Buffer.alloc(0)))).toBe('it is empty')
  })
})

describe('an address', () => {
  it('is asked for only where it is public', async () => {
    for (const url of ['https://127.0.0.1/x', 'https://192.168.0.1/x', 'https://[fd00::1]/x']) {
      await expect(get(url)).rejects.toThrow(/is not a public address/)
    }
  })

  it('is judged by what its name leads to, each time anew', async () => {
    let asked = 0
    const at = await served((_, response) => {
      asked++
      png(response)
    })
    const rebinding = ((name: string, _: unknown, done: (...all: unknown[]) => void) => {
      expect(name).toBe('rebind.example')
      done(null, [{ address: '127.0.0.1', family: 4 }])
    }) as unknown as typeof lookup
    const { isPublic } = await import('../../src/fetch/public.ts')
    const url = at.replace('127.0.0.1', 'rebind.example')
    const refusing = { ...loopback, lookup: rebinding, mayReach: isPublic }
    await expect(get(url, { world: refusing })).rejects.toThrow('it leads to 127.0.0.1')
    expect(asked).toBe(0)
    expect(await get(url, { world: { ...loopback, lookup: rebinding } })).toHaveLength(5)
    expect(asked).toBe(1)
  })

  it('must be https, without a name or password', async () => {
    await expect(get('ftp://example.org/x')).rejects.toThrow('only https is asked')
    await expect(get('https://a:b@example.org/x')).rejects.toThrow('name or password')
    await expect(get('nonsense')).rejects.toThrow('cannot be read')
  })

  it('is given up when the build is', async () => {
    const at = await served(() => {})
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    await expect(get(at, { world: loopback, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('gives a picture thirty seconds and twenty MiB', () => {
    expect(limits).toEqual({ bytes: 20 * 1024 * 1024, time: 30_000, idle: 10_000, redirects: 5 })
  })
})

const openssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!openssl)('a certificate', () => {
  it('must be one that somebody vouches for', async () => {
    const folder = await temporary()
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject].concat([
        '-keyout',
        key,
        '-out',
        cert,
      ]),
      { stdio: 'ignore' },
    )
    const secrets = { key: readFileSync(key), cert: readFileSync(cert) }
    const at = await listening(createSecure(secrets, (_, response) => png(response)) as Server)
    const { request: _, ...secure } = loopback
    await expect(get(at, { world: secure })).rejects.toThrow(/nobody vouches/)
  })
})
