import { Construct } from "constructs";
import type { Assignment } from "./assignment.js";
import { Authenticator, type IAuthenticator } from "./authenticator.js";
import { literal, pathOf, type ManagedProps } from "./common.js";
import { refuse } from "./declared.js";
import { identityOf, Person, type IPerson } from "./person.js";
import type { IProtectedResource } from "./protected-resource.js";
import { DETAILS, type AssignmentRow, type AssignmentTable, type PlacedRow } from "./table-rows.js";

/** What is said of a table of assignments. */
export interface AssignmentsProps extends ManagedProps {
  /** The table: what `assignmentsFromCsv` or `assignmentsFromRows` reads. */
  readonly rows: AssignmentTable;
  /** Where its rows let people sign in, by their names. */
  readonly resources: readonly IProtectedResource[];
  /** People of its rows that the program has already. Default: none. */
  readonly people?: readonly IPerson[] | undefined;
  /** Whether all other people are in the account already, and not made here. Default: false. */
  readonly peopleExist?: boolean | undefined;
}

/** A table of who signs in where with what: its people, their apps and devices, and what they are granted. */
export class Assignments extends Construct {
  readonly #people = new Map<string, IPerson>();
  readonly #authenticators = new Map<string, IAuthenticator>();
  readonly #assignments = new Map<string, Assignment>();

  constructor(scope: Construct, id: string, props: AssignmentsProps) {
    super(scope, id);
    const { rows: table, resources, people = [] } = props;
    for (const person of people) this.#people.set(identityOf(person), person);
    const kept = new Set(this.#people.keys());
    const byName = new Map(resources.map((resource) => [resource.name, resource]));
    const problems: string[] = [];
    this.#makePeople(table.rows, kept, props, problems);
    for (const { where, row } of table.rows) {
      const resource = byName.get(row.resource) ?? byName.get(literal(row.resource));
      if (resource === undefined) {
        problems.push(
          `${where}: no resource is called ${JSON.stringify(row.resource)}. There are ${[...byName.keys()].map((name) => JSON.stringify(name)).join(", ")}. Correct the name, or add it to resources.`,
        );
        continue;
      }
      const person = this.person(row.login);
      const assignment = resource.grant(person, this.#authenticatorOf(row, person, props));
      this.#assignments.set(keyOf(row.login, row.resource), assignment);
    }
    refuse(this, () => problems);
  }

  /** All who are in the table, in its order. */
  get people(): readonly IPerson[] {
    return [...this.#people.values()];
  }

  /** All that the table grants, in its order. */
  get assignments(): readonly Assignment[] {
    return [...this.#assignments.values()];
  }

  /**
   * Somebody who is in the table.
   * @throws Error when nobody has the login.
   */
  person(login: string): IPerson {
    const person = this.#people.get(login.toLowerCase());
    if (person === undefined) {
      throw new Error(`[${pathOf(this)}] Nobody in the table has the login ${JSON.stringify(login)}.`);
    }
    return person;
  }

  /**
   * What the table grants to somebody at a resource, with its authenticator.
   * @param resource what it is called. @throws Error when there is no such row.
   */
  assignment(login: string, resource: string): Assignment {
    const assignment = this.#assignments.get(keyOf(login, resource));
    if (assignment === undefined) {
      throw new Error(
        `[${pathOf(this)}] The table grants ${JSON.stringify(login)} nothing at ${JSON.stringify(resource)}.`,
      );
    }
    return assignment;
  }

  #makePeople(
    rows: readonly PlacedRow[],
    kept: ReadonlySet<string>,
    { peopleExist = false, provider }: AssignmentsProps,
    problems: string[],
  ): void {
    const scope = new Construct(this, "people");
    const details = new Map<string, Partial<Record<(typeof DETAILS)[number], string>>>();
    for (const { where, row } of rows) {
      const login = row.login.toLowerCase();
      const said = details.get(login) ?? {};
      for (const detail of DETAILS) {
        const value = row[detail];
        if (value === undefined) continue;
        if (peopleExist || kept.has(login)) {
          problems.push(
            `${where} says ${detail} of ${row.login}, who is not created by the table. Write it where the person is created, and remove it here.`,
          );
        }
        said[detail] = literal(value);
      }
      details.set(login, said);
    }
    for (const { row } of rows) {
      const login = row.login.toLowerCase();
      if (this.#people.has(login)) continue;
      const name = literal(row.login);
      const person = peopleExist
        ? Person.fromLogin(scope, login, name, { provider })
        : new Person(scope, login, { login: name, ...details.get(login), provider });
      this.#people.set(login, person);
    }
  }

  #authenticatorOf(
    { serial, app, login }: AssignmentRow,
    owner: IPerson,
    { provider }: ManagedProps,
  ): IAuthenticator {
    const id = serial ?? `${login.toLowerCase()}/${app}`;
    const made = this.#authenticators.get(id);
    if (made !== undefined) return made;
    const scope = this.#scope(serial === undefined ? "apps" : "devices");
    const authenticator =
      serial === undefined
        ? Authenticator.app(scope, id, { name: literal(app ?? ""), owner, provider })
        : Authenticator.fromSerial(scope, id, literal(serial), { owner, provider });
    this.#authenticators.set(id, authenticator);
    return authenticator;
  }

  #scope(name: string): Construct {
    const existing = this.node.tryFindChild(name);
    return existing instanceof Construct ? existing : new Construct(this, name);
  }
}

function keyOf(login: string, resource: string): string {
  return JSON.stringify([login.toLowerCase(), resource]);
}
