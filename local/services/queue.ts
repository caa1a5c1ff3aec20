import { createHash } from 'node:crypto'

/** Settings of a queue, times in milliseconds. */
export interface QueueSettings {
  delay: number
  visibility: number
  retention: number
  /** Largest message in bytes. */
  maxSize: number
  receiveWait: number
  fifo: boolean
  contentBasedDeduplication: boolean
  redrive?: { deadLetterArn: string; maxReceives: number }
}

export interface QueueMessage {
  id: string
  body: string
  messageAttributes: Record<string, unknown>
  sentAt: number
  sender: string
  /** From this instant on it can be received. */
  visibleAt: number
  receives: number
  firstReceivedAt?: number
  /** Handle of the latest receive: the only one that counts. */
  handle?: string
  group?: string
  sequence: number
}

export interface NewMessage {
  id: string
  body: string
  messageAttributes?: Record<string, unknown>
  sender?: string
  delay?: number
  group?: string
  deduplicationId?: string
}

/** The messages of one queue and the rules of SQS over them. Time is an argument of everything. */
export class Queue {
  readonly name: string
  readonly settings: QueueSettings
  #messages: QueueMessage[] = []
  #sequence = 0
  #sent = new Map<string, { id: string; until: number }>()

  constructor(name: string, settings: QueueSettings) {
    this.name = name
    this.settings = settings
  }

  /** Takes a message; on a FIFO queue a deduplication id seen within five minutes gives the first message's id again. */
  send(message: NewMessage, now: number): string {
    const { fifo, contentBasedDeduplication } = this.settings
    if (fifo) {
      const key = message.deduplicationId ?? (contentBasedDeduplication ? sha256(message.body) : undefined)
      if (key === undefined) throw new Error(`${this.name}: a FIFO queue needs a MessageDeduplicationId`)
      const known = this.#sent.get(key)
      if (known && known.until > now) return known.id
      this.#sent.set(key, { id: message.id, until: now + 300_000 })
    }
    this.#messages.push({
      id: message.id,
      body: message.body,
      messageAttributes: message.messageAttributes ?? {},
      sentAt: now,
      sender: message.sender ?? 'local',
      visibleAt: now + (message.delay ?? this.settings.delay),
      receives: 0,
      group: message.group,
      sequence: this.#sequence++,
    })
    return message.id
  }

  /**
   * The oldest visible messages, made invisible; those received too often go to `deadLetter` instead.
   * `handle` names each receive.
   */
  receive(
    max: number,
    now: number,
    handle: (message: QueueMessage) => string,
    deadLetter: (message: QueueMessage) => void,
    visibility = this.settings.visibility,
  ): QueueMessage[] {
    this.#expire(now)
    const taken: QueueMessage[] = []
    const blocked = new Set(
      this.#messages.filter((m) => m.group !== undefined && m.visibleAt > now).map((m) => m.group),
    )
    for (const message of [...this.#messages]) {
      if (taken.length === max) break
      if (message.visibleAt > now || blocked.has(message.group ?? '')) continue
      if (this.settings.redrive && message.receives >= this.settings.redrive.maxReceives) {
        this.#messages = this.#messages.filter((other) => other !== message)
        deadLetter(message)
        continue
      }
      message.receives += 1
      message.firstReceivedAt ??= now
      message.visibleAt = now + visibility
      message.handle = handle(message)
      taken.push(message)
    }
    return taken
  }

  /** Forgets the message of that handle; false when the handle is of an older receive or unknown. */
  delete(handle: string): boolean {
    const before = this.#messages.length
    this.#messages = this.#messages.filter((message) => message.handle !== handle)
    return this.#messages.length < before
  }

  /** Lets the message of that handle be seen again at `now + visibility`; says whether there was one in flight. */
  changeVisibility(handle: string, visibility: number, now: number): boolean {
    const message = this.#messages.find((one) => one.handle === handle && one.visibleAt > now)
    if (message) message.visibleAt = now + visibility
    return message !== undefined
  }

  purge(): void {
    this.#messages = []
  }

  /** Numbers as GetQueueAttributes counts them, and the age in milliseconds of the oldest message. */
  counts(now: number) {
    this.#expire(now)
    const hidden = this.#messages.filter((message) => message.visibleAt > now)
    const inFlight = hidden.filter((message) => message.receives > 0).length
    const oldest = this.#messages.reduce((age, message) => Math.max(age, now - message.sentAt), 0)
    return { visible: this.#messages.length - hidden.length, inFlight, delayed: hidden.length - inFlight, oldest }
  }

  /** The next instant at which a message becomes visible; undefined when none is hidden. */
  nextVisible(now: number): number | undefined {
    const later = this.#messages.map((message) => message.visibleAt).filter((instant) => instant > now)
    return later.length === 0 ? undefined : Math.min(...later)
  }

  #expire(now: number): void {
    const oldest = now - this.settings.retention
    if (this.#messages.some((message) => message.sentAt < oldest)) {
      this.#messages = this.#messages.filter((message) => message.sentAt >= oldest)
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
