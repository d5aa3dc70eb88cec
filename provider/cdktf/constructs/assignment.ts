import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Assignment as Binding } from "../bindings/assignment/index.js";
import { Authenticator, authenticatorIdentity, type IAuthenticator } from "./authenticator.js";
import { isKnown, getPath, quoted, said } from "./common.js";
import { declareOnce, refuse } from "./declared.js";
import { getIdentity, type IPerson } from "./person.js";
import type { IProtectedResource } from "./protected-resource.js";

/** The person of an assignment, with the resource and the authenticator. */
interface AssignmentProps {
  readonly resource: IProtectedResource;
  readonly person: IPerson;
  readonly authenticator: IAuthenticator;
}

/** A person signs in at a resource with an authenticator. Created by `grant` of a resource. */
export class Assignment extends Construct {
  readonly resource: IProtectedResource;
  readonly person: IPerson;
  readonly authenticator: IAuthenticator;
  /** The resource `tokenplane_assignment` underneath. */
  readonly binding: Binding;

  /**
   * @param before how many assignments the same person has at the resource already; more than 0 is a mistake.
   * @internal
   */
  constructor(scope: Construct, before: number, { resource, person, authenticator }: AssignmentProps) {
    // The id depends only on the person: another authenticator replaces the one before, as on the server.
    const id = `grant-${pathFrom(TerraformStack.of(scope), person)}`;
    super(scope, before === 0 ? id : `again-${before + 1}-${id}`);
    this.resource = resource;
    this.person = person;
    this.authenticator = authenticator;
    this.binding = new Binding(
      this,
      "Default",
      said({
        resourceId: resource.resourceId,
        tokenId: authenticator.tokenId,
        userId: person.userId,
        provider: resource.provider,
      }),
    );
    refuse(this, () => [...otherOwner(this)]);
    refuseSecond(this);
  }
}

/** A person's path without that of its stack: the stack may be renamed one day. */
function pathFrom(stack: TerraformStack, person: IPerson): string {
  const { scopes } = person.node;
  return scopes
    .slice(scopes.indexOf(stack) + 1)
    .map(({ node }) => node.id)
    .filter((id) => id !== "")
    .join("/");
}

/** Only the owner may use a token. */
function* otherOwner({ person, authenticator }: Assignment): Iterable<string> {
  const { owner } = authenticator;
  if (owner === undefined) {
    if (authenticator instanceof Authenticator) {
      yield `${getPath(authenticator)} belongs to nobody. Give it to ${quoted(person.login)} with owner.`;
    }
  } else if (getIdentity(owner) !== getIdentity(person)) {
    yield `${getPath(authenticator)} belongs to ${quoted(owner.login)}, not to ${quoted(person.login)}. Grant one of ${quoted(person.login)}'s own.`;
  }
}

/** A person uses one token at each resource. */
function refuseSecond(assignment: Assignment): void {
  const { resource, person } = assignment;
  const where = isKnown(resource.name) ? resource.name : resource.node.path;
  declareOnce(assignment, "assignment", [where, getIdentity(person)], resource.provider, (first) => {
    if (!(first instanceof Assignment)) return undefined;
    const isSame =
      authenticatorIdentity(first.authenticator) === authenticatorIdentity(assignment.authenticator);
    return isSame
      ? `It is granted at ${getPath(first)} already. Remove one of the two.`
      : `${quoted(person.login)} has two authenticators at ${quoted(resource.name)}: ${getPath(first.authenticator)} by ${getPath(first)}, and ${getPath(assignment.authenticator)} here. A person uses one at each resource. Remove one of the grants.`;
  });
}
