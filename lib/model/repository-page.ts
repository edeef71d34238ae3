/** Hosts on which every repository is `owner/name`, and anything after that a page about it. */
const twoDeep = new Set(['bitbucket.org', 'codeberg.org', 'gitea.com', 'github.com']);

/** Names that GitLab reserves, so that no group or project is called so: what follows is a view of a branch. */
const views = new Set(['blame', 'blob', 'commits', 'raw', 'tree']);

/** `https://host/path`, `ssh://user@host:22/path` and `user@host:path`. */
const address = /^(?<before>\w+:\/\/(?:[^/@]*@)?(?<host>[^/:]+)(?::\d+)?\/|[\w.-]+@(?<server>[\w.-]+):)(?<path>[^?#]*)/;

/**
 * The address that Git clones, where the text is the address of a page that a browser shows of the repository: GitHub's and
 * GitLab's `…/tree/main`, Gitea's `…/src/branch/main`, Bitbucket's `…/src/main`. Undefined for any other text.
 */
export function repositoryOfPage(text: string): string | undefined {
  const { before = '', host, server, path = '' } = address.exec(text)?.groups ?? {};
  const segments = path.split('/').filter((segment) => segment !== '');
  const length = repositoryLength((host ?? server ?? '').toLowerCase(), segments);
  if (length === segments.length) return undefined;
  return `${before}${segments
    .slice(0, length)
    .join('/')
    .replace(/\.git$/, '')}.git`;
}

/** How many segments of a path name the repository; the rest is the page. */
function repositoryLength(host: string, segments: readonly string[]): number {
  if (twoDeep.has(host)) return Math.min(2, segments.length);
  const page = segments.findIndex(
    (segment, at) =>
      at >= 2 && (segment === '-' || views.has(segment) || isOfGitea(segments, at)) && at + 1 < segments.length,
  );
  return page < 0 ? segments.length : page;
}

function isOfGitea(segments: readonly string[], at: number): boolean {
  return segments[at] === 'src' && ['branch', 'commit', 'tag'].includes(segments[at + 1] ?? '');
}
