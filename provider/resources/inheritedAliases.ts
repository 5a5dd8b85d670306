import * as pulumi from "@pulumi/pulumi";

/** What Pulumi's SDK keeps of a resource under its own names. */
interface KeptResource {
  __aliases?: pulumi.Input<pulumi.URN>[];
  __name?: string;
  __pulumiType?: string;
  __parentResource?: pulumi.Resource;
}

/**
 * The names that a resource had below its parents' old ones. The engine lets it inherit them in the one run that renames a
 * parent. Should that run fail before it comes to the resource, the next one would take it for a new one and buy it again; so
 * the resource says them itself, in every run. See docs/decisions/0016-aliases-are-handed-down.md.
 */
export function inheritedAliases(
  name: string,
  type: string,
  parent: pulumi.Resource | undefined,
): pulumi.Output<pulumi.URN>[] {
  if (!parent) return [];
  const { __name: parentName = "", ...kept } = parent as KeptResource;
  const own = kept.__aliases ?? [];
  const theirs = inheritedAliases(parentName, kept.__pulumiType ?? "", kept.__parentResource);
  const named = { __aliases: [...own, ...theirs] } as unknown as pulumi.Resource;
  return pulumi.allAliases([], name, type, named, parentName);
}
