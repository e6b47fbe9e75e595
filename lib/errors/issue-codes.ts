/**
 * Every code an issue can carry, with what it means for the user. The codes are stable once released;
 * `docs/errors.md` is generated from this table.
 */
export const ISSUE_CODES = {
  VALUE_INVALID: 'A value has the wrong type or shape: a number written as text, NaN, null, an unknown word.',
  VALUE_OUT_OF_RANGE: 'A number lies outside what the field allows, or a minimum is above its maximum.',
  VALUE_REQUIRED: 'A value without a sensible default is missing.',
  VALUES_CONFLICT: 'Two values of one construct exclude each other.',
  VALUE_IS_LATE: 'A value known only at deploy time stands where its content is needed now.',
  NAME_INVALID: 'A name cannot be turned into a valid Kubernetes name.',
  NAME_TAKEN: 'Two things would get the same name in the same place.',
  NOT_IN_CLUSTER: 'A construct stands outside any AiCluster, so nothing would be made of it.',
  OVERRIDE_INVALID: 'An override names an object or chart that the construct does not make.',
} as const satisfies Record<string, string>;

/** A stable identifier of a kind of mistake. */
export type IssueCode = keyof typeof ISSUE_CODES;
