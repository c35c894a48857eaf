/** A thread of the tests' own tasks; it needs the compiled program. */
import { serve } from '../../dist/pool/serve.js'
import { tasks } from './tasks.mjs'

serve(tasks)
