/** Every problem of the API as the served document tells them: which answer each path may give, and what to do. */

/** Status → what it means for whoever gets it. */
export const PROBLEM_ANSWERS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read; `detail` says where.',
  403: 'The key is missing or unknown, or may not do this.',
  404: 'There is no such path, KPI or series.',
  405: 'The path takes other methods; `allow` names them.',
  409: 'Not now: no plan is applied yet, or the period is locked and needs a reason.',
  413: 'Too much in one request.',
  415: 'The content type is not read here.',
  422: 'The request is understood and cannot be served as it is; `detail` says what to change.',
  429: 'Too many requests, or a quota is used up. Try again after `retry-after` seconds.',
  500: 'A fault of ours, logged. Send the same request again.',
  502: 'The function stopped on its way. Send the same request again.',
  503: 'A table was busy. Send the same request again after `retry-after` seconds.',
  504: 'No answer within 29 seconds. Send the same request again.',
}

/** Statuses any path with a key may answer with. */
export const ALWAYS = [403, 429, 500, 502, 503, 504] as const
