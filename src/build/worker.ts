/** A thread of a build. */
import { serve } from '../pool/serve.ts'
import { tasks } from './tasks.ts'

serve(tasks)
