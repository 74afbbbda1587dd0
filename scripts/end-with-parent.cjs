/**
 * Loaded by the launcher into the process it starts: when the launcher is gone, however it went, the process gets the
 * SIGTERM that asks it to finish. Without it, killing the launcher with -9 would leave a server on its port.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // The channel must not keep a finished program alive.
  process.channel.unref()
}
