// A box of hardware tokens: imports the vendor's file, hands the fobs out, and links them to a resource.
//
//   node examples/everyday/box-of-tokens.mjs SEEDS.csv PERIOD HANDOUT.csv RESOURCE
//
// SEEDS.csv came with the box: serialNumber,secret. HANDOUT.csv says who gets which fob: serialNumber,login; users that do
// not exist are created. PERIOD is 30 or 60, as printed on the fobs. After a mistake, correct the files and run the script
// again: it does not repeat steps that are done.

import { readFile } from "node:fs/promises";
import { getArguments, ask, giveUp } from "./ask.mjs";

const [seeds, period, handout, resource] = getArguments(
  "box-of-tokens.mjs SEEDS.csv PERIOD HANDOUT.csv RESOURCE",
  4,
);

const read = (file) => readFile(file, "utf8").catch(() => giveUp(`${file} cannot be read.`));
const content = await read(seeds);
const pairs = (await read(handout))
  .split(/\r?\n/)
  .map((line) => line.split(",").map((cell) => cell.trim()))
  .filter(([serialNumber, login]) => serialNumber && login && serialNumber !== "serialNumber");

// 1. All of the file or nothing.
const { tokenImport } = await ask(
  `mutation ($input: TokenImportInput!) {
    tokenImport(input: $input) {
      ... on TokenImportPayload { created refused { line code message } }
      ... on Error { code message }
    }
  }`,
  {
    input: {
      format: "CSV",
      model: "PROTECTIMUS_TWO",
      periodSeconds: Number(period),
      content,
    },
  },
);
const wrong = tokenImport.refused.filter(({ code }) => code !== "ALREADY_EXISTS");
for (const { line, message } of wrong) console.error(`${seeds}, line ${line}: ${message}`);
if (wrong.length > 0) giveUp("Nothing was imported. Correct the file and run this again.");
const wasDone = tokenImport.refused.length > 0;
console.log(wasDone ? "The tokens were imported before." : `${tokenImport.created} tokens imported.`);

// 2. Each fob for its user. A user that does not exist is created; a fob that the user has already is skipped.
for (const [serialNumber, login] of pairs) {
  const { user, token } = await ask(
    `query ($login: String!, $serialNumber: String!) {
      user(by: { login: $login }) { id }
      token(by: { serialNumber: $serialNumber }) { user { login } }
    }`,
    { login, serialNumber },
  );
  if (token === null) giveUp(`${handout}: there is no token ${serialNumber}.`);
  if (token.user?.login === login) continue;
  await ask(
    `mutation ($input: TokenAssignInput!) {
      tokenAssign(input: $input) { ... on TokenAssignPayload { token { id } } ... on Error { code message } }
    }`,
    { input: { token: { serialNumber }, to: user === null ? { newUser: { login } } : { user: { login } } } },
  );
}
console.log(`${pairs.length} tokens handed out.`);

// 3. All links in one step. A link that exists already is skipped.
const { assignmentsCreate } = await ask(
  `mutation ($input: AssignmentsCreateInput!) {
    assignmentsCreate(input: $input) {
      ... on AssignmentsCreatePayload { results { ... on Error { code message } } }
      ... on Error { code message }
    }
  }`,
  {
    input: {
      onRefusal: "SKIP",
      items: pairs.map(([serialNumber]) => ({
        token: { serialNumber },
        to: { resource: { name: resource } },
      })),
    },
  },
);
for (const [n, { code, message }] of assignmentsCreate.results.entries()) {
  if (code !== undefined && code !== "ALREADY_EXISTS") console.error(`${pairs[n].join(", ")}: ${message}`);
}
console.log(`They work at ${resource}.`);
