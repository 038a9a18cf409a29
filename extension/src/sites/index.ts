/** The sites we know. A new one is a file beside this one and a line in this list; `generic` is always last. */
import bluesky from "./bluesky.json";
import facebook from "./facebook.json";
import generic from "./generic.json";
import instagram from "./instagram.json";
import linkedin from "./linkedin.json";
import mastodon from "./mastodon.json";
import mediawiki from "./mediawiki.json";
import tryout from "./tryout.json";
import type { Site } from "./types";
import wordpress from "./wordpress.json";
import x from "./x.json";

export const SITES: readonly Site[] = [
  x,
  facebook,
  instagram,
  linkedin,
  bluesky,
  mastodon,
  wordpress,
  mediawiki,
  tryout,
  generic,
] as unknown as Site[];

/** Every match pattern the content scripts need, in the order of the files. */
export function hostPatterns(sites: readonly Site[] = SITES): readonly string[] {
  return [...new Set(sites.flatMap(({ hosts }) => hosts))];
}
