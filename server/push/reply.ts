/** The reply of the door: JSON in the shape that the app reads. */
export interface PhoneReply {
  readonly status: number;
  readonly body: {
    readonly result: {
      readonly status: boolean;
      readonly value?: unknown;
      readonly error?: { readonly code: number; readonly message: string };
    };
    readonly detail: Readonly<Record<string, string>> | null;
  };
}

/** The app wants a number beside each message. It means nothing here. */
const ERROR_CODE = 10;

export function successReply(
  value: unknown,
  detail: Readonly<Record<string, string>> | null = null,
): PhoneReply {
  return { status: 200, body: { result: { status: true, value }, detail } };
}

/** @param status 400 or more: below, the app takes an answer to its roll-out for success. */
export function errorReply(status: number, message: string): PhoneReply {
  return { status, body: { result: { status: false, error: { code: ERROR_CODE, message } }, detail: null } };
}

/** The reply to every wrong request: a bad signature, a foreign key, an unknown serial. */
export const NOT_VERIFIED: PhoneReply = errorReply(400, "Could not verify signature!");
