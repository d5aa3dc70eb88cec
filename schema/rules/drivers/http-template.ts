import {
  LONGEST_BODY,
  referenceHeader,
  successContains,
  templateBody,
  templateFault,
  templateUrl,
} from "../channel.js";
import { type DriverDeclaration, type Fault, pairsOf, textOf, type Values } from "./declaration.js";

function fault({ url, method, contentType, headers, body, idempotencyHeader }: Values): Fault | null {
  return templateFault({
    url: textOf(url) ?? "",
    method: textOf(method) ?? "",
    contentType: textOf(contentType),
    headers: pairsOf(headers),
    body: textOf(body),
    idempotencyHeader: textOf(idempotencyHeader),
  });
}

/** What both drivers with a template have. */
const TEMPLATE = {
  type: "HttpTemplate",
  description:
    "A gateway with an HTTP interface, and the request that is sent to it. Placeholders in URL, headers and body stand for what is sent: `{to}` (the phone number or the chat), `{text}`, `{code}`, `{reference}` (a UUID that stays the same when a message is repeated), `{secondsLeft}` (for how long the code is valid), and `{secret:NAME}`. Each is escaped for where it stands. `{to}` and one of `{text}` and `{code}` are needed.",
  settings: {
    url: {
      type: "text",
      rule: templateUrl,
      isRequired: true,
      description: "The address to call. Placeholders are allowed after the host name.",
    },
    method: {
      type: "choice",
      enum: { name: "HttpMethod", description: "How a gateway is called." },
      values: {
        POST: { value: "POST", description: "With a body." },
        PUT: { value: "PUT", description: "With a body." },
        GET: { value: "GET", description: "Everything is in the URL and the headers; there is no body." },
      },
      default: "POST",
      description: "The HTTP method.",
    },
    contentType: {
      type: "choice",
      enum: {
        name: "HttpContentType",
        description: "The content type of a request's body. Placeholders are escaped for this type.",
      },
      values: {
        JSON: { value: "application/json", description: "application/json" },
        FORM: {
          value: "application/x-www-form-urlencoded",
          description: "application/x-www-form-urlencoded",
        },
        TEXT: { value: "text/plain", description: "text/plain" },
      },
      default: "application/json",
      none: "no content type is sent",
      description: "The content type of the body.",
    },
    headers: {
      type: "headers",
      default: [],
      description: "Headers, at most 20. Their values may have placeholders.",
    },
    body: {
      type: "text",
      rule: templateBody,
      longest: LONGEST_BODY,
      description:
        'The body, with placeholders: `{"to": "{to}", "text": "{text}"}`. The placeholders are `{to}`, `{text}`, `{code}`, `{reference}`, `{secondsLeft}` and `{secret:NAME}`. Without it, no body is sent.',
    },
    successContains: {
      type: "text",
      rule: successContains,
      description:
        "A text that the gateway's answer must contain. Without it, a status from 200 to 299 is enough.",
    },
    idempotencyHeader: {
      type: "text",
      rule: referenceHeader,
      description:
        "The name of a header that gets `{reference}`, for gateways that use it to recognise repeated requests. Without it, a message is not sent again if it is not known whether the gateway got it.",
    },
  },
  secrets: "NAMED",
  goesTo: [],
  fault,
} as const;

export const SMS_HTTP = {
  ...TEMPLATE,
  name: "SMS_HTTP",
  kind: "SMS",
  sends: "SMS by any gateway with an HTTP interface.",
} as const satisfies DriverDeclaration;

export const BOT_HTTP = {
  ...TEMPLATE,
  name: "BOT_HTTP",
  kind: "BOT",
  sends: "Messages of a bot by any service with an HTTP interface, such as a messenger of your own.",
} as const satisfies DriverDeclaration;
