import { ask, Refused } from "./client.ts";
import { graphql } from "./generated/gql.ts";

const PROGRAMS = graphql(`
  query Programs($where: GrantProgramWhere, $first: Int) {
    grantPrograms(where: $where, orderBy: [{ number: ASC }], first: $first) {
      totalCount
      nodes { number name conditions { nodes { __typename name } } }
    }
  }
`);

const STATUS = graphql(`
  query Status($condition: String!, $jurisdiction: String, $asOf: Date) {
    conditionStatus(condition: $condition, jurisdiction: $jurisdiction, asOf: $asOf) {
      status
      since
      reasons { says citation decides }
    }
  }
`);

const url = process.argv[2] ?? "http://127.0.0.1:8000/graphql";
const condition = process.argv[3] ?? "cond-jag-fy2017-cert";
const jurisdiction = process.argv[4] ?? "Philadelphia, PA";

try {
  const { grantPrograms } = await ask(url, PROGRAMS, {
    where: { conditions: { some: { node: { is: ["Condition"] } } } },
    first: 5,
  });
  console.log(`${grantPrograms?.totalCount ?? 0} programs have conditions of their own:`);
  for (const program of grantPrograms?.nodes ?? []) console.log(`${program.number} ${program.name}`);

  const { conditionStatus } = await ask(url, STATUS, { condition, jurisdiction, asOf: "2018-01-15" });
  console.log(`${condition} for ${jurisdiction}: ${conditionStatus?.status} since ${conditionStatus?.since}`);
  for (const step of conditionStatus?.reasons.filter((each) => each.decides) ?? [])
    console.log(`  ${step.says ?? "holds"} ${step.citation ?? ""}`);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  for (const each of error.errors) console.error(`${each.extensions.code}: ${each.message}`);
  process.exitCode = 1;
}
