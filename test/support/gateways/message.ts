import ipaddr from "ipaddr.js";
import { expect } from "vitest";
import type { OutgoingMessage, SendResult } from "../../../server/delivery/delivery.js";
import type { OutgoingPolicy } from "../../../server/delivery/driver-settings.js";

/** Lets channels reach the gateways of tests. */
export const LOCAL: OutgoingPolicy = { allowed: [ipaddr.parseCIDR("127.0.0.0/8")] };

/** Lets channels reach only public addresses. */
export const PUBLIC: OutgoingPolicy = { allowed: [] };

/** For whatever is answered in the end: a busy machine has enough time. A silence is ended by a signal. */
export const PATIENT = { limitMs: 60_000 } as const;

/** A signal that ends nothing. */
export const NEVER: AbortSignal = new AbortController().signal;

/** A message with a code. */
export function outgoing(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    to: "+491701234567",
    subject: "739164 is your code",
    text: "739164 is your code for VPN. Never tell it to anyone.",
    html: null,
    code: "739164",
    secondsLeft: 300,
    reference: "0191f0c0-0000-7000-8000-000000000001",
    data: null,
    receiptUrl: null,
    ...changes,
  };
}

/** Holds a result to what every failure promises: one sentence or more, and nothing of the message or of secrets. */
export function expectDiscreet(
  result: SendResult,
  message: OutgoingMessage,
  secrets: readonly string[] = [],
): void {
  if (result.state === "ACCEPTED") return;
  const hidden = [message.to, message.to.replace("+", ""), message.text, message.code ?? message.text];
  for (const secret of [...hidden, ...secrets]) expect(result.failure).not.toContain(secret);
  expect(result.failure).toMatch(/^[A-Z][^\n]*\.$/);
}
