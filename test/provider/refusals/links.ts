// What a server refuses of what ties tokens to users and resources: who has them, where they work, and bypass.
import type { Gone, Row } from "./row.js";
import { fobNamed, Scene } from "../../support/scene.js";

const TOKEN = "tokenplane_token";
const TOKEN_USER = "tokenplane_token_user";
const ASSIGNMENT = "tokenplane_assignment";
const BYPASS = "tokenplane_bypass";
const POLICY = "tokenplane_bypass_policy";
const PORTAL = "tokenplane_self_service_policy";

export function idToWrite(attribute: string): string {
  return `Set ${attribute} to the id of one that exists in the account.`;
}

/** Anna, Anna's fob, and the VPN where it may work. */
async function anna({ seed }: Scene) {
  const user_id = await seed.user("anna");
  const resource_id = await seed.resource("VPN");
  const token_id = (await seed.fob({ of: "anna" })).id;
  return { user_id, resource_id, token_id };
}

/** The resource at which administrators sign in. It is there once there is an administrator. @returns its id. */
async function getConsole({ admin }: Scene): Promise<string> {
  const to = { newUser: { login: "first" } };
  await admin.do("administratorCreate", { to, role: "ADMIN" }, "__typename");
  const { resources } = await admin.query<{ resources: { nodes: { id: string }[] } }>(
    "{ resources(filter: { builtIn: true }) { nodes { id } } }",
  );
  return resources.nodes[0]?.id ?? "";
}

/** A link with a part that there is not. */
function linkOfNothing(part: "resource_id" | "token_id" | "user_id"): Row {
  return {
    refusal: "AssignmentCreate NotFoundError",
    when: `${part} is of nothing`,
    happens: async (scene) => scene.make(ASSIGNMENT, { ...(await anna(scene)), [part]: "nothing" }),
    at: part,
    says: idToWrite(part),
  };
}

interface Against extends Pick<Row, "at" | "says"> {
  readonly when: string;
  readonly policy: object;
  readonly reason?: string;
}

const AGAINST_POLICY: readonly Against[] = [
  {
    when: "the policy allows a shorter time",
    policy: { maximumDuration: "HOURS_8" },
    at: "duration",
    says: /^The bypass policy of VPN allows bypass for up to 8 hours.* Write duration as the policy requires/,
  },
  {
    when: "the policy asks for a reason",
    policy: { maximumDuration: "PERMANENT", reasonRequired: true },
    at: "reason",
    says: /, with a reason,.* Write reason as the policy requires/,
  },
  {
    when: "the policy lets others grant",
    policy: { maximumDuration: "PERMANENT", grantedBy: ["ADMIN"] },
    reason: "travel",
    at: "",
    says: /granted by ADMIN\. This key's role is PROVISIONER\. Use another key, or change the policy\./,
  },
];

/** What the provider finds out by asking the policy at the plan. */
export const askedRows = AGAINST_POLICY.map((against) => againstPolicy(against, true));

/** A bypass against the resource's policy, which is set before the plan or after it. */
function againstPolicy(
  { when, policy, reason, at, says }: Against,
  isSetBeforePlan: boolean,
): Omit<Row, "refusal"> {
  return {
    when: `${when}, ${isSetBeforePlan ? "at the plan" : "which was set since the plan"}`,
    async happens(scene) {
      const { resource_id, token_id } = await anna(scene);
      const config = { resource_id, token_id, duration: "HOURS_12", reason: reason ?? null };
      const set = () =>
        scene.admin.do(
          "bypassPolicySet",
          { scope: { resource: { id: resource_id } }, ...policy },
          "__typename",
        );
      if (isSetBeforePlan) {
        await set();
        await scene.core.plan(BYPASS, config, null);
      } else {
        scene.beforeTheNextApply(set);
        await scene.make(BYPASS, config);
      }
    },
    at,
    says,
  };
}

