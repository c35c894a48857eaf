/**
 * The arithmetic of the banks: every number that a worked example derives, by
 * question, as it is printed, with the expression that gives it.
 *
 * A value printed with `%` is given here as a share. `given` are the other
 * numbers of the same paragraphs: what the example assumes.
 */
export type Worked = { given?: string; derived: readonly [printed: string, value: () => number][] }

const { ceil, exp, floor, log, round, sqrt } = Math

/** The standard normal density. */
const density = (x: number) => exp((-x * x) / 2) / sqrt(2 * Math.PI)

/** The chance that a normal quantity is farther than `z` from its mean, to either side. */
function twoSided(z: number): number {
  const step = 0.0005
  let tail = 0
  for (let x = z + step / 2; x < z + 12; x += step) tail += density(x) * step
  return 2 * tail
}

/** The chance of `|z| > 1.96` at one of some equally spaced looks at a test without effect. */
function peeking(looks: number): number {
  const step = 0.05
  // Density of the sum of increments so far, where no look has stopped the test yet.
  let alive = new Map([[0, 1 / step]])
  for (let look = 1; look <= looks; look++) {
    const limit = 1.96 * sqrt(look)
    const next = new Map<number, number>()
    for (let i = -floor(limit / step); i <= limit / step; i++) {
      let sum = 0
      for (const [j, p] of alive) sum += p * density((i - j) * step) * step
      next.set(i, sum)
    }
    alive = next
  }
  let inside = 0
  for (const p of alive.values()) inside += p * step
  return 1 - inside
}

/** Wilson's interval at 95 %: below (-1) or above (1). */
function wilson(share: number, n: number, side: -1 | 1): number {
  const z = 1.96
  const spread = z * sqrt((share * (1 - share)) / n + z ** 2 / (4 * n * n))
  return (share + z ** 2 / (2 * n) + side * spread) / (1 + z ** 2 / n)
}

const sum = (...values: number[]) => values.reduce((a, b) => a + b, 0)
/** To two figures, where the text says "about". */
const about = (value: number) => Number(value.toPrecision(2))

const opsPerToken = 6 * 7e9
const h100 = 989e12 * 0.4
const gradients = ((2 * 31) / 32) * 14
const betweenFailures = (54 * 24 * 60) / 419
const young = (delta: number, mean: number) => sqrt(2 * delta * mean)
const lost = (delta: number, mean: number) =>
  delta / young(delta, mean) + young(delta, mean) / (2 * mean)
const stale = (days: number) => 400 / days + (30 * days) / 2
const cheapest = sqrt(2 * 400 * 30)
const owned = 620_000 / 280_320
const psi = (p: number, q: number) => (q - p) * log(q / p)
const perMillion = (load: number) => (3 / (3600 * 2400 * load)) * 1e6
const precision = (f: number) => (0.001 * 0.7) / (0.001 * 0.7 + 0.999 * f)
const flagged = (f: number) => 50e6 * (0.001 * 0.7 + 0.999 * f)
const belief = (epsilon: number) => exp(epsilon) / (1 + exp(epsilon))
const falsePositive = (base: number) => (base / (1 - base)) * (0.2 / 0.8) * 0.7
const judged = (0.82 + 0.6 - 1) / (0.96 + 0.6 - 1)
const judgedError =
  (1.96 *
    sqrt(
      (0.82 * 0.18) / 2000 +
        ((1 - judged) ** 2 * 0.6 * 0.4) / 50 +
        (judged ** 2 * 0.96 * 0.04) / 150,
    )) /
  (0.96 + 0.6 - 1)
const cached = (8000 * (0.9 * 0.1 + 0.1 * 1.25) + 500) * 3e-6 + 400 * 15e-6
const uncached = 8500 * 3e-6 + 400 * 15e-6

const folds = [0.81, 0.84, 0.79, 0.86, 0.8]
const mean = (values: readonly number[]) => sum(...values) / values.length
const candidate = (similarity: number) => 1 - (1 - similarity ** 5) ** 20
const entropy = (p: number) => -p * log(p) - (1 - p) * log(1 - p)

