/** Who mails are from, as an address field has it. */
export interface Sender {
  /** Empty when the sender is an address alone. */
  name: string
  address: string
}

/** Name and address of a sender such as `Throughline <throughline@example.org>`; the name may stand in quotes. */
export function senderOf(text: string): Sender {
  const [, name = '', address = text] = /^([^<]*)<([^<>]*)>\s*$/.exec(text) ?? []
  const quoted = /^"(.*)"$/s.exec(name.trim())?.[1]
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? name.trim(), address }
}
