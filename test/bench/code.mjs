/** Blocks of code in several languages, each with a number in it that makes it its own. */
export const listings = {
  js: (n) => `// Keeps what was computed for part ${n}, and computes it once.
export function memo${n}(compute, limit = ${(n % 90) + 10}) {
  const known = new Map()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key, "part ${n}"))
    if (known.size > limit) known.delete(known.keys().next().value)
    return known.get(key)
  }
}`,
  ts: (n) => `type Part${n} = { readonly id: ${n}; items: readonly string[] }

export const first${n} = ({ items }: Part${n}): string | undefined =>
  items.find((item) => item.length > ${n % 17})`,
  python: (n) => `def batches_${n}(rows, size=${(n % 30) + 2}):
    """Yields lists of at most \`size\` rows."""
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch`,
  java: (n) => `final class Counter${n} {
  private final AtomicLong seen = new AtomicLong(${n}L);

  long next() {
    return seen.incrementAndGet();
  }
}`,
  go: (n) => `func worker${n}(jobs <-chan int, results chan<- int) {
	for job := range jobs {
		results <- job * ${n}
	}
}`,
  rust: (n) => `fn longest_${n}<'a>(words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().filter(|word| word.len() > ${n % 9}).max_by_key(|word| word.len())
}`,
  sql: (n) => `SELECT user_id, count(*) AS orders
FROM orders_${n}
WHERE placed_at >= DATE '2024-01-01'
GROUP BY user_id
HAVING count(*) > ${n % 50};`,
  bash: (n) => `set -euo pipefail
for file in part-${n}-*.log; do
  gzip --keep "$file" && echo "\${file%.log}: done"
done`,
  json: (n) => `{ "part": ${n}, "retries": ${n % 5}, "tags": ["bench", "part-${n}"], "on": true }`,
  yaml: (n) => `part: ${n}
replicas: ${(n % 7) + 1}
env:
  - name: LIMIT
    value: "${n % 90}"`,
  html: (n) => `<form id="part-${n}" method="post">
  <label>Name <input name="name" required></label>
  <button>Send</button>
</form>`,
}
