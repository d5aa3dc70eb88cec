import {
  codeSourceOf,
  hasSuitePin,
  namesText,
  type CodeSource,
  type ModelTraits,
  type TokenInfo,
} from "./token-info.js";

/** What of a token is its user's own, by where its codes come from. */
const OWN: Readonly<Record<CodeSource, string>> = {
  DEVICE: "the secret of its app",
  QUESTION: "the secret of its app",
  SENT: "the address that codes are sent to",
  PHONE: "its phone",
};

/** What of the person a token loses when it leaves its user; empty for nothing. */
export function lossesText(token: TokenInfo, { enrols }: ModelTraits): string {
  const lost = [
    ...(enrols && token.status === "ACTIVE" ? [OWN[codeSourceOf(token)]] : []),
    ...(token.pin === null && !hasSuitePin(token) ? [] : ["its PIN"]),
    ...(token.runningBypasses.nodes.length === 0 ? [] : ["its bypass"]),
  ];
  return lost.length === 0 ? "" : `The token loses ${namesText(lost, lost.length)}. This cannot be undone.`;
}
