/** Where the pack of a cycle is kept in the Archive. */
export const packKey = (cycle: string) => `cycles/${cycle}/pack.json`
