/** One or more of something, as English has it. */
export const many = (count: number, one: string, more: string): string => (count === 1 ? one : more)
