import { type Gateway, type GatewayRequest, startGateway } from "./gateway.js";

/** A request as it was received. */
export type HttpGatewayMessage = GatewayRequest;

/** Any gateway with an HTTP interface, which wants an API key in a header. */
export interface HttpGateway extends Gateway<HttpGatewayMessage> {
  /** The value of the header X-Api-Key. */
  readonly apiKey: string;
}

const API_KEY = "the key of this gateway";

/**
 * Accepts every request that has the API key. A repetition with the same Idempotency-Key is answered, and not kept
 * again. Its answer is `{"result":"queued"}`.
 */
export async function startHttpGateway(): Promise<HttpGateway> {
  const seen = new Set<string>();
  const answer = { status: 202, body: { result: "queued" } };
  const gateway = await startGateway<HttpGatewayMessage>((request) => {
    if (request.headers["x-api-key"] !== API_KEY) {
      return { refuse: { status: 401, body: { error: "wrong key" } } };
    }
    const key = request.headers["idempotency-key"];
    if (typeof key === "string") {
      if (seen.has(key)) return { repeated: answer };
      seen.add(key);
    }
    return { accept: request, answer };
  });
  return { ...gateway, apiKey: API_KEY };
}