export const numbers: Readonly<Record<string, Worked>> = {
  'mlops-vs-devops': { derived: [['1.61', () => 1.609344]] },
  'ml-lifecycle-stages': {
    given: '30 7 2',
    derived: [
      ['39', () => 30 + 7 + 2],
      ['23', () => 30 - 7],
    ],
  },
  'mlops-benefits': {
    given: '6 500 72 24 4 150,000 50',
    derived: [
      ['288,000', () => 6 * (72 + 24) * 500],
      ['4.5', () => 4 + 0.5],
      ['13,500', () => 6 * 4.5 * 500],
      ['274,500', () => 288_000 - 13_500],
      ['225,000', () => 1.5 * 150_000],
      ['27,450', () => 6 * (96 - 4.5) * 50],
      ['68', () => 72 - 4],
      ['91.5', () => 96 - 4.5],
    ],
  },
  dataops: {
    given: '26 1,204,000 18,000 1,131,000 200',
    derived: [
      ['-4.06', () => (1_131_000 - 1_204_000) / 18_000],
      ['1,150,000', () => 1_204_000 - 3 * 18_000],
      ['1,258,000', () => 1_204_000 + 3 * 18_000],
      ['0.27 %', () => twoSided(3)],
    ],
  },
  'data-validation': {
    given: '0.5 1.2 2,000,000 0.005',
    derived: [
      ['0.002 %', () => 37 / 2e6],
      ['0.00003', () => twoSided(0.005 / (1.2 * sqrt(2 / 2e6)))],
      ['0.001', () => sqrt(2 / 2e6)],
      ['4.2', () => 0.005 / (1.2 * 0.001)],
      ['0.4 %', () => 0.005 / 1.2],
    ],
  },
  'data-contract': {
    given: '99 0.99 99.9',
    derived: [
      ['95.1 %', () => 0.99 ** 5],
      ['18', () => 365 * (1 - 0.99 ** 5)],
    ],
  },
  'data-versioning': {
    given: '2 90 20 23 89 0.02 1 0.01 100,000',
    derived: [
      ['180', () => 2 * 90],
      ['4,140', () => 180 * 23],
      ['3.78', () => 2 + 89 * 0.02],
      ['87', () => 3.78 * 23],
      ['63 %', () => 1 - (1 - 1e-5) ** 1e5],
    ],
  },
  'training-serving-skew': {
    given: '24',
    derived: [['5', () => [...Array(24).keys()].filter((hour) => (hour - 5) % 24 < 0).length]],
  },
  'offline-online-gap': {
    given: '900 0.9 20 0.1',
    derived: [
      ['920', () => 900 + 20],
      ['10,000', () => 9000 + 1000],
      ['9.2 %', () => 920 / 10_000],
      ['7.7 %', () => sum(900, 80, 20, 540) / 20_000],
      ['19 %', () => 920 / 10_000 / 0.077 - 1],
      ['20,000', () => sum(9000, 1000, 1000, 9000)],
      ['6.0 %', () => (900 / 0.9 + 20 / 0.1) / 20_000],
      ['22 %', () => 1 - 0.06 / 0.077],
    ],
  },
  'pipelines-and-orchestration': {
    derived: [
      ['88.6 %', () => 0.99 ** 12],
      ['41', () => 365 * (1 - 0.99 ** 12)],
      ['99.999 %', () => (1 - 0.01 ** 3) ** 12],
      ['230', () => about(1 / (365 * (1 - (1 - 0.01 ** 3) ** 12)))],
    ],
  },
  'training-at-scale': {
    given: '7 32 50 250,000 40 989 8 419 54 16,384 512 70',
    derived: [
      ['30.6', () => 7 * (2 + 2 + 12 / 32)],
      ['14', () => 7 * 2],
      ['27.1', () => gradients],
      ['0.54', () => gradients / 50],
      ['0.83', () => (opsPerToken * 250_000) / (32 * h100)],
      ['13.3', () => (opsPerToken * 4e6) / (32 * h100)],
      ['65 %', () => gradients / 50 / ((opsPerToken * 250_000) / (32 * h100))],
      ['4 %', () => gradients / 50 / ((opsPerToken * 4e6) / (32 * h100))],
      ['47 %', () => 7 / (8 + 7)],
      ['18 %', () => 7 / (32 + 7)],
      ['3.1', () => betweenFailures / 60],
      ['10.4 %', () => lost(1, betweenFailures)],
      ['4.2 %', () => lost(1 / 6, betweenFailures)],
      ['980', () => 70 * 14],
    ],
  },
  'testing-ml-systems': {
    given: '0.97 0.03 400 0 0.90 0.965',
    derived: [['0.009', () => sqrt((0.97 * 0.03) / 400)]],
  },
  'release-strategies': {
    given: '0.5 1.5 0.01 200 3.9 4.1 0.04 0.002 40,000 14 0.05 5',
    derived: [
      ['1,584', () => (16 * 0.01 * 0.99) / 0.01 ** 2],
      ['13', () => 1584 / (0.01 * 200) / 60],
      ['153,600', () => (16 * 0.04 * 0.96) / 0.002 ** 2],
      ['7.7', () => (2 * 153_600) / 40_000],
      ['22 %', () => peeking(14)],
    ],
  },
  'retraining-triggers': {
    given: '28 1.2 700 250 400',
    derived: [
      ['30', () => (1.2 / 28) * 700],
      ['5.2', () => sqrt((2 * 400) / 30)],
      ['415', () => stale(1)],
      ['155', () => stale(5)],
      ['162', () => stale(7)],
      ['239', () => stale(14)],
      ['463', () => stale(30)],
      ['+168 %', () => stale(1) / cheapest - 1],
      ['+0 %', () => stale(5) / cheapest - 1],
      ['+5 %', () => stale(7) / cheapest - 1],
      ['+54 %', () => stale(14) / cheapest - 1],
      ['+199 %', () => stale(30) / cheapest - 1],
      ['15', () => 30 / 2],
      ['364', () => 365 - 1],
    ],
  },
  'ml-technical-debt': {
    given: '14 99.9 0.999 0.0004',
    derived: [
      ['98.6 %', () => 0.999 ** 14],
      ['5.1', () => 365 * (1 - 0.999 ** 14)],
      ['3.3', () => 365 * (1 - 0.999 ** 9)],
    ],
  },
  'containers-vs-vms': {
    given: '9 300 1',
    derived: [
      ['30', () => 9 / 0.3],
      ['adds 14', () => 14 / 1],
    ],
  },
  'cloud-role': {
    given: '320,000 75,000 4.00 80 20 2.50 1 8 60',
    derived: [
      ['620,000', () => 320_000 + 4 * 75_000],
      ['280,320', () => 8 * 4 * 8760],
      ['2.21', () => owned],
      ['55 %', () => owned / 4],
      ['2.76', () => owned / 0.8],
      ['11.06', () => owned / 0.2],
      ['31', () => young(1, 480)],
      ['6.5 %', () => lost(1, 480)],
      ['1.0 %', () => 5 / 480],
      ['57 %', () => 1 - 0.4 * (1 + lost(1, 480) + 5 / 480)],
    ],
  },
  'choosing-training-compute': {
    given: '8 250,000 16 6 989 0.4 3 24 48 1 13 80',
    derived: [
      ['112', () => 16 * 7],
      ['28', () => 112 / 4],
      ['50', () => round((80 - 112 / 4) / 10) * 10],
      ['3.5', () => 112 / 32],
      ['41', () => (3 * 14 * 31) / 32],
      ['33', () => (3 * 14 * 31) / 32 / 1.25],
      ['answer 7', () => (opsPerToken * 250_000) / (4 * h100)],
      ['4.2 \\times 10^{18}', () => opsPerToken * 1e8],
      ['2,654', () => (opsPerToken * 1e8) / (4 * h100)],
      ['44', () => (opsPerToken * 1e8) / (4 * h100) / 60],
      ['USD 9', () => (3 * 4 * 2654) / 3600],
      ['307', () => (opsPerToken * 1e12) / (4 * h100) / 86_400],
      ['14', () => 2 * 7],
      ['70', () => 10 * 7],
    ],
  },
  'scalable-ml-infrastructure': {
    given: '1,200 50 8 0.6 90 1',
    derived: [
      ['60', () => 1200 * 0.05],
      ['13', () => ceil(60 / (8 * 0.6))],
      ['7', () => ceil(13 / 2)],
      ['21', () => 3 * 7],
      ['2.5', () => 1 / (1 - 0.6)],
      ['10', () => 1 / (1 - 0.9)],
    ],
  },
  'tools-and-platforms': {
    given: '20 400,000 4,000,000',
    derived: [
      ['80,000', () => 0.2 * 400_000],
      ['800,000', () => 0.2 * 4_000_000],
    ],
  },
  'batch-vs-streaming-inference': {
    given: '40 1 0.4',
    derived: [
      ['22.2', () => (40e6 * 0.002) / 3600],
      ['2 million', () => 40 * 0.05],
      ['16 million', () => 2 * 8],
      ['take 22.2', () => (16e6 * 0.002) / 0.4 / 3600],
    ],
  },
  'serving-latency': {
    given: '50 0.8 1 3 80 5',
    derived: [
      ['250', () => 50 / (1 - 0.8)],
      ['1,151', () => 250 * log(100)],
      ['100', () => (0.8 / 0.2) * (1 / 2) * 50],
      ['200', () => (0.8 / 0.2) * (2 / 2) * 50],
      ['1,000', () => (0.8 / 0.2) * (10 / 2) * 50],
      ['4.9 %', () => 1 - 0.99 ** 5],
      ['63 %', () => 1 - 0.99 ** 100],
      ['88 %', () => 0.8 * 1.1],
      ['417', () => 50 / (1 - 0.88)],
    ],
  },
  'inference-optimisation': {
    given: '3.35 989 10 32 8 2 8,000 80 4 100 700',
    derived: [
      ['16', () => 8 * 2],
      ['4.5', () => (8 * (4 + 16 / 32)) / 8],
      ['209', () => 3350 / 16],
      ['744', () => 3350 / 4.5],
      ['3.4', () => (2 * 8 * (3350 / 16)) / 1000],
      ['295', () => 989 / 3.35],
      ['128', () => (2 * 32 * 8 * 128 * 2) / 1024],
      ['1.05', () => (131_072 * 8000) / 1e9],
      ['60', () => floor((80 - 16) / 1.0486 / 10) * 10],
      ['1,000', () => 3 * 100 + 700],
      ['2,800', () => 4 * 700],
      ['36 %', () => 1000 / 2800],
    ],
  },
  'gpu-sharing': {
    given: '6 9 3 730 10',
    derived: [
      ['10,950', () => 5 * 3 * 730],
      ['45 %', () => 5 * 0.09],
      ['2,190', () => 3 * 730],
      ['63 %', () => 7 * 0.09],
      ['takes 70', () => 7 * 10],
    ],
  },
  'edge-deployment': {
    given: '3 4.5 60 0.02 30 0.6 1 100',
    derived: [
      ['1.69', () => (3 * 4.5) / 8],
      ['36', () => 60 / ((3 * 4.5) / 8)],
      ['6', () => 3 * 2],
      ['10', () => 60 / 6],
      ['33,750', () => ((3 * 4.5) / 8) * 1e6 * 0.02],
      ['600', () => 0.03 * 1e6 * 0.02],
      ['2.6 %', () => 0.4 ** 4],
      ['25,600', () => 1e6 * 0.4 ** 4],
    ],
  },
  'inference-cost': {
    given: '10 25 50 70 0.60 20 45 0.45 24 1.25 8 100 2 15 0.1 0.3',
    derived: [
      ['3.47', () => perMillion(0.1)],
      ['1.39', () => perMillion(0.25)],
      ['0.69', () => perMillion(0.5)],
      ['0.50', () => perMillion(0.7)],
      ['58 %', () => perMillion(1) / 0.6],
      ['120', () => about((2400 * 86_400 * (perMillion(1) / 0.6)) / 1e6)],
      ['480', () => 20 * 24],
      ['270', () => 0.45 * 20 * 24 * 1.25],
      ['44 %', () => 1 - 270 / 480],
      ['630', () => 3 * (480 - 270)],
      ['99.7 %', () => 1 - 3.35 / 989],
      ['72', () => 3 * 24],
      ['3.60', () => 72 / 20],
      ['5.7', () => (20 * 17) / 60],
      ['USD 17', () => (3 * 20 * 17) / 60],
      ['0.85', () => (3 * 20 * 17) / 60 / 20],
      ['0.4', () => 0.1 + 0.3],
    ],
  },
  'drift-kinds': {
    given: '20 12 17 23 28 0 0.1 0.25 1',
    derived: [
      ['0.041', () => psi(0.2, 0.12)],
      ['0.005', () => psi(0.2, 0.17)],
      ['0.004', () => psi(0.2, 0.23)],
      ['0.027', () => psi(0.2, 0.28)],
      ['0.077', () => sum(...[0.12, 0.17, 0.2, 0.23, 0.28].map((now) => psi(0.2, now)))],
    ],
  },
  'monitoring-without-labels': {
    given:
      '10,000 6,000 0.05 3,000 0.30 1,000 0.80 0.6 0.95 0.3 0.70 0.1 4,500 4,000 1,500 0.8 0.03 95 1.96 0.2 40',
    derived: [
      ['0.860', () => 0.6 * 0.95 + 0.3 * 0.7 + 0.1 * 0.8],
      ['0.828', () => 0.45 * 0.95 + 0.4 * 0.7 + 0.15 * 0.8],
      ['683', () => ceil((1.96 ** 2 * 0.8 * 0.2) / 0.03 ** 2)],
      ['17', () => 683 / 40],
    ],
  },
  'ml-observability': {
    given: '0.09 2 1,200',
    derived: [
      ['0.005', () => 1 - 0.995],
      ['18', () => 0.09 / 0.005],
      ['720', () => 30 * 24],
      ['40', () => 720 / 18],
      ['2.5 %', () => 18 / 720],
      ['14.4', () => 0.02 * 720],
      ['207', () => (1200 * 2000 * 86_400) / 1e9],
    ],
  },
  'feedback-loop': {
    given: '1,000 9 0',
    derived: [
      ['12.5 %', () => 1 / 8],
      ['0.125', () => 1 / 8],
      ['7.2 %', () => 9 / 0.125 / 1000],
      ['on 125', () => 1000 / 8],
    ],
  },
  'model-incident-response': {
    given: '40',
    derived: [
      ['2,400', () => 40 * 60],
      ['0.07', () => 0.09 - 0.02],
      ['6,720', () => 40 * 2400 * 0.07],
      ['96,000', () => 40 * 2400],
      ['30,000', () => about(40 * 3 * 3600 * 0.07)],
    ],
  },
  'fraud-platform-design': {
    given: '0.7 0.5 0.1 0.02 120 1 6 20 15 5 99 50 20,000',
    derived: [
      ['12.3 %', () => precision(0.005)],
      ['41.2 %', () => precision(0.001)],
      ['77.8 %', () => precision(0.0002)],
      ['284,750', () => flagged(0.005)],
      ['84,950', () => flagged(0.001)],
      ['44,990', () => flagged(0.0002)],
      ['126', () => 120 + 6],
      ['4.8 %', () => 6 / 126],
      ['100 payments', () => 0.005 * 20_000],
      ['5,000', () => 100 * 50],
      ['45', () => 100 - sum(20, 15, 15, 5)],
    ],
  },
  'differential-privacy': {
    given: '50 0.1 1 8 0.5 95 10,000 12',
    derived: [
      ['52.5 %', () => belief(0.1)],
      ['73.1 %', () => belief(1)],
      ['88.1 %', () => belief(2)],
      ['99.97 %', () => belief(8)],
      ['= 2', () => 1 / 0.5],
      ['2.8', () => sqrt(2) * 2],
      ['±6', () => 2 * log(20)],
      ['= 5', () => 10 * 0.5],
    ],
  },
  'eu-ai-act-2026': {
    given: '35 7 15 3 2026 99 40 100 1,000',
    derived: [['2.8 million', () => 0.07 * 40]],
  },
  'fairness-metrics': {
    given: '0.8 0.7 40 20 0.70 95 0.1',
    derived: [
      ['0.667', () => 0.4 / 0.6],
      ['0.25', () => 0.2 / 0.8],
      ['11.7 %', () => falsePositive(0.4)],
      ['4.4 %', () => falsePositive(0.2)],
      ['2.7', () => falsePositive(0.4) / falsePositive(0.2)],
      ['0.55', () => wilson(28 / 40, 40, -1)],
      ['0.82', () => wilson(28 / 40, 40, 1)],
    ],
  },
  'model-card': {
    given: '95 4,000 0.91 58',
    derived: [
      ['0.90', () => wilson(0.91, 4000, -1)],
      ['0.92', () => wilson(0.91, 4000, 1)],
      ['0.74', () => 43 / 58],
      ['0.62', () => wilson(43 / 58, 58, -1)],
      ['0.84', () => wilson(43 / 58, 58, 1)],
    ],
  },
  'ml-cost-accountability': {
    given: '40 30 3 9,000 50,000 4 15,000 56,000',
    derived: [
      ['28,800', () => 40 * 24 * 30],
      ['5,400', () => 3 * 1800],
      ['4,200', () => 6000 - 1800],
      ['12,600', () => 3 * 4200],
      ['30,600', () => 3 * (28_800 - sum(7200, 9600, 1800))],
      ['86,400', () => 3 * 28_800],
      ['35 %', () => 30_600 / 86_400],
      ['0.30', () => 15_000 / 50_000],
      ['0.54', () => 30_000 / 56_000],
      ['6,000 extra', () => 56_000 - 50_000],
      ['2.50', () => 15_000 / 6000],
    ],
  },
  'llm-evaluation': {
    given: '82 2,000 200 150 144 50 30 0.82 1 20,000 0.9 80 78 10',
    derived: [
      ['0.96', () => 144 / 150],
      ['0.60', () => 30 / 50],
      ['0.75', () => judged],
      ['0.67', () => judged - judgedError],
      ['0.83', () => judged + judgedError],
      ['0.43', () => 0.9 ** 8],
      ['±11', () => 100 * 1.96 * sqrt((0.8 * 0.2) / 50)],
    ],
  },
  'prompts-as-artefacts': {
    given: '97 91 5000 50 400 6',
    derived: [['24', () => 400 * (0.97 - 0.91)]],
  },
  'rag-operations': {
    given: '5,000 2 6 10 1,024 4 400 0.02 85 92 0.85 0.92 95',
    derived: [
      ['12 million', () => 2 * 6],
      ['49', () => (12e6 * 1024 * 4) / 1e9],
      ['12 GB', () => (12e6 * 1024) / 1e9],
      ['4.8 billion', () => (12e6 * 400) / 1e9],
      ['96', () => 4800 * 0.02],
      ['78 %', () => 0.85 * 0.92],
      ['7 points', () => 100 * 0.85 * (1 - 0.92)],
      ['adds 9', () => 100 * (0.95 - 0.85) * 0.92],
    ],
  },
  'prompt-injection-guardrails': {
    given: '1 100 90 2 50,000',
    derived: [
      ['63 %', () => 1 - 0.99 ** 100],
      ['99.996 %', () => 1 - 0.99 ** 1000],
      ['1,000', () => 0.02 * 50_000],
    ],
  },
  'prompt-caching': {
    given: '8,000 500 400 3 15 0.1 1.25 1 14 40 30 2 32 8 128 16',
    derived: [
      ['0.0315', () => uncached],
      ['0.215', () => 0.9 * 0.1 + 0.1 * 1.25],
      ['0.0127', () => cached],
      ['60 %', () => 1 - cached / uncached],
      ['12,660', () => 1e6 * cached],
      ['31,500', () => 1e6 * uncached],
      ['22 %', () => 0.25 / 1.15],
      ['0.9 %', () => 0.3 * 0.03],
      ['131,072', () => 2 * 32 * 8 * 128 * 2],
      ['1.05', () => (8000 * 131_072) / 1e9],
    ],
  },

  // Four scripts. Russian decimal commas are written as points here.
  'precision-recall': {
    given: '200 100 0.30 0.60',
    derived: [
      ['30 %', () => 60 / 200],
      ['60 %', () => 60 / 100],
      ['0.40', () => (2 * 0.3 * 0.6) / (0.3 + 0.6)],
      ['98.2%', () => (60 + 9760) / 10_000],
      ['99%', () => (140 + 9760) / 10_000],
    ],
  },
  'mixed-precision': {
    given: '2 0 65,536',
    derived: [
      ['6 \\times 10^{-8}', () => 2 ** -24],
      ['6.55 \\times 10^{-4}', () => 65_536 * 1e-8],
      ['65,504', () => (2 - 2 ** -10) * 2 ** 15],
    ],
  },
  'characters-and-bytes': {
    given: '2 3 7 1 4 100',
    derived: [
      ['6 | 18', () => [...'नमस्ते'].length],
      ['18', () => Buffer.byteLength('नमस्ते')],
      ['21', () => Buffer.byteLength('विज्ञान')],
      ['12', () => Buffer.byteLength('क्षि')],
      ['11', () => Buffer.byteLength('👩‍🔬')],
      ['8', () => Buffer.byteLength('🇮🇳')],
    ],
  },
  'cross-validation': {
    given: '0.81 0.84 0.79 0.86 0.80 0.83',
    derived: [
      ['0.82', () => mean(folds)],
      ['0.03', () => sqrt(sum(...folds.map((score) => (score - mean(folds)) ** 2)) / 4)],
    ],
  },
  'annotator-agreement': {
    given: '100 5 85 10 0.1 0.9',
    derived: [
      ['0.90', () => (5 + 85) / 100],
      ['0.82', () => 0.1 * 0.1 + 0.9 * 0.9],
      ['0.08', () => 0.9 - 0.82],
      ['0.18', () => 1 - 0.82],
      ['0.44', () => (0.9 - 0.82) / (1 - 0.82)],
    ],
  },
  'probability-calibration': {
    given: '0.9 90 75 9 2',
    derived: [['0.75', () => 1 / (1 + exp(-log(9) / 2))]],
  },
  'near-duplicates': {
    given: '1 100 20 5 0.3 0.5 0.6 0.8',
    derived: [
      ['5 \\cdot 10^{11}', () => (1e6 * (1e6 - 1)) / 2],
      ['4.7 %', () => candidate(0.3)],
      ['47.0 %', () => candidate(0.5)],
      ['80.2 %', () => candidate(0.6)],
      ['99.96 %', () => candidate(0.8)],
      ['0.55', () => (1 / 20) ** (1 / 5)],
    ],
  },
  'active-learning': {
    given: '0.5 0.9 0.1',
    derived: [
      ['0.69', () => entropy(0.5)],
      ['0.33', () => entropy(0.9)],
    ],
  },
}
