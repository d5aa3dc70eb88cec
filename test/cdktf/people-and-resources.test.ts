// What people and resources synthesise, and who is granted what: every property, and the addresses, which decide what is
// replaced in states that are there already.
import { expect, it } from "vitest";
import { VERSION } from "../../provider/version.js";
import { getBlocks, KITS, getStack, synthesises, getTemplate } from "../support/constructs.js";

synthesises("people", [
  {
    what: "a person with defaults",
    program: ({ tokenplane }, stack) => void new tokenplane.Person(stack, "alice", { login: "alice.jones" }),
    blocks: { resource: { tokenplane_user: { alice: { login: "alice.jones" } } } },
  },
  {
    what: "a person with everything",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.Person(stack, "alice", {
        login: "alice.jones",
        email: "alice@example.com",
        phoneNumber: "+380441234567",
        firstName: "Alice",
        lastName: "Jones",
        enabled: false,
      }),
    blocks: {
      resource: {
        tokenplane_user: {
          alice: {
            login: "alice.jones",
            email: "alice@example.com",
            phone_number: "+380441234567",
            first_name: "Alice",
            last_name: "Jones",
            enabled: false,
          },
        },
      },
    },
  },
  {
    what: "somebody who is there already",
    program: ({ tokenplane }, stack) => void tokenplane.Person.fromLogin(stack, "alice", "alice.jones"),
    blocks: { data: { tokenplane_user: { alice: { login: "alice.jones" } } } },
  },
  {
    what: "properties that are undefined as none",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.Person(stack, "alice", {
        login: "alice.jones",
        email: undefined,
        enabled: undefined,
        provider: undefined,
      }),
    blocks: { resource: { tokenplane_user: { alice: { login: "alice.jones" } } } },
  },
]);

synthesises("resources", [
  {
    what: "a resource with defaults",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.ProtectedResource(stack, "vpn", { name: "Corporate VPN" }),
    blocks: { resource: { tokenplane_resource: { vpn: { name: "Corporate VPN" } } } },
  },
  {
    what: "a resource with everything",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.ProtectedResource(stack, "vpn", {
        name: "Corporate VPN",
        lockAfter: 3,
        lockMinutes: 0,
        allowedAddresses: ["192.0.2.0/24", "2001:db8::1"],
        pushConfirmation: "APPROVE",
        enabled: false,
        bypass: tokenplane.BypassPolicy.none(),
      }),
    blocks: {
      resource: {
        tokenplane_resource: {
          vpn: {
            name: "Corporate VPN",
            failed_attempts_before_lock: 3,
            lock_minutes: 0,
            allowed_addresses: ["192.0.2.0/24", "2001:db8::1"],
            push_confirmation: "APPROVE",
            enabled: false,
          },
        },
        tokenplane_bypass_policy: {
          vpn_BypassPolicy_36C7F8C6: {
            resource_id: "${tokenplane_resource.vpn.id}",
            maximum_duration: "NONE",
            reason_required: false,
            granted_by: ["ADMIN", "HELPDESK", "PROVISIONER"],
          },
        },
      },
    },
  },
  {
    what: "a list of addresses that is empty",
    program: ({ tokenplane }, stack) =>
      void new tokenplane.ProtectedResource(stack, "vpn", { name: "Corporate VPN", allowedAddresses: [] }),
    blocks: { resource: { tokenplane_resource: { vpn: { name: "Corporate VPN", allowed_addresses: [] } } } },
  },
  {
    what: "something that is there already",
    program: ({ tokenplane }, stack) =>
      void tokenplane.ProtectedResource.fromName(stack, "vpn", "Corporate VPN"),
    blocks: { data: { tokenplane_resource: { vpn: { name: "Corporate VPN" } } } },
  },
]);

synthesises("grants", [
  {
    what: "a person at two resources, once with another authenticator",
    program: ({ tokenplane }, stack) => {
      const { Authenticator, Person, ProtectedResource } = tokenplane;
      const alice = new Person(stack, "alice", { login: "alice" });
      const phone = Authenticator.app(stack, "phone", { owner: alice });
      const watch = Authenticator.app(stack, "watch", { owner: alice });
      new ProtectedResource(stack, "vpn", { name: "VPN" }).grant(alice, phone);
      new ProtectedResource(stack, "bastion", { name: "Bastion" }).grant(alice, watch);
    },
    blocks: {
      resource: {
        tokenplane_user: { alice: { login: "alice" } },
        tokenplane_token: {
          phone: {
            model: "GOOGLE_AUTHENTICATOR",
            name: "phone",
            user_id: "${tokenplane_user.alice.id}",
          },
          watch: {
            model: "GOOGLE_AUTHENTICATOR",
            name: "watch",
            user_id: "${tokenplane_user.alice.id}",
          },
        },
        tokenplane_resource: { vpn: { name: "VPN" }, bastion: { name: "Bastion" } },
        tokenplane_assignment: {
          "vpn_grant-alice_995B169C": {
            resource_id: "${tokenplane_resource.vpn.id}",
            user_id: "${tokenplane_user.alice.id}",
            token_id: "${tokenplane_token.phone.id}",
          },
          "bastion_grant-alice_66E905A7": {
            resource_id: "${tokenplane_resource.bastion.id}",
            user_id: "${tokenplane_user.alice.id}",
            token_id: "${tokenplane_token.watch.id}",
          },
        },
      },
    },
  },
  {
    what: "what is there already, and a device that gets its owner first",
    program: ({ tokenplane }, stack) => {
      const { Authenticator, Person, ProtectedResource } = tokenplane;
      const alice = Person.fromLogin(stack, "alice", "alice.jones");
      const fob = Authenticator.fromSerial(stack, "fob", "10000001", { owner: alice });
      ProtectedResource.fromName(stack, "vpn", "VPN").grant(alice, fob);
    },
    blocks: {
      data: {
        tokenplane_user: { alice: { login: "alice.jones" } },
        tokenplane_token: { fob: { serial_number: "10000001" } },
        tokenplane_resource: { vpn: { name: "VPN" } },
      },
      resource: {
        tokenplane_token_user: {
          fob_Owner_FAC60452: {
            token_id: "${data.tokenplane_token.fob.id}",
            user_id: "${data.tokenplane_user.alice.id}",
          },
        },
        tokenplane_assignment: {
          "vpn_grant-alice_995B169C": {
            resource_id: "${data.tokenplane_resource.vpn.id}",
            user_id: "${data.tokenplane_user.alice.id}",
            token_id: "${tokenplane_token_user.fob_Owner_FAC60452.token_id}",
          },
        },
      },
    },
  },
]);

