/** Uniform draws by name, the same for the same seed: when each row of the data arrives. */
export function spread(seed: string): (stream: string) => number {
  return (stream) => fraction(`${seed}:${stream}`)
}

/** FNV-1a with a final mix, as a fraction of 2^32. */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}
