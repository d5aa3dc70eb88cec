import { z } from "zod";

// The format of an exported log, line by line, and what the API returns of it.

const Text = z.string().nullable();

/** The number of a format, which exports of earlier versions do not have. */
const Format = z.number().nullable().default(null);

export const EventShape = z.object({
  cursor: z.string(),
  id: z.string(),
  type: z.string(),
  occurredAt: z.string(),
  actor: z.object({ kind: z.string(), id: Text, name: z.string() }),
  tokenId: Text,
  tokenName: Text,
  userId: Text,
  userLogin: Text,
  resourceId: Text,
  resourceName: Text,
  outcome: Text,
  method: Text,
  reason: Text,
  subjectHmac: Text,
  clientAddress: Text,
  callerAddress: Text,
  correlationId: z.string(),
  changes: z.array(z.object({ field: z.string(), from: Text, to: Text })),
  summary: z.string(),
  // Exports of earlier versions do not have it.
  params: z.record(z.string(), z.string()).nullable().default(null),
  proof: z.object({
    salt: Text,
    fields: z.array(z.object({ field: z.string(), hash: Text, salt: Text })),
    // An export of the first format has neither.
    words: z.array(z.string()).default([]),
    erasures: z
      .array(
        z.object({
          event: z.string(),
          fields: z.array(z.string()),
          words: z.string(),
          format: Format,
          signature: z.string(),
        }),
      )
      .default([]),
  }),
});

/** An event as the API returns it and as it is exported. */
export type ExportedEvent = z.infer<typeof EventShape>;

export const SealShape = z.object({
  number: z.number(),
  previousHash: z.string(),
  count: z.number(),
  eventsHash: z.string(),
  eventHashes: Text,
  oldestAt: z.string(),
  newestAt: z.string(),
  sealedAt: z.string(),
  keyId: z.string(),
  format: Format,
  hash: z.string(),
  signature: z.string(),
});

export const CheckpointShape = z.object({
  account: z.string(),
  number: z.number(),
  hash: z.string(),
  sealedAt: z.string(),
  keyId: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

export const HorizonShape = z.object({ through: z.number(), expiredAt: z.string(), signature: z.string() });

/** The header of an exported log. */
export const HeaderShape = z.object({
  account: z.string(),
  publicKey: z.string(),
  horizon: HorizonShape.nullable(),
  since: Text,
  until: Text,
});
export type Header = z.infer<typeof HeaderShape>;

/** A line of an exported log: its head, an event, or the seal over the events before it. */
export const LineShape = z.union([
  z.object({ log: HeaderShape }),
  z.object({ event: EventShape }),
  z.object({ seal: SealShape.extend({ account: z.string() }) }),
]);
