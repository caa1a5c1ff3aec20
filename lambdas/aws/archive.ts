import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type * as z from 'zod'
import { archiveBucket } from '../env.ts'
import { parseKnown } from './known.ts'

const s3 = new S3Client({})

/** Keeps a value as JSON under a key. Keys are derived from what is kept: a repeat writes the same again. */
export async function putJson(key: string, value: unknown): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: archiveBucket(),
      Key: key,
      Body: JSON.stringify(value),
      ContentType: 'application/json',
    }),
  )
}

/** What is kept under a key; undefined when nothing is. */
export async function readJson<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: archiveBucket(), Key: key }))
    const parsed = parseKnown(schema, JSON.parse((await Body?.transformToString()) ?? 'null'))
    if (parsed.success) return parsed.data
    throw parsed.error
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined
    throw error
  }
}
