// A user who travels without the token gets a bypass of eight hours at one resource. The event keeps the reason.
//
//   node examples/everyday/traveller.mjs LOGIN RESOURCE REASON

import { getArguments, ask, giveUp } from "./ask.mjs";

const [login, resource, ...words] = getArguments("traveller.mjs LOGIN RESOURCE REASON", 3);

// A bypass belongs to a token: the one that the user has at that resource.
const { assignments } = await ask(
  `query ($login: String!, $resource: String!) {
    assignments(first: 1, filter: { user: { login: $login }, resource: { name: $resource } }) { nodes { token { id name } } }
  }`,
  { login, resource },
);
const token = assignments.nodes[0]?.token ?? giveUp(`${login} has no token at ${resource}.`);

const { tokenBypassGrant } = await ask(
  `mutation ($input: TokenBypassGrantInput!) {
    tokenBypassGrant(input: $input) {
      ... on TokenBypassGrantPayload { bypass { id } honoured { resource { name } until } }
      ... on Error { code message }
    }
  }`,
  {
    input: {
      token: { id: token.id },
      scope: { resource: { name: resource } },
      duration: "HOURS_8",
      reason: words.join(" "),
    },
  },
);

for (const { resource: place, until } of tokenBypassGrant.honoured) {
  console.log(`${login} signs in at ${place.name} without a code until ${until ?? "somebody ends it"}.`);
}
console.log(
  `To end it before: mutation { tokenBypassRevoke(input: { bypass: { id: "${tokenBypassGrant.bypass.id}" } }) { __typename } }`,
);
