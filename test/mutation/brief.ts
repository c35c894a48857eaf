/** One failing input is enough to notice a change, the smallest one is not looked for, nor for long. */
import fc from 'fast-check'

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  endOnFailure: true,
  interruptAfterTimeLimit: 500,
})
