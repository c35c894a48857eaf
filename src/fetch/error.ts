/** Why a picture was not fetched. */

export class FetchError extends Error {
  override name = 'FetchError'
  /** Whether the server was not reached or did not finish, so that asking it again is idle. */
  readonly unreachable: boolean

  /** `message` goes on a sentence: "the server answered 404". */
  constructor(message: string, unreachable = false) {
    super(message)
    this.unreachable = unreachable
  }
}

const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host name leads nowhere',
  EAI_AGAIN: 'its host name could not be looked up',
  ECONNREFUSED: 'the server refuses connections',
  ECONNRESET: 'the server broke off',
  EPIPE: 'the server broke off',
  EHOSTUNREACH: 'the server cannot be reached',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'the server does not answer',
  HPE_HEADER_OVERFLOW: 'the server sent headers over 16 KiB',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody vouches for the certificate of the server',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody vouches for the certificate of the server',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody vouches for the certificate of the server',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is of another server',
}

/** What the system threw, in a few words. */
export function fetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error
  const { code = '', message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (code.startsWith('HPE_') && !(code in meanings)) {
    return new FetchError(`the server does not speak HTTP (${code})`)
  }
  const meaning = meanings[code] ?? message
  return new FetchError(code ? `${meaning} (${code})` : meaning, code.startsWith('E'))
}