it.each(KITS)("grant gives what it made, and the same for the same pair with $name", (kit) => {
  const { Assignment, Authenticator, Person, ProtectedResource } = kit.tokenplane;
  const blocks = getBlocks(kit, (_kit, stack) => {
    const alice = new Person(stack, "alice", { login: "alice" });
    const bob = new Person(stack, "bob", { login: "bob" });
    const phone = Authenticator.app(stack, "phone", { owner: alice });
    const vpn = new ProtectedResource(stack, "vpn", { name: "VPN" });
    const made = vpn.grant(alice, phone);
    expect(made).toBeInstanceOf(Assignment);
    expect([made.resource, made.person, made.authenticator]).toEqual([vpn, alice, phone]);
    expect(vpn.grant(alice, phone)).toBe(made);
    expect(vpn.grant(bob, Authenticator.app(stack, "bob-phone", { owner: bob }))).not.toBe(made);
  });
  expect(Object.keys(blocks["resource"]?.["tokenplane_assignment"] ?? {})).toHaveLength(2);
});

it.each(KITS)("properties of constructs return the values they were created with, with $name", (kit) => {
  const { Authenticator, BypassPolicy, Person, ProtectedResource } = kit.tokenplane;
  getStack(kit, (_kit, stack) => {
    const bypass = BypassPolicy.none();
    const vpn = new ProtectedResource(stack, "vpn", { name: "VPN", bypass });
    expect([vpn.name, vpn.bypass, vpn.provider]).toEqual(["VPN", bypass, undefined]);
    const bastion = ProtectedResource.fromName(stack, "bastion", "Bastion");
    expect([bastion.name, bastion.provider]).toEqual(["Bastion", undefined]);
    const alice = new Person(stack, "alice", { login: "alice" });
    const bob = Person.fromLogin(stack, "bob", "bob");
    expect([alice.login, bob.login]).toEqual(["alice", "bob"]);
    const fob = Authenticator.fromSerial(stack, "fob", "10000001", { owner: alice });
    expect([fob.serial, fob.owner]).toEqual(["10000001", alice]);
    const phone = Authenticator.app(stack, "phone", { owner: bob });
    expect([phone.serial, phone.owner]).toEqual([undefined, bob]);
  });
});

it.each(KITS)("blocks underneath the constructs can be changed by their bindings, with $name", (kit) => {
  const { Authenticator, Person, ProtectedResource } = kit.tokenplane;
  const blocks = getBlocks(kit, (_kit, stack) => {
    const alice = new Person(stack, "alice", { login: "alice" });
    alice.binding.lifecycle = { preventDestroy: true };
    // Before it is granted anything, a block may be called what it is called in a state that is there already.
    alice.binding.overrideLogicalId("alice_jones");
    const vpn = new ProtectedResource(stack, "vpn", {
      name: "VPN",
      bypass: kit.tokenplane.BypassPolicy.none(),
    });
    vpn.binding.overrideLogicalId("office_vpn");
    const phone = Authenticator.app(stack, "phone", { owner: alice });
    phone.binding.overrideLogicalId("alice_phone");
    phone.binding.timeouts.create = "5m";
    vpn.grant(alice, phone).binding.addOverride("depends_on", ["tokenplane_user.alice_jones"]);
  });
  expect(blocks["resource"]).toEqual({
    tokenplane_user: { alice_jones: { login: "alice", lifecycle: { prevent_destroy: true } } },
    tokenplane_resource: { office_vpn: { name: "VPN" } },
    tokenplane_bypass_policy: {
      vpn_BypassPolicy_36C7F8C6: {
        resource_id: "${tokenplane_resource.office_vpn.id}",
        maximum_duration: "NONE",
        reason_required: false,
        granted_by: ["ADMIN", "HELPDESK", "PROVISIONER"],
      },
    },
    tokenplane_token: {
      alice_phone: {
        model: "GOOGLE_AUTHENTICATOR",
        name: "phone",
        user_id: "${tokenplane_user.alice_jones.id}",
        timeouts: { create: "5m" },
      },
    },
    tokenplane_assignment: {
      "vpn_grant-alice_995B169C": {
        resource_id: "${tokenplane_resource.office_vpn.id}",
        user_id: "${tokenplane_user.alice_jones.id}",
        token_id: "${tokenplane_token.alice_phone.id}",
        depends_on: ["tokenplane_user.alice_jones"],
      },
    },
  });
});

it.each(KITS)(
  "a stack names the provider, its version, and nothing else of the library with $name",
  (kit) => {
    const template = getTemplate(
      kit,
      getStack(kit, () => {}),
    );
    expect(template).toEqual({
      provider: { tokenplane: [{}] },
      terraform: {
        required_providers: { tokenplane: { source: "tokenplane/tokenplane", version: VERSION } },
      },
    });
  },
);
