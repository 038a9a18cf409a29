/** The build hands YAML over as data in which every value is a string, a list or a mapping. */
declare module "*/policy.yaml" {
  import type { BuiltInPolicy } from "./policy-source";

  const policy: BuiltInPolicy;
  export default policy;
}
