// Functions for the scripts in this folder: one calls the API, and one ends the script with a sentence.

const endpoint = process.env.TOKENPLANE_ENDPOINT ?? "http://127.0.0.1:4000";
const key = process.env.TOKENPLANE_API_KEY;

/** Ends the script with a sentence. */
export function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** The arguments of the script, as many as it needs; without them it says how it is called. */
export function getArguments(usage, least) {
  const given = process.argv.slice(2);
  if (given.length < least) giveUp(`Usage: node ${usage}`);
  return given;
}

/** Sends an operation. @returns its data; a refusal or an error ends the script. */
export async function ask(query, variables = {}) {
  if (key === undefined) giveUp("Set TOKENPLANE_API_KEY to an API key of the account.");
  const response = await fetch(new URL("/graphql", endpoint), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      authorization: `Bearer ${key}`,
    },
    body: JSON.stringify({ query, variables }),
  }).catch(() => giveUp(`No server answers at ${endpoint}. Start the server, or set TOKENPLANE_ENDPOINT.`));
  const { data, errors } = await response.json();
  if (errors !== undefined) giveUp(errors[0].message);
  for (const result of Object.values(data)) {
    if (result?.code !== undefined && result.message !== undefined) giveUp(result.message);
  }
  return data;
}
