/** Anything that is looked into by a key: a `Map`, or a `WeakMap` that lives no longer than its keys. */
type Table<Key, Value> = {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** What a table has under a key; made, and kept in it, where there is nothing yet. */
export function memo<Key, Value extends object | string | number>(
  table: Table<Key, Value>,
  key: Key,
  make: () => Value,
): Value {
  let value = table.get(key)
  if (value === undefined) {
    value = make()
    table.set(key, value)
  }
  return value
}
