/** What `element` renders: lists become repeated `<member>`, a `Map` becomes `<entry><key/><value/></entry>`. */
export type XmlValue = unknown

/** One XML element with its content; members that are undefined are left out, dates are written in ISO form. */
export function element(name: string, value: XmlValue): string {
  return value === undefined ? '' : `<${name}>${content(value)}</${name}>`
}

function content(value: XmlValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map) {
    return [...value].map(([key, item]) => element('entry', { key, value: item })).join('')
  }
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, item]) => element(name, item))
      .join('')
  }
  return escapeXml(String(value))
}

/** Text as XML (and HTML) content or a quoted attribute. */
export function escapeXml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '\r': '&#13;',
  }
  return text.replace(/[&<>"'\r]/g, (character) => names[character] ?? character)
}
