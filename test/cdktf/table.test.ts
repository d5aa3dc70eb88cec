// Assignments from a table: what its rows become, and what is said of wrong ones.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  Assignments,
  assignmentsFromCsv,
  assignmentsFromRows,
  Authenticator,
  configureTokenplane,
  Person,
  ProtectedResource,
  type AssignmentRow,
  type AssignmentsProps,
} from "@tokenplane/cdktf";
import { TerraformStack } from "cdktf";
import { afterAll, describe, expect, it } from "vitest";
import { getApp, CDKTF } from "../support/constructs.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "table-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string | Buffer): string {
  const name = path.join(folder, "assignments.csv");
  writeFileSync(name, text);
  return name;
}

/** The message of an error that is thrown, without the folder of this test. */
function thrown(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(`${folder}/`, "") : String(error);
  }
  throw new Error("nothing was thrown");
}

function stackWith() {
  const stack = new TerraformStack(getApp(CDKTF), "acme");
  configureTokenplane(stack);
  const vpn = new ProtectedResource(stack, "vpn", { name: "Office VPN" });
  const bastion = ProtectedResource.fromName(stack, "bastion", "Bastion");
  return { stack, vpn, bastion };
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** What is synthesised of one part, without the metadata. */
function synthesised(stack: TerraformStack, part: "resource" | "data"): Blocks {
  const all = JSON.parse(CDKTF.cdk.Testing.synth(stack, true)) as Partial<Record<string, Blocks>>;
  return Object.fromEntries(
    Object.entries(all[part] ?? {}).map(([type, blocks]) => [
      type,
      Object.fromEntries(
        Object.entries(blocks).map(([name, block]) => {
          const { "//": _metadata, ...attributes } = block;
          return [name, attributes];
        }),
      ),
    ]),
  );
}

function declared(rows: readonly AssignmentRow[], more: Partial<AssignmentsProps> = {}) {
  const { stack, vpn, bastion } = stackWith();
  const table = assignmentsFromRows(rows);
  const assignments = new Assignments(stack, "team", { rows: table, resources: [vpn, bastion], ...more });
  return { stack, vpn, bastion, assignments };
}

const FOB = { login: "alice", resource: "Office VPN", serial: "TP-1" };

describe("a table", () => {
  it("becomes people, their apps and devices, and what they are granted", () => {
    const { stack } = declared([
      { ...FOB, email: "alice@example.com" },
      { login: "Alice", resource: "Bastion", serial: "TP-1", firstName: "Alice" },
      { login: "bob", resource: "Office VPN", app: "Phone" },
    ]);
    expect(synthesised(stack, "resource")).toEqual({
      tokenplane_resource: { vpn: { name: "Office VPN" } },
      tokenplane_user: {
        team_people_alice_90039B03: { login: "alice", email: "alice@example.com", first_name: "Alice" },
        team_people_bob_1D082606: { login: "bob" },
      },
      tokenplane_token: {
        "team_apps_bob--Phone_CCFA2408": {
          model: "GOOGLE_AUTHENTICATOR",
          name: "Phone",
          user_id: "${tokenplane_user.team_people_bob_1D082606.id}",
        },
      },
      tokenplane_token_user: {
        "team_devices_TP-1_Owner_77229F16": {
          token_id: "${data.tokenplane_token.team_devices_TP-1_539AF85D.id}",
          user_id: "${tokenplane_user.team_people_alice_90039B03.id}",
        },
      },
      tokenplane_assignment: {
        "vpn_grant-team--people--alice_0313AC5F": {
          resource_id: "${tokenplane_resource.vpn.id}",
          token_id: "${tokenplane_token_user.team_devices_TP-1_Owner_77229F16.token_id}",
          user_id: "${tokenplane_user.team_people_alice_90039B03.id}",
        },
        "bastion_grant-team--people--alice_819B8724": {
          resource_id: "${data.tokenplane_resource.bastion.id}",
          token_id: "${tokenplane_token_user.team_devices_TP-1_Owner_77229F16.token_id}",
          user_id: "${tokenplane_user.team_people_alice_90039B03.id}",
        },
        "vpn_grant-team--people--bob_F2D0E657": {
          resource_id: "${tokenplane_resource.vpn.id}",
          token_id: "${tokenplane_token.team_apps_bob--Phone_CCFA2408.id}",
          user_id: "${tokenplane_user.team_people_bob_1D082606.id}",
        },
      },
    });
    expect(synthesised(stack, "data")).toEqual({
      tokenplane_resource: { bastion: { name: "Bastion" } },
      tokenplane_token: { "team_devices_TP-1_539AF85D": { serial_number: "TP-1" } },
    });
  });

  it("says the same as a file, whatever its commas, its column names and its line ends", () => {
    const rows = [
      { ...FOB, email: "alice@example.com", lastName: "Jones, Dr." },
      { login: "bob", resource: "Bastion", app: "Phone", phoneNumber: "+441234" },
    ];
    const tables = [
      'login,resource,serial,app,email,phone_number,last_name\nalice,Office VPN,TP-1,,alice@example.com,,"Jones, Dr."\nbob,Bastion,,Phone,,+441234,\n',
      '\uFEFFLogin;Resource;Serial;App;E-mail;Phone number;Last name;Team\r\nalice; "Office VPN" ;TP-1;;alice@example.com;;Jones, Dr.;red\r\n\r\nbob;Bastion;;Phone;;+441234;;blue\r\n',
      'app,login,serial,last-name,RESOURCE,email,phoneNumber\n,alice,TP-1,"Jones, Dr.",Office VPN,alice@example.com\n,,,,,,\nPhone,bob,,,Bastion,,+441234',
    ];
    const expected = assignmentsFromRows(rows).rows.map(({ row }) => row);
    for (const text of tables) {
      const { rows: read } = assignmentsFromCsv(file(text), { ignoredColumns: ["team"] });
      expect(read.map(({ row }) => row)).toEqual(expected);
    }
    const [text = ""] = tables;
    expect(assignmentsFromCsv(file(text)).rows.map(({ where }) => where)).toEqual([
      "assignments.csv line 2",
      "assignments.csv line 3",
    ]);
  });

  it("takes texts as they stand, not as Terraform's expressions", () => {
    const { stack } = declared([
      { login: "${alice}", resource: "Office VPN", app: "%{ if }", lastName: "$5 ${", email: "100%@b.org" },
    ]);
    const { tokenplane_user: users, tokenplane_token: tokens } = synthesised(stack, "resource");
    expect(Object.values(users ?? {})).toEqual([
      { login: "$${alice}", last_name: "$5 $${", email: "100%@b.org" },
    ]);
    expect(Object.values(tokens ?? {})).toMatchObject([{ name: "%%{ if }" }]);
  });

  it("takes people whom the program has, and looks others up where they exist", () => {
    const { stack, vpn, bastion } = stackWith();
    const alice = new Person(stack, "alice", { login: "Alice" });
    const rows = assignmentsFromRows([FOB, { login: "bob", resource: "Bastion", app: "Phone" }]);
    const team = new Assignments(stack, "team", {
      rows,
      resources: [vpn, bastion],
      people: [alice],
      peopleExist: true,
    });
    expect(team.person("ALICE")).toBe(alice);
    expect(team.people.map(({ login }) => login)).toEqual(["Alice", "bob"]);
    expect(synthesised(stack, "resource")["tokenplane_user"]).toEqual({ alice: { login: "Alice" } });
    expect(Object.values(synthesised(stack, "data")["tokenplane_user"] ?? {})).toEqual([{ login: "bob" }]);
  });

  it("gives out what it made", () => {
    const { assignments, vpn } = declared([FOB, { ...FOB, resource: "Bastion" }]);
    const [first, second] = assignments.assignments;
    expect(assignments.assignment("ALICE", "Office VPN")).toBe(first);
    expect(first?.resource).toBe(vpn);
    expect(first?.authenticator.serial).toBe("TP-1");
    expect(second?.authenticator).toBe(first?.authenticator);
    expect(first?.person).toBe(assignments.person("alice"));
    expect(thrown(() => assignments.person("carol"))).toBe(
      '[acme/team] Nobody in the table has the login "carol".',
    );
    expect(thrown(() => assignments.assignment("alice", "Lab"))).toBe(
      '[acme/team] The table grants "alice" nothing at "Lab".',
    );
  });

  it("has one of each person, app and assignment, however its texts are composed", () => {
    const { stack } = stackWith();
    const resources = ["Mu\u0308nchen", "K\u00f6ln"].map((name, index) =>
      ProtectedResource.fromName(stack, `at-${index}`, name),
    );
    const rows = assignmentsFromRows([
      { login: "zo\u00eb", resource: "M\u00fcnchen", app: "T\u00e9l\u00e9phone", firstName: "Zo\u00eb" },
      { login: "Zoe\u0308", resource: "Ko\u0308ln", app: "Te\u0301le\u0301phone", firstName: "Zoe\u0308" },
    ]);
    const team = new Assignments(stack, "team", { rows, resources });
    const { tokenplane_user: users, tokenplane_token: tokens } = synthesised(stack, "resource");
    expect([Object.keys(users ?? {}).length, Object.keys(tokens ?? {}).length]).toEqual([1, 1]);
    expect(team.person("Zo\u00eb")).toBe(team.person("zoe\u0308"));
    for (const [index, names] of [
      ["M\u00fcnchen", "Mu\u0308nchen"],
      ["K\u00f6ln", "Ko\u0308ln"],
    ].entries()) {
      for (const name of names) expect(team.assignment("zo\u00eb", name)).toBe(team.assignments[index]);
    }
  });

  it("makes an app once, however its owner's login is written", () => {
    const { stack } = declared([
      { login: "alice", resource: "Office VPN", app: "Phone" },
      { login: "ALICE", resource: "Bastion", app: "Phone" },
    ]);
    const { tokenplane_token: tokens, tokenplane_user: users } = synthesised(stack, "resource");
    expect([Object.keys(tokens ?? {}).length, Object.values(users ?? {})]).toEqual([1, [{ login: "alice" }]]);
  });

  it("keeps addresses when rows move, and when others come and go", () => {
    const rows = [FOB, { login: "bob", resource: "Office VPN", app: "Phone" }];
    const before = synthesised(declared(rows).stack, "resource");
    const carol = { login: "carol", resource: "Office VPN", app: "Phone" };
    const after = synthesised(declared([carol, ...rows.toReversed()]).stack, "resource");
    for (const [type, blocks] of Object.entries(before)) expect(after[type]).toMatchObject(blocks);
  });

  it("takes another fob in place of one, at the same address", () => {
    const getAssignment = (serial: string) =>
      synthesised(declared([{ ...FOB, serial }]).stack, "resource")["tokenplane_assignment"] ?? {};
    expect(Object.keys(getAssignment("TP-2"))).toEqual(Object.keys(getAssignment("TP-1")));
    expect(getAssignment("TP-2")).not.toEqual(getAssignment("TP-1"));
  });
});

/** Wrong rows: what is wrong with them, the rows, and what is said of them. */
const WRONG_ROWS: readonly (readonly [string, readonly AssignmentRow[], string])[] = [
  ["without a login", [{ ...FOB, login: " " }], "Row 1 has no login. Write who signs in."],
  ["without a resource", [{ ...FOB, resource: "" }], "Row 1 has no resource. Write where alice signs in."],
  [
    "with a device and an app",
    [{ ...FOB, app: "Phone" }],
    "Row 1 has a serial number and an app. Write one of them; a person uses one at each resource.",
  ],
  [
    "with neither",
    [FOB, { login: "bob", resource: "Bastion", serial: "" }],
    "Row 2 has neither a serial number nor an app. Write with what bob signs in.",
  ],
  [
    "that is there already",
    [FOB, { ...FOB, login: "ALICE" }],
    "Row 2 is the same as Row 1. Remove one of them.",
  ],
  [
    "that is there already, with the number in another way",
    [FOB, { ...FOB, serial: "tp-1" }],
    "Row 2 is the same as Row 1. Remove one of them.",
  ],
  [
    "that is there already, with the texts composed in another way",
    [
      { login: "zo\u00eb", resource: "M\u00fcnchen", app: "K\u00f6ln" },
      { login: "zoe\u0308", resource: "Mu\u0308nchen", app: "Ko\u0308ln" },
    ],
    "Row 2 is the same as Row 1. Remove one of them.",
  ],
  [
    "with a device in another way",
    [FOB, { ...FOB, resource: "Bastion", serial: "tp-1" }],
    "Row 2: the device tp-1 is the device TP-1 of Row 1. Write the number in the same way.",
  ],
  [
    "with somebody else's device in another way",
    [FOB, { ...FOB, login: "bob", serial: "tp-1" }],
    "Row 2: the device tp-1 belongs to bob, but Row 1 says alice. Correct one of the numbers.",
  ],
  [
    "with a second authenticator at a resource",
    [FOB, { login: "Alice", resource: "Office VPN", app: "Phone" }],
    'Row 2: Alice signs in at "Office VPN" with the app "Phone", but Row 1 says the device TP-1. A person uses one at each resource. Remove one of the rows.',
  ],
  [
    "with somebody else's device",
    [FOB, { ...FOB, login: "bob" }],
    "Row 2: the device TP-1 belongs to bob, but Row 1 says alice. Correct one of the numbers.",
  ],
  [
    "with other details",
    [
      { ...FOB, email: "a@example.com" },
      { ...FOB, resource: "Bastion", email: "b@example.com" },
    ],
    'Row 2: email of alice is "b@example.com", but Row 1 says "a@example.com". Write the same value, or only one of them.',
  ],
];

describe("a wrong row", () => {
  it.each(WRONG_ROWS)("%s", (_name, rows, reported) => {
    expect(thrown(() => assignmentsFromRows(rows))).toBe(`The table cannot be used:\n  ${reported}`);
  });

  it("is reported with its line, and all together", () => {
    const text = 'login,resource,app\nalice,VPN,\n\n,VPN,Phone\n"Bob\nJr",,Phone\n';
    expect(thrown(() => assignmentsFromCsv(file(text)))).toBe(`assignments.csv cannot be used:
  assignments.csv line 2 has neither a serial number nor an app. Write with what alice signs in.
  assignments.csv line 4 has no login. Write who signs in.
  assignments.csv line 6 has no resource. Write where Bob
Jr signs in.`);
  });

  it("that names an unknown resource is refused at synth, with the table's path", () => {
    const { stack } = declared([FOB, { ...FOB, resource: "office vpn" }]);
    expect(thrown(() => CDKTF.cdk.Testing.synth(stack, true))).toContain(
      '[acme/team] Row 2: no resource is called "office vpn". There are "Office VPN", "Bastion". Correct the name, or add it to resources.',
    );
  });

  it("that says something of a person who is not made by the table is refused at synth", () => {
    const { stack } = declared([{ ...FOB, email: "alice@example.com" }], { peopleExist: true });
    expect(thrown(() => CDKTF.cdk.Testing.synth(stack, true))).toContain(
      "[acme/team] Row 1 says email of alice, who is not created by the table. Write it where the person is created, and remove it here.",
    );
  });

  it("that the rest of the program contradicts is refused at synth", () => {
    const { stack, vpn, assignments } = declared([FOB]);
    const alice = assignments.person("alice");
    vpn.grant(alice, Authenticator.app(stack, "phone", { owner: alice }));
    expect(thrown(() => CDKTF.cdk.Testing.synth(stack, true))).toContain(
      '"alice" has two authenticators at "Office VPN"',
    );
  });

  it("of another shape is refused, also where no compiler looked", () => {
    const rows: AssignmentRow[] = JSON.parse(
      '[{"login":1,"resource":"VPN","app":"Phone","colour":"red"},{}]',
    ) as [];
    expect(thrown(() => assignmentsFromRows(rows))).toBe(`The table cannot be used:
  Row 1: login is no text. Write it in quotation marks.
  Row 1 has "colour", which no row has. There are login, resource, serial, app, email, phoneNumber, firstName, lastName.`);
    expect(thrown(() => assignmentsFromRows(rows.slice(1)))).toContain(
      "Row 1 has no login. Write who signs in.",
    );
  });

  it("is one of at most twenty that are reported", () => {
    const rows = Array.from({ length: 25 }, () => ({ login: "", resource: "VPN", app: "Phone" }));
    const lines = thrown(() => assignmentsFromRows(rows)).split("\n");
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("  and 5 more.");
  });
});

describe("a file that is no table", () => {
  it.each<[string, string | Buffer, string]>([
    ["is empty", "", "It is empty."],
    ["has a head alone", "login,resource,app\n", "It has no rows."],
    [
      "has an unknown column",
      "login,resource,token\na,b,c\n",
      'Line 1: no column is called "token". There are login, resource, serial, app, email, phoneNumber, firstName, lastName. If it is not needed here, add it to ignoredColumns.',
    ],
    [
      "has a column twice",
      "login,Login,resource\na,b,c\n",
      "Line 1: the column login is there twice. Remove one.",
    ],
    [
      "has no login",
      "resource,app\na,b\n",
      "Line 1: the column login is missing. The first line names the columns.",
    ],
    [
      "has too many values",
      "login,resource,app\nalice,Office VPN,Phone, blue\n",
      "Line 2 has 4 values for 3 columns. Put a value with a comma into quotation marks.",
    ],
    [
      "has a quotation mark too many",
      'login,resource,app\nalice,"Office VPN,Phone\n',
      "Line 2: a quotation mark is missing, or there is one too many.",
    ],
    [
      "is written in another character set",
      Buffer.from("login,resource,app\nzo\xEB,VPN,Phone\n", "latin1"),
      "It is not encoded in UTF-8. Save it in UTF-8.",
    ],
  ])("%s", (_name, text, reported) => {
    expect(thrown(() => assignmentsFromCsv(file(text)))).toBe(
      `assignments.csv cannot be used:\n  ${reported}`,
    );
  });

  it("is not there", () => {
    expect(thrown(() => assignmentsFromCsv("nowhere/people.csv"))).toBe(
      `nowhere/people.csv cannot be used:\n  There is no such file in ${process.cwd()}. Write a path relative to this folder, or an absolute path.`,
    );
    expect(thrown(() => assignmentsFromCsv(folder))).toContain("It cannot be read (EISDIR).");
  });
});
