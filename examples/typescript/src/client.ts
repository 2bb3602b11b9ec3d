import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

/** What Proviso says of an error: a stable code for programs, a sentence for people. */
export interface Told {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; alternatives?: { type: string; id: string; name: string }[] };
}

export class Refused extends Error {
  readonly errors: Told[];

  constructor(errors: Told[]) {
    super(errors.map((each) => each.message).join("\n"));
    this.errors = errors;
  }
}

/** Asks an operation; its variables and its answer have the types that were generated for it. */
export async function ask<Answer, Variables>(
  url: string,
  document: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
  key?: string,
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: Told[] };
  if (errors?.length || !data) throw new Refused(errors ?? []);
  return data;
}