export const linkRows: readonly Row[] = [
  {
    refusal: "TokenAssign AlreadyAssignedError",
    when: "the token has another user",
    async happens(scene) {
      const { token_id } = await anna(scene);
      await scene.make(TOKEN_USER, { token_id, user_id: await scene.seed.user("bert") });
    },
    at: "token_id",
    says: /If another block takes it from that user in this apply, apply again\. .*import the block with the current user, and apply again:\n\n  terraform import tokenplane_token_user\.NAME [\w=]+$/,
  },
  ...(["token_id", "user_id"] as const).map((part): Row => {
    return {
      refusal: "TokenAssign NotFoundError",
      when: `${part} is of nothing`,
      async happens(scene) {
        const ids = { token_id: await scene.fob(), user_id: await scene.seed.user("anna") };
        await scene.make(TOKEN_USER, { ...ids, [part]: "nothing" });
      },
      at: part,
      says: idToWrite(part),
    };
  }),
  {
    refusal: "TokenAssign UserHasTokenAtResourceError",
    when: "the user has another token where this one works",
    async happens(scene) {
      const user_id = await scene.seed.user("anna");
      await scene.seed.resource("VPN");
      await scene.fob("anna", ["VPN"]);
      await scene.make(TOKEN_USER, { token_id: await scene.fob(undefined, ["VPN"]), user_id });
    },
    at: "user_id",
    says: "Unlink one of them first.",
  },
  {
    refusal: "TokenAssign UserHasTokenAtResourceError",
    when: "two tokens exchange their users",
    async happens(scene) {
      const [annas, berts] = [await scene.seed.user("anna"), await scene.seed.user("bert")];
      await scene.seed.resource("VPN");
      await scene.fob("anna", ["VPN"]);
      const [his, hers] = [fobNamed("F-1", { user_id: berts }), fobNamed("F-1", { user_id: annas })];
      await scene.change(TOKEN, his, hers, (id) => scene.seed.link(id, "VPN"));
    },
    at: "user_id",
    says: "To exchange the tokens of two users, first remove the tokenplane_assignment of one of them and apply. Then exchange the tokens,",
  },
  {
    refusal: "AssignmentCreate AlreadyExistsError",
    when: "the token works there already",
    async happens(scene) {
      const ids = await anna(scene);
      await scene.seed.link(ids.token_id, "VPN");
      await scene.make(ASSIGNMENT, ids);
    },
    at: "resource_id",
    says: /terraform import tokenplane_assignment\.NAME [\w=]+\/[\w=]+\/[\w=]+$/,
  },
  linkOfNothing("resource_id"),
  linkOfNothing("token_id"),
  linkOfNothing("user_id"),
  {
    refusal: "AssignmentCreate UserHasTokenAtResourceError",
    when: "the user signs in there with another token",
    async happens(scene) {
      const ids = await anna(scene);
      await scene.fob("anna", ["VPN"]);
      await scene.make(ASSIGNMENT, ids);
    },
    at: "resource_id",
    says: "Unlink that one first.",
  },
  {
    refusal: "AssignmentCreate NotSupportedByModelError",
    when: "nobody signs in to the console with such a token",
    async happens({ world }) {
      const scene = await Scene.open(world, { role: "ADMIN" });
      const { admin, seed } = scene;
      const resource_id = await getConsole(scene);
      const user_id = await seed.user("ada");
      const user = { id: user_id };
      await admin.do("administratorCreate", { to: { user }, role: "ADMIN" }, "__typename");
      const ultra = { serialNumber: "U-1", secret: "31".repeat(20), secretEncoding: "HEX" };
      const { token } = await admin.do<{ token: { id: string } }>(
        "tokenCreate",
        { model: { hardware: { ultra } }, to: { user } },
        "token { id }",
      );
      await scene.make(ASSIGNMENT, {
        resource_id,
        token_id: token.id,
        user_id,
      });
    },
    at: "token_id",
    says: "Administrators cannot sign in with tokens that answer questions (OCRA). Use another token.",
  },
  {
    refusal: "AssignmentCreate ValidationFailedError",
    when: "the token is another user's",
    happens: async (scene) =>
      scene.make(ASSIGNMENT, { ...(await anna(scene)), user_id: await scene.seed.user("bert") }),
    at: "user_id",
    says: "Give it to the user first",
  },
  ...(["resource_id", "token_id"] as const).map((part): Row => {
    return {
      refusal: "TokenBypassGrant NotFoundError",
      when: `${part} is of nothing`,
      async happens(scene) {
        const { resource_id, token_id } = await anna(scene);
        await scene.make(BYPASS, { resource_id, token_id, duration: "HOUR_1", [part]: "nothing" });
      },
      at: part,
      says: idToWrite(part),
    };
  }),
  ...AGAINST_POLICY.map((against): Row => {
    return { refusal: "TokenBypassGrant PolicyRefusedError", ...againstPolicy(against, false) };
  }),
  {
    refusal: "BypassPolicySet NotFoundError",
    when: "there is no resource with the id",
    happens: (scene) => scene.make(POLICY, { resource_id: "nothing", maximum_duration: "NONE" }),
    at: "resource_id",
    says: idToWrite("resource_id"),
  },
  {
    refusal: "SelfServicePolicySet NotFoundError",
    when: "there is no resource with the id",
    happens: (scene) => scene.make(PORTAL, { resource_id: "nothing", address: "nowhere", actions: [] }),
    at: "resource_id",
    says: idToWrite("resource_id"),
  },
  {
    refusal: "SelfServicePolicySet AlreadyExistsError",
    when: "another portal has the address",
    async happens(scene) {
      const vpn = await scene.seed.resource("VPN");
      const resource_id = await scene.seed.resource("Bastion");
      await scene.make(PORTAL, { resource_id: vpn, address: "taken", actions: [] });
      await scene.make(PORTAL, { resource_id, address: "taken", actions: [] });
    },
    at: "address",
    says: "Choose another address.",
  },
  {
    refusal: "SelfServicePolicySet ValidationFailedError",
    when: "it is the resource at which administrators sign in",
    async happens({ world }) {
      const scene = await Scene.open(world, { role: "ADMIN" });
      await scene.make(PORTAL, { resource_id: await getConsole(scene), address: "console", actions: [] });
    },
    at: "resource_id",
    says: "it has no portal. Name another resource.",
  },
];

