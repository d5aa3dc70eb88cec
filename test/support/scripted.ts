import type { Page } from "playwright-core";

/** What is answered to one kind of request in place of the server: a status and JSON; undefined for the server's own answer. */
export type Scripted = (body: unknown) => readonly [status: number, answer: object] | undefined;

/** Answers some requests of a page in place of the server, as in `POST /graphql`: for what a server rarely says. */
export async function script(page: Page, answers: Readonly<Record<string, Scripted>>): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    const [method, path] = name.split(" ");
    await page.route(
      (url) => url.pathname === path,
      async (route) => {
        const request = route.request();
        const body: unknown = request.postData() === null ? undefined : request.postDataJSON();
        const given = request.method() === method ? answer(body) : undefined;
        if (given === undefined) return route.fallback();
        const [status, json] = given;
        return route.fulfill({ status, json });
      },
    );
  }
}
