import { Refusal } from "@tokenplane/rules/refusal";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TopLevelCode } from "../graphql/errors.js";
import { RequestError } from "../request-error.js";
import { demandAllowed, portalAt } from "../self-service/portal.js";
import type { ServerServices } from "../services.js";
import type { Admission } from "./admission.js";
import { errorBody } from "./error-body.js";
import { getPath } from "./node-request.js";

const PATH = /^\/s\/([^/]+)\/app\.webmanifest$/;

/** Whether a request is for the manifest of a portal. */
export function wantsManifest(request: IncomingMessage): boolean {
  return (request.method === "GET" || request.method === "HEAD") && PATH.test(getPath(request));
}

/** By what a phone installs the page of a portal (W3C Web Application Manifest). */
async function getManifest(services: ServerServices, address: string, from: string): Promise<object> {
  const portal = await portalAt(services, address);
  demandAllowed(portal, { address: from });
  const { account, resource } = portal;
  const page = `/s/${address}/device`;
  const icon = (src: string, size: number, purpose: string) => ({
    src: `/device/${src}`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  return {
    id: page,
    name: `${resource.name} · ${account}`,
    short_name: resource.name,
    start_url: page,
    scope: `/s/${address}/`,
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#0066cc",
    icons: [
      icon("icon-192.png", 192, "any"),
      icon("icon-512.png", 512, "any"),
      icon("icon-whole-512.png", 512, "maskable"),
    ],
  };
}

/** Answers with the manifest of a portal: it has the portal's name, so that several on one phone have different names. */
export function manifestDoor(
  services: ServerServices,
  admission: Admission,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const send = (response: ServerResponse, status: number, type: string, body: string) => {
    response.writeHead(status, { "content-type": type, "cache-control": "no-cache" }).end(body);
  };
  const fail = (response: ServerResponse, status: number, code: TopLevelCode, message: string) =>
    send(response, status, "application/json; charset=utf-8", errorBody(code, message));
  return async (request, response) => {
    const caller = admission.arrive(request);
    if ("code" in caller) {
      response.setHeader("retry-after", String(caller.retryAfter));
      return fail(response, 429, caller.code, caller.message);
    }
    const [, address = ""] = PATH.exec(getPath(request)) ?? [];
    try {
      const manifest = await getManifest(services, address, caller.address);
      return send(response, 200, "application/manifest+json; charset=utf-8", JSON.stringify(manifest));
    } catch (error) {
      if (error instanceof Refusal) return fail(response, 404, "NOT_FOUND", error.message);
      if (error instanceof RequestError) return fail(response, 403, "FORBIDDEN", error.message);
      throw error;
    }
  };
}
