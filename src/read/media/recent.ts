/** The things used last, up to a weight. */

export interface Recent<T> {
  get(key: string): T | undefined
  put(key: string, value: T, weight: number): void
}

/** A memory that forgets what was used longest ago. What is heavier than all of it is not kept. */
export function recent<T>(most: number): Recent<T> {
  const entries = new Map<string, { value: T; weight: number }>()
  let total = 0
  const drop = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    put(key, value, weight) {
      drop(key)
      if (weight > most) return
      entries.set(key, { value, weight })
      total += weight
      for (const oldest of entries.keys()) {
        if (total <= most) break
        drop(oldest)
      }
    },
  }
}
