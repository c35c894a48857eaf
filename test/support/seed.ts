/**
 * Random inputs are the same in every short run, so that a red test is the
 * change's doing; long runs (RECTOVERSO_LONG=1) search anew each time.
 */
import fc from 'fast-check'

if (process.env.RECTOVERSO_LONG !== '1') fc.configureGlobal({ seed: 20261123 })
