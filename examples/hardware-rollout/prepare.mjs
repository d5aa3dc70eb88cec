// Imports the box into the account, all of it or nothing: `node prepare.mjs`. Import a box once, and keep its secrets out
// of programs and states. `npx tokenplane tokens import box.csv --model protectimus-two --period 30` does the same.
import { readFileSync } from "node:fs";

const { TOKENPLANE_ENDPOINT = "http://127.0.0.1:4000", TOKENPLANE_API_KEY: key } = process.env;
const content = readFileSync("box.csv", "utf8");

const response = await fetch(new URL("/graphql", TOKENPLANE_ENDPOINT), {
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/json", authorization: `Bearer ${key}` },
  body: JSON.stringify({
    query: `mutation ($input: TokenImportInput!) {
      tokenImport(input: $input) {
        ... on TokenImportPayload { created refused { line code message } }
        ... on Error { message }
      }
    }`,
    variables: { input: { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30, content } },
  }),
});
const { data, errors } = await response.json();
const { created, refused = [], message } = data?.tokenImport ?? errors[0];

// When the script runs again, the tokens exist already: that is no error.
const wrong = refused.filter(({ code }) => code !== "ALREADY_EXISTS");
for (const { line, message: why } of wrong) console.error(`box.csv, line ${line}: ${why}`);
if (message !== undefined) console.error(message);
if (message !== undefined || wrong.length > 0) process.exitCode = 1;
else if (created > 0) console.log(`${created} fobs of the box are in the account, and nobody has them yet.`);
else console.log("The fobs of the box are in the account already.");
