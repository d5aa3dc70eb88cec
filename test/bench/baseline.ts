import { createSchema, createYoga } from "graphql-yoga";
import { createServer } from "node:http";

// Default Yoga: what every figure is compared with.
const yoga = createYoga({
  schema: createSchema({ typeDefs: "type Query { hello: String }", resolvers: {} }),
  logging: false,
});

createServer((request, response) => {
  void yoga(request, response);
}).listen(Number(process.env["PORT"]), "127.0.0.1");

process.on("SIGTERM", () => process.exit(0));
