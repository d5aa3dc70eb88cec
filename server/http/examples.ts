/**
 * The document that GraphiQL opens with: one example for each noun. The lines as far as the end of the first are
 * short: the editor does not wrap them, and takes half of a window.
 */
export const EXAMPLES = `# Welcome to Tokenplane.
#
# 1. Put your API key into "Headers" below, in
#    place of PASTE_YOUR_API_KEY.
# 2. Press the run button and choose WhoAmI.
# 3. Ctrl-Enter runs the operation in which the
#    cursor is.
# 4. For documentation and completion, press the
#    "re-fetch" button at the lower left once.

query WhoAmI {
  viewer {
    role
    name
    serverVersion
    account {
      name
      plan {
        tokens { used limit }
        users { used limit }
        resources { used limit }
      }
    }
  }
}

query Users {
  users(first: 10) {
    nodes { id login email tokens(first: 5) { nodes { name model status } } }
    pageInfo { hasNextPage endCursor }
  }
}

query Resources {
  resources(first: 10) {
    nodes { id name failedAttemptsBeforeLock lockMinutes allowedAddresses }
  }
}

query Tokens {
  tokens(first: 10) {
    totalCount
    nodes { id name model status enabled lock { reason until } user { login } }
  }
}

query TokenModels {
  tokenModels { model kind description asksFor }
}

query Assignments {
  assignments(first: 10) { nodes { user { login } resource { name } token { name } } }
}

query Channels {
  channels(first: 10) { nodes { name kind driver priority enabled suspensions { country } } }
}

query Messages {
  messages(first: 10) { nodes { createdAt kind sentTo state failure channel { name } } }
}

query Events {
  events(first: 20) { nodes { occurredAt type summary actor { kind name } } }
}

query ApiKeys {
  apiKeys(first: 10) { nodes { name role prefix lastUsedAt expiresAt revokedAt } }
}

mutation CreateResource {
  resourceCreate(input: { name: "VPN" }) {
    ... on ResourceCreatePayload { resource { id name } }
    ... on Error { code message path }
  }
}

mutation CreateToken {
  tokenCreate(
    input: {
      name: "Anna phone"
      model: { software: { googleAuthenticator: {} } }
      to: { newUser: { login: "anna" } }
    }
  ) {
    ... on TokenCreatePayload {
      token { id status }
      enrolment { secretBase32 otpauthUri expiresAt attemptsLeft }
    }
    ... on Error { code message path }
  }
}
`;
