// A lost phone: the old secret stops at once, a new one goes to the new phone.
//
//   node examples/everyday/lost-phone.mjs LOGIN [QR-CODE.svg]
//
// Shows the new secret, writes its QR code into a file if you name one, and asks for the first code of the new phone.

import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { getArguments, ask, giveUp } from "./ask.mjs";

const [login, file] = getArguments("lost-phone.mjs LOGIN [QR-CODE.svg]", 1);

const { user } = await ask(
  "query ($login: String!) { user(by: { login: $login }) { tokens(first: 100) { nodes { id name kind oath { algorithm } } } } }",
  { login },
);
if (user === null) giveUp(`There is no user ${login}.`);
// Tokens whose codes are sent, and phones that are asked, are software, too; they have no `oath`.
const apps = user.tokens.nodes.filter(({ kind, oath }) => kind === "SOFTWARE" && oath !== null);
if (apps.length !== 1) giveUp(`${login} has ${apps.length} tokens in apps; this script is for exactly one.`);
const [token] = apps;

const { tokenReissue } = await ask(
  `mutation ($input: TokenReissueInput!) {
    tokenReissue(input: $input) {
      ... on TokenReissuePayload { enrolment { secretBase32 qrSvg expiresAt } }
      ... on Error { code message }
    }
  }`,
  { input: { token: { id: token.id }, lost: true } },
);
const { secretBase32, qrSvg, expiresAt } = tokenReissue.enrolment;
console.log(`${token.name} is worth nothing on the old phone.`);
console.log(`Secret for the new one, until ${expiresAt}: ${secretBase32}`);
if (file !== undefined) {
  // Only you can read the file. Delete it after the QR code was scanned.
  await writeFile(file, qrSvg, { mode: 0o600 });
  console.log(`QR code: ${file}`);
}

const input = createInterface({ input: process.stdin, output: process.stdout });
const otp = await input.question("The code that the new phone shows: ");
input.close();
await ask(
  `mutation ($input: TokenEnrolmentConfirmInput!) {
    tokenEnrolmentConfirm(input: $input) { ... on TokenEnrolmentConfirmPayload { token { id } } ... on Error { code message } }
  }`,
  { input: { token: { id: token.id }, otp: otp.trim() } },
);
console.log(`${login} signs in with the new phone.`);
