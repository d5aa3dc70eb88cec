// What test/bench/privacyidea.md describes: sign-ins with HOTP codes at a privacyIDEA that runs already.
import { hotp } from "../../server/otp/hotp.js";
import { SECRET } from "./codes.js";
import { run } from "./load.js";

const [address = "http://127.0.0.1:5088", password = "adminpass"] = process.argv.slice(2);
const TOKENS = 400;
const CONNECTIONS = 16;
const SECONDS = 10;

async function ask(path: string, body: object, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${text.slice(0, 300)}`);
  return text;
}

const signedIn = await ask("/auth", { username: "admin", password });
const authorization = /"token": ?"([^"]+)"/.exec(signedIn)?.[1] ?? "";
const tokens = Array.from({ length: TOKENS }, (_, n) => ({ serial: `B${Date.now()}-${n}`, counter: 0 }));
for (const { serial } of tokens) {
  const token = { type: "hotp", serial, otpkey: SECRET.toString("hex"), genkey: 0, pin: "" };
  await ask("/token/init", token, { authorization });
}
let turn = 0;
const load = {
  port: Number(new URL(address).port),
  path: "/validate/check",
  headers: {},
  connections: CONNECTIONS,
  next() {
    const token = tokens[turn % TOKENS];
    turn += 1;
    if (token === undefined) throw new TypeError("no token");
    const pass = hotp(SECRET, token.counter, 6, "SHA1");
    token.counter += 1;
    return JSON.stringify({ serial: token.serial, pass });
  },
  isRight: (answer: string) => answer.includes('"authentication": "ACCEPT"'),
};
await run({ ...load, seconds: 3 });
const { perSecond, p50, p99, failures } = await run({ ...load, seconds: SECONDS });
console.log(
  `privacyIDEA, right codes of HOTP: ${perSecond.toFixed(1)} a second, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${failures} refused.`,
);
