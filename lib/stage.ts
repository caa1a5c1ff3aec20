/** Stage of the API, first part of every path without a custom domain. Apart from the constructs, so that a command need not load them. */
export const STAGE = 'live'
