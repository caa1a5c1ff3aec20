/** Where what a cycle leaves for the figures is kept in the Archive. */
export const figuresKey = (cycle: string) => `cycles/${cycle}/figures.json`
