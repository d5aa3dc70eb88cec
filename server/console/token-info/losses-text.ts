import { getModel } from "@tokenplane/rules/models";
import { getCodeSource, hasSuitePin, namesText, type CodeSource, type TokenInfo } from "./token-info.js";

/** The part of a token that is its user's own, by where its codes come from. */
const OWN: Readonly<Record<CodeSource, string>> = {
  DEVICE: "the secret of its app",
  QUESTION: "the secret of its app",
  SENT: "the address that codes are sent to",
  PHONE: "its phone",
};

/** The personal data that a token loses when it leaves its user; empty for none. */
export function lossesText(token: TokenInfo): string {
  const lost = [
    ...(getModel(token.model).enrols && token.status === "ACTIVE" ? [OWN[getCodeSource(token)]] : []),
    ...(token.pin === null && !hasSuitePin(token) ? [] : ["its PIN"]),
    ...(token.bypasses.nodes.length === 0 ? [] : ["its bypass"]),
  ];
  return lost.length === 0 ? "" : `The token loses ${namesText(lost, lost.length)}. This cannot be undone.`;
}
