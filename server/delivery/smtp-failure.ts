import { notAccepted, refused, unknown } from "./answers.js";
import { connectFailure, errorCode } from "./connect-failure.js";
import type { SendResult } from "./delivery.js";

/**
 * The result of a failed try by SMTP. A reply says it (RFC 5321, 4.2.1: 4yz may be repeated, 5yz may not); without one,
 * it depends on whether the server had asked for the body.
 * @param error of nodemailer: `responseCode` is there if the server replied, `command` says to what.
 */
export function smtpFailure(error: unknown, bodyRead: boolean): SendResult {
  const reply = numberField(error, "responseCode");
  if (reply !== null && reply >= 500 && reply <= 599) return refused(replyFailure(error, reply));
  if (reply !== null && reply >= 400 && reply <= 499) return notAccepted(replyFailure(error, reply));
  if (bodyRead) {
    return unknown(
      "The mail server received the message, but did not confirm it. Check in its log whether the message was sent.",
    );
  }
  switch (errorCode(error)) {
    case "ETIMEDOUT":
    case "EABORT":
      return notAccepted(
        "The mail server did not answer in time. Check its port, and whether it is overloaded.",
      );
    case "EAUTH":
      return notAccepted(
        "The mail server offers no authentication method that Tokenplane supports. Check which methods it offers.",
      );
    case "ECONNECTION":
      return notAccepted(
        "The mail server closed the connection. Check its port, and whether it requires TLS.",
      );
    case "EPROTOCOL":
      return notAccepted("The mail server's reply is not SMTP. Check its port, and whether it requires TLS.");
    case "EENVELOPE":
      return refused("The sender or the recipient cannot be used in a mail. Correct the channel's sender.");
    case "EMESSAGE":
      return refused("The mail is larger than the mail server accepts. Raise the mail server's limit.");
    default:
      return notAccepted(connectFailure(error, "mail server"));
  }
}

/** A sentence of the reply's numbers. Its words are not passed on: they may repeat what was sent. */
function replyFailure(error: unknown, reply: number): string {
  const response = textField(error, "response");
  // The enhanced code (RFC 3463), right after the first.
  const enhanced = /^\d{3}[ -]([245]\.\d{1,2}\.\d{1,2})(?=\s|$)/.exec(response)?.[1];
  const numbers = enhanced === undefined ? String(reply) : `${reply} ${enhanced}`;
  const command = textField(error, "command");
  if (command.startsWith("AUTH")) {
    return `The mail server refused the sign-in (${numbers}). Correct the channel's user name and password.`;
  }
  if (command.startsWith("MAIL")) {
    return `The mail server refused the sender (${numbers}). Check the channel's sender and sign-in.`;
  }
  if (command.startsWith("RCPT")) {
    return `The mail server refused the recipient (${numbers}). Check the person's e-mail address.`;
  }
  if (command.startsWith("STARTTLS")) {
    return `The mail server does not encrypt the connection (${numbers}). Check its port and its certificate.`;
  }
  if (command.startsWith("DATA")) {
    return `The mail server refused the message (${numbers}). Look into its log for the reason.`;
  }
  return `The mail server refused the connection (${numbers}). Look into its log for the reason.`;
}

function numberField(error: unknown, name: "responseCode"): number | null {
  if (typeof error !== "object" || error === null || !(name in error)) return null;
  return typeof error[name] === "number" ? error[name] : null;
}

function textField(error: unknown, name: "response" | "command"): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}
