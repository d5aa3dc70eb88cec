import { Construct } from "constructs";
import { idFrom, literal } from "../rules/cdktf-text.js";
import type { Assignment } from "./assignment.js";
import { Authenticator, type IAuthenticator } from "./authenticator.js";
import { getPath, type ManagedProps } from "./common.js";
import { refuse } from "./declared.js";
import { foldedLogin, getIdentity, Person, type IPerson } from "./person.js";
import type { IProtectedResource } from "./protected-resource.js";
import { DETAILS, type AssignmentRow, type AssignmentTable, type PlacedRow } from "./table-rows.js";

/** The properties of a table of assignments. */
export interface AssignmentsProps extends ManagedProps {
  /** The table, as `assignmentsFromCsv` or `assignmentsFromRows` returns it. */
  readonly rows: AssignmentTable;
  /** The resources that its rows name. */
  readonly resources: readonly IProtectedResource[];
  /** People in its rows that the program declares already. Default: none. */
  readonly people?: readonly IPerson[] | undefined;
  /** Whether all other people exist in the account already, and are not created here. Default: false. */
  readonly peopleExist?: boolean | undefined;
}

/**
 * A table of who signs in where and with what: it creates the people, their apps and devices, and their assignments.
 */
export class Assignments extends Construct {
  readonly #people = new Map<string, IPerson>();
  readonly #authenticators = new Map<string, IAuthenticator>();
  readonly #assignments = new Map<string, Assignment>();

  constructor(scope: Construct, id: string, props: AssignmentsProps) {
    super(scope, id);
    const { rows: table, resources, people = [] } = props;
    for (const person of people) this.#people.set(getIdentity(person), person);
    const kept = new Set(this.#people.keys());
    const byName = new Map(resources.map((resource) => [resource.name.normalize(), resource]));
    const problems: string[] = [];
    this.#makePeople(table.rows, kept, props, problems);
    for (const { where, row } of table.rows) {
      const wanted = row.resource.normalize();
      const resource = byName.get(wanted) ?? byName.get(literal(wanted));
      if (resource === undefined) {
        problems.push(
          `${where}: no resource is called ${JSON.stringify(row.resource)}. There are ${[...byName.keys()].map((name) => JSON.stringify(name)).join(", ")}. Correct the name, or add it to resources.`,
        );
        continue;
      }
      const person = this.person(row.login);
      const assignment = resource.grant(person, this.#authenticatorOf(row, person, props));
      this.#assignments.set(getKey(row.login, row.resource), assignment);
    }
    refuse(this, () => problems);
  }

  /** All people of the table, in its order. */
  get people(): readonly IPerson[] {
    return [...this.#people.values()];
  }

  /** All assignments of the table, in its order. */
  get assignments(): readonly Assignment[] {
    return [...this.#assignments.values()];
  }

  /**
   * A person of the table.
   * @throws Error when no user has the login.
   */
  person(login: string): IPerson {
    const person = this.#people.get(foldedLogin(login));
    if (person === undefined) {
      throw new Error(`[${getPath(this)}] Nobody in the table has the login ${JSON.stringify(login)}.`);
    }
    return person;
  }

  /**
   * A person's assignment at a resource, with its authenticator.
   * @param resource its name. @throws Error when there is no such row.
   */
  assignment(login: string, resource: string): Assignment {
    const assignment = this.#assignments.get(getKey(login, resource));
    if (assignment === undefined) {
      throw new Error(
        `[${getPath(this)}] The table grants ${JSON.stringify(login)} nothing at ${JSON.stringify(resource)}.`,
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
      const login = foldedLogin(row.login);
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
      const login = foldedLogin(row.login);
      if (this.#people.has(login)) continue;
      // As it is written: another id would be another address, and another user.
      const id = row.login.toLowerCase();
      const name = literal(row.login);
      const person = peopleExist
        ? Person.fromLogin(scope, id, name, { provider })
        : new Person(scope, id, { login: name, ...details.get(login), provider });
      this.#people.set(login, person);
    }
  }

  #authenticatorOf(
    { serial, app, login }: AssignmentRow,
    owner: IPerson,
    { provider }: ManagedProps,
  ): IAuthenticator {
    const id = serial ?? `${login.toLowerCase()}/${app}`;
    const key = id.normalize();
    const made = this.#authenticators.get(key);
    if (made !== undefined) return made;
    const scope = this.#scope(serial === undefined ? "apps" : "devices");
    const authenticator =
      serial === undefined
        ? Authenticator.app(scope, idFrom(id), { name: literal(app ?? ""), owner, provider })
        : Authenticator.fromSerial(scope, idFrom(id), literal(serial), { owner, provider });
    this.#authenticators.set(key, authenticator);
    return authenticator;
  }

  #scope(name: string): Construct {
    const existing = this.node.tryFindChild(name);
    return existing instanceof Construct ? existing : new Construct(this, name);
  }
}

function getKey(login: string, resource: string): string {
  return JSON.stringify([foldedLogin(login), resource.normalize()]);
}
