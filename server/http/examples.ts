/** GraphiQL opens with one example for each noun. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "Who am I": `# Put your API key into Headers below, then press Ctrl-Enter.
query Viewer {
  viewer { role name serverVersion account { name plan { tokens { used limit } users { used limit } resources { used limit } } } }
}`,
  Users: `query Users {
  users(first: 10) { nodes { id login email tokens(first: 5) { nodes { name model status } } } pageInfo { hasNextPage endCursor } }
}`,
  Resources: `query Resources {
  resources(first: 10) { nodes { id name failedAttemptsBeforeLock lockMinutes allowedAddresses assignments(first: 5) { nodes { user { login } token { name } } } } }
}`,
  Tokens: `query Tokens {
  tokens(first: 10) { totalCount nodes { id name model status enabled lock { reason until } user { login } assignments { nodes { resource { name } } } } }
}`,
  "Create a token": `mutation CreateToken {
  tokenCreate(input: { name: "Anna phone", model: { software: { googleAuthenticator: {} } }, to: { newUser: { login: "anna" } } }) {
    ... on TokenCreatePayload { token { id status } enrolment { secretBase32 otpauthUri expiresAt attemptsLeft } }
    ... on Error { code message path }
  }
}`,
  Assignments: `query Assignments {
  assignments(first: 10) { nodes { user { login } resource { name } token { name } } }
}`,
  Events: `query Events {
  events(first: 20) { nodes { occurredAt type summary actor { kind name } } pageInfo { hasNextPage endCursor } }
}`,
  "API keys": `query ApiKeys {
  apiKeys { nodes { name role prefix createdAt lastUsedAt expiresAt revokedAt } }
}`,
};

export const exampleTabs = Object.entries(EXAMPLES).map(([title, query]) => ({
  query: `# ${title}\n${query}`,
  headers: JSON.stringify({ Authorization: "Bearer tp_…" }, null, 2),
}));
