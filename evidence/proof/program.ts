/** The user's program. With another provider text in the place of the product's, its resources have a broken provider. */
export const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { CartCheckout, Purchase } = require("pulumi-partnercenter");
const broken = process.env.PROOF_PROVIDER;
if (broken)
  pulumi.runtime.registerStackTransformation(({ props, opts }) => {
    if (props.__provider === undefined) return undefined;
    const kind = props.__provider.slice(props.__provider.lastIndexOf("."));
    return { props: { ...props, __provider: broken + kind }, opts };
  });
for (const { name, ...args } of JSON.parse(process.env.PROOF_PROGRAM))
  new (args.lineItems ? Purchase : CartCheckout)(name, args);
`;

/**
 * Sets the clock of a Node.js process ahead: eight days later, a host must not think that it is today. The program is
 * JavaScript, but what Pulumi.yaml says of that gets lost, and each run would load a compiler.
 */
export const CLOCK = `
process.env.PULUMI_NODEJS_TYPESCRIPT = "false";
const ahead = Number(process.env.PROOF_CLOCK_AHEAD_MS ?? 0);
const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
`;

/**
 * The provider text, but for the resource's kind, that loads a module of this folder's \`broken\` into the host, seen
 * from a project's folder.
 */
export function brokenProviderText(name: string): string {
  const file = JSON.stringify(`../../../evidence/proof/broken/${name}.ts`);
  return `exports.handler=()=>require("tsx/cjs/api").require(${file},process.cwd()+"/index.js")`;
}
