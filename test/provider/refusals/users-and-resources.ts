// What a server refuses of users and resources.
import { Browser } from "../../support/browser.js";
import type { Gone, Row } from "./row.js";
import { NO_ROOM, Scene } from "../../support/scene.js";

const USER = "tokenplane_user";
const RESOURCE = "tokenplane_resource";
const STRANGE = 'o\'brien & "co" $HOME';
const PLAN_AGAIN = "It was deleted after the plan: plan again.";

/** Gives somebody the role ADMIN. */
function makeAdmin({ admin }: Scene, to: object): Promise<{ readonly invitationUrl: string }> {
  return admin.do("administratorCreate", { to, role: "ADMIN" }, "invitationUrl");
}

export const userRows: readonly Row[] = [
  {
    refusal: "UserCreate AlreadyExistsError",
    when: "another user has the login, in whatever case",
    async happens(scene) {
      await scene.seed.user("anna");
      await scene.make(USER, { login: "Anna" });
    },
    at: "login",
    says: /^Another user has this login\. If this block was renamed, write a moved block\. .*import it:\n\n  terraform import tokenplane_user\.NAME Anna$/s,
  },
  {
    refusal: "UserCreate AlreadyExistsError",
    when: "another user has a login that a shell would read otherwise",
    async happens(scene) {
      await scene.seed.user(STRANGE);
      await scene.make(USER, { login: STRANGE });
    },
    at: "login",
    says: "terraform import tokenplane_user.NAME '",
  },
  {
    refusal: "UserCreate QuotaExceededError",
    when: "the service plan has no room for users",
    plan: NO_ROOM,
    happens: (scene) => scene.make(USER, { login: "anna" }),
    at: "",
    says: "Delete some, or ask the operator for a larger plan.",
  },
  {
    refusal: "UserUpdate AlreadyExistsError",
    when: "another user has the new login",
    async happens(scene) {
      await scene.seed.user("bert");
      await scene.change(USER, { login: "anna" }, { login: "bert" });
    },
    at: "login",
    says: "Another user has this login. Choose another.",
  },
  {
    refusal: "UserUpdate NotFoundError",
    when: "somebody deleted the user since the plan",
    happens: (scene) =>
      scene.change(USER, { login: "anna" }, { login: "anna", enabled: false }, (id) =>
        scene.admin.do("userDelete", { user: { id } }, "__typename"),
      ),
    at: "",
    says: PLAN_AGAIN,
  },
  {
    refusal: "UserUpdate StillInUseError",
    when: "the user became the last ADMIN who can sign in since the plan, and is disabled by a key that may change administrators",
    async happens({ world }) {
      const scene = await Scene.open(world, { role: "ADMIN" });
      await scene.change(USER, { login: "ada" }, { login: "ada", enabled: false }, async (id) => {
        const { invitationUrl } = await makeAdmin(scene, { user: { id } });
        await Browser.of(world).accept(invitationUrl);
      });
    },
    at: "enabled",
    says: "The user is the last ADMIN who can sign in. First, another ADMIN must set a password and connect a token.",
  },
  {
    refusal: "UserDelete StillInUseError",
    when: "the user has a token that is not managed here",
    happens: (scene) => scene.change(USER, { login: "anna" }, null, () => scene.fob("anna")),
    at: "",
    says: "Take these from the user first",
  },
  {
    refusal: "UserDelete StillInUseError",
    when: "the user became an administrator since the plan",
    async happens({ world }) {
      const scene = await Scene.open(world, { role: "ADMIN" });
      await scene.change(USER, { login: "ada" }, null, (id) => makeAdmin(scene, { user: { id } }));
    },
    at: "",
    says: "or a role in the console. Take these from the user first",
  },
];

export const resourceRows: readonly Row[] = [
  {
    refusal: "ResourceCreate AlreadyExistsError",
    when: "another resource has the name",
    async happens(scene) {
      await scene.seed.resource("Corporate VPN");
      await scene.make(RESOURCE, { name: "Corporate VPN" });
    },
    at: "name",
    says: 'terraform import tokenplane_resource.NAME "Corporate VPN"',
  },
  {
    refusal: "ResourceCreate QuotaExceededError",
    when: "the service plan has no room for resources",
    plan: NO_ROOM,
    happens: (scene) => scene.make(RESOURCE, { name: "VPN" }),
    at: "",
    says: "Delete some, or ask the operator for a larger plan.",
  },
  {
    refusal: "ResourceUpdate AlreadyExistsError",
    when: "another resource has the new name",
    async happens(scene) {
      await scene.seed.resource("Bastion");
      await scene.change(RESOURCE, { name: "VPN" }, { name: "Bastion" });
    },
    at: "name",
    says: "Another resource has this name. Choose another.",
  },
  {
    refusal: "ResourceUpdate NotFoundError",
    when: "somebody deleted the resource since the plan",
    happens: (scene) =>
      scene.change(RESOURCE, { name: "VPN" }, { name: "VPN", enabled: false }, (id) =>
        scene.admin.do("resourceDelete", { resource: { id } }, "__typename"),
      ),
    at: "",
    says: PLAN_AGAIN,
  },
  {
    refusal: "ResourceDelete StillInUseError",
    when: "it is the resource that administrators sign in to, which was imported",
    async happens(scene) {
      await makeAdmin(scene, { newUser: { login: "ada" } });
      const imported = await scene.core.import(RESOURCE, { id: "Console" });
      await scene.core.apply(await scene.core.plan(RESOURCE, null, imported));
    },
    at: "",
    says: "Administrators sign in at this resource; it cannot be deleted.",
  },
];

export const goneUsersAndResources: readonly Gone[] = [
  {
    refusal: "UserDelete NotFoundError",
    happens: (scene) =>
      scene.change(USER, { login: "anna" }, null, (id) =>
        scene.admin.do("userDelete", { user: { id } }, "__typename"),
      ),
  },
  {
    refusal: "ResourceDelete NotFoundError",
    happens: (scene) =>
      scene.change(RESOURCE, { name: "VPN" }, null, (id) =>
        scene.admin.do("resourceDelete", { resource: { id } }, "__typename"),
      ),
  },
];