export const goneLinks: readonly Gone[] = [
  {
    refusal: "TokenUnassign NotFoundError",
    async happens(scene) {
      const ids = { token_id: await scene.fob(), user_id: await scene.seed.user("anna") };
      await scene.change(TOKEN_USER, ids, null, () =>
        scene.admin.do("tokenDelete", { token: { id: ids.token_id } }, "__typename"),
      );
    },
  },
  {
    refusal: "AssignmentDelete NotFoundError",
    happens: async (scene) =>
      scene.change(ASSIGNMENT, await anna(scene), null, (id) =>
        scene.admin.do("assignmentDelete", { assignment: { id } }, "__typename"),
      ),
  },
  {
    refusal: "TokenBypassRevoke NotFoundError",
    async happens(scene) {
      const { token_id } = await anna(scene);
      await scene.change(BYPASS, { token_id, everywhere: true, duration: "HOUR_1" }, null, () =>
        scene.admin.do("tokenDelete", { token: { id: token_id } }, "__typename"),
      );
    },
  },
  {
    refusal: "BypassPolicyClear NotFoundError",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      await scene.change(POLICY, { resource_id, maximum_duration: "NONE" }, null, () =>
        scene.admin.do("resourceDelete", { resource: { id: resource_id } }, "__typename"),
      );
    },
  },
  {
    refusal: "SelfServicePolicyClear NotFoundError",
    async happens(scene) {
      const resource_id = await scene.seed.resource("VPN");
      await scene.change(PORTAL, { resource_id, address: "gone", actions: [] }, null, () =>
        scene.admin.do("resourceDelete", { resource: { id: resource_id } }, "__typename"),
      );
    },
  },
];
