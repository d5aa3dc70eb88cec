import type { TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { DataTokenplaneUser } from "../bindings/data-tokenplane-user/index.js";
import { User } from "../bindings/user/index.js";
import { USER } from "../rules/fields.js";
import { isKnown, getPath, quoted, said, type ManagedProps } from "./common.js";
import { declareOnce } from "./declared.js";
import { refuseForms } from "./forms.js";

/** A person who signs in with tokens: created here, or existing already. */
export interface IPerson extends IConstruct {
  /** The name under which the person signs in. */
  readonly login: string;
  /** A reference to the user's id. */
  readonly userId: string;
  /** The provider configuration that the person belongs to; undefined for the one without an alias. */
  readonly provider: TerraformProvider | undefined;
}

/** The properties of a person. */
export interface PersonProps extends ManagedProps {
  /**
   * The name under which the person signs in. It is unique in the account; upper and lower case are the same.
   */
  readonly login: string;
  /** The e-mail address. Default: none. */
  readonly email?: string | undefined;
  /** The telephone number, as `+` and digits. Default: none. */
  readonly phoneNumber?: string | undefined;
  /** The first name. Default: none. */
  readonly firstName?: string | undefined;
  /** The last name. Default: none. */
  readonly lastName?: string | undefined;
  /** Whether the person may sign in; if not, tokens and assignments stay. Default: true. */
  readonly enabled?: boolean | undefined;
}

/** A person who is created and managed here. */
export class Person extends Construct implements IPerson {
  readonly login: string;
  readonly provider: TerraformProvider | undefined;
  /** The resource `tokenplane_user` underneath, for everything that this class does not offer. */
  readonly binding: User;

  constructor(scope: Construct, id: string, { provider, ...props }: PersonProps) {
    super(scope, id);
    this.binding = new User(this, "Default", said({ ...props, provider }));
    this.login = props.login;
    this.provider = provider;
    refuseTwice(this);
    refuseForms(this, USER, props);
  }

  get userId(): string {
    return this.binding.id;
  }

  /**
   * A person who exists in the account already, and is not managed here.
   * @param login the name under which the person signs in.
   */
  static fromLogin(scope: Construct, id: string, login: string, props: ManagedProps = {}): ExistingPerson {
    return new ExistingPerson(scope, id, login, props);
  }
}

/** A person who exists in the account already: see `Person.fromLogin`. */
export class ExistingPerson extends Construct implements IPerson {
  readonly provider: TerraformProvider | undefined;
  /** The data source `tokenplane_user` underneath. */
  readonly binding: DataTokenplaneUser;

  /** @internal */
  constructor(
    scope: Construct,
    id: string,
    readonly login: string,
    { provider }: ManagedProps,
  ) {
    super(scope, id);
    this.binding = new DataTokenplaneUser(this, "Default", said({ login, provider }));
    this.provider = provider;
    refuseTwice(this);
  }

  get userId(): string {
    return this.binding.id;
  }
}

/** A person may be looked up in many places. One who is created here is created once, and not looked up. */
function refuseTwice(person: Person | ExistingPerson): void {
  if (!isKnown(person.login)) return;
  declareOnce(person, "person", [foldedLogin(person.login)], person.provider, (first, all) =>
    all.some((one) => one instanceof Person)
      ? `The login ${quoted(person.login)} is at ${getPath(first)} already. Use that object here, too.`
      : undefined,
  );
}

/** A login as logins are compared: in one case, and composed, as cores and the server have it. */
export function foldedLogin(login: string): string {
  return login.normalize().toLowerCase();
}

/** The identity of a person within a stack. */
export function getIdentity({ login, node }: IPerson): string {
  return isKnown(login) ? foldedLogin(login) : `at ${node.path}`;
}
